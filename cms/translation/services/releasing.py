"""From a saved draft to readers: publish now or later, moderation; rights are the caller's matter."""

import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.pages.refusals import PublishRefused

from . import gate


@transaction.atomic
def publish(revision: Revision, user: AbstractBaseUser, moment: datetime.datetime | None = None) -> None:
    """Publish a revision, at a moment or now; raises PublishRefused and leaves everything as it was."""
    content = {**revision.content, "go_live_at": moment.isoformat() if moment else None}
    if content != revision.content:
        revision.content = content
        revision.save(update_fields=["content"])
    revision.publish(user=user)


@transaction.atomic
def submit(page: Page, user: AbstractBaseUser) -> None:
    """Send the latest revision to moderation, again if changes were asked for; raises PublishRefused."""
    problems = gate.missing_words(page.get_latest_revision_as_object())
    if problems:
        raise PublishRefused(page, problems)
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)


@transaction.atomic
def decide(page: Page, user: AbstractBaseUser, action: str, comment: str) -> None:
    """Approve, or ask for changes; raises PublishRefused and leaves the task as it was."""
    task_state = page.current_workflow_task_state
    task_state.task.specific.on_action(task_state, user, action, comment=comment)


def decisions(page: Page, user: AbstractBaseUser) -> dict[str, str]:
    """{action: label} of what this user may do with the task the page waits in."""
    task_state = page.current_workflow_task_state
    if task_state is None or task_state.status != TaskState.STATUS_IN_PROGRESS:
        return {}
    actions = page.current_workflow_task.specific.get_actions(page, user)
    # "approve" comes twice, without and with a comment; our form has a field for it anyway.
    return {name: label for name, label, _has_form in reversed(actions) if name in ("approve", "reject")}


def asked_for(page: Page) -> TaskState | None:
    """The decision by which a moderator sent the page back, while it has not been submitted again."""
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return state.current_task_state
