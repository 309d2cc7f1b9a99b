"""Random lives of a page and its Russian translation; what must hold holds after every step."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import PageViewRestriction, Revision, TaskState

from cms.accounts.services.roles import grant_roles
from cms.content_store.models import ContentItem
from cms.content_store.services import reading
from cms.pages.refusals import PublishRefused
from cms.pages.services.due import publish_due
from cms.translation.models import RevisionWords
from cms.translation.services.compose import compose, same_content
from cms.translation.services.drafting import pending_words, save_draft
from cms.translation.services.family import source_of
from cms.translation.services.releasing import decide, publish, submit
from cms.translation.services.wordings import approved
from cms.translation.units import opened, units
from news.models import ArticlePage
from tests.factories.accounts import AdminFactory
from tests.factories.news import NewsIndexPageFactory
from tests.factories.site import build_site, home_of
from tests.factories.translation import article_with_texts, in_language, news_index, publish_family, translate

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

FIELDS = ("title", "lead", "hero_picture_alt", "hero_caption")
GERMAN = st.sampled_from(["Eins", "Zwei", "Drei", "Vier"])
RUSSIAN = st.sampled_from(["Один", "Два", "Три", "Четыре"])
LATIN = set("abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ")


def when(holds: Callable[["Lives"], bool]) -> Callable:
    """A rule for lives that have begun and of which this holds, so that no step is an empty one."""
    return precondition(lambda self: hasattr(self, "saved") and holds(self))


class Lives(RuleBasedStateMachine):
    """One article; every machine undoes what it did."""

    # How often each rule was a step.
    done: Counter[str] = Counter()

    @initialize()
    def begin(self) -> None:
        self.world = transaction.atomic()
        self.world.__enter__()
        build_site()
        grant_roles()
        self.index = news_index(home_of("de"))
        self.other = publish_family(NewsIndexPageFactory(parent=home_of("de")), ru={"title": "Архив", "lead": "Архив."})
        self.key = article_with_texts(self.index).translation_key
        translate(self.source, "ru", {"title": "Год", "lead": "Предложение."})
        self.user = AdminFactory()
        # Words that somebody saved and nobody has published or replaced: path -> text.
        self.saved: dict[str, str] = {}
        self.waiting: int | None = None
        self.schedule: tuple[int, object] | None = None

    def teardown(self) -> None:
        if hasattr(self, "world"):
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)

    @property
    def source(self) -> ArticlePage:
        return ArticlePage.objects.get(translation_key=self.key, locale__language_code="de")

    @property
    def russian(self) -> ArticlePage:
        return in_language(self.source, "ru")

    def paths(self) -> list[str]:
        content = opened(ArticlePage, source_of(self.russian).serializable_data())
        return [unit.path for unit in units(ArticlePage, content) if unit.value and not unit.rich]

    @rule(field=st.sampled_from(FIELDS), text=GERMAN, day=st.integers(1, 28))
    def edit_source(self, field: str, text: str, day: int) -> None:
        self.done["edit_source"] += 1
        page = self.source.get_latest_revision_as_object()
        setattr(page, field, text)
        page.date = page.date.replace(day=day)
        page.save_revision().publish()

    @rule(text=GERMAN, at=st.integers(0, 5), remove=st.booleans())
    def edit_body(self, text: str, at: int, remove: bool) -> None:
        self.done["edit_body"] += 1
        page = self.source.get_latest_revision_as_object()
        raw = [dict(block) for block in page.body.raw_data]
        if remove and len(raw) > 1:
            del raw[at % len(raw)]
        else:
            raw.insert(at % (len(raw) + 1), {"type": "heading", "value": {"text": text, "level": "2"}})
        page.body = raw
        page.save_revision().publish()
        kept = set(self.paths())
        self.saved = {path: words for path, words in self.saved.items() if path in kept}

    def is_locked(self) -> bool:
        return self.waiting is not None or self.schedule is not None

    @when(lambda self: not self.is_locked())
    @rule(text=RUSSIAN, at=st.integers(0, 20))
    def translate(self, text: str, at: int) -> None:
        self.done["translate"] += 1
        paths = self.paths()
        path = paths[at % len(paths)]
        save_draft(source_of(self.russian), self.russian, {path: text}, self.user)
        self.saved[path] = text

    @when(lambda self: not self.is_locked())
    @rule()
    def publish_words(self) -> None:
        self.done["publish_words"] += 1
        revision = self.russian.latest_revision
        try:
            publish(revision, self.user)
        except PublishRefused:
            assert not self.source.live
        else:
            self.saved = {}

    @when(lambda self: not self.is_locked() and self.saved)
    @rule()
    def start_moderation(self) -> None:
        self.done["start_moderation"] += 1
        submit(self.russian, self.user)
        self.waiting = self.russian.current_workflow_task_state.pk

    @when(lambda self: self.waiting is not None)
    @rule()
    def approve(self) -> None:
        self.done["approve"] += 1
        try:
            decide(self.russian, self.user, "approve", "")
        except PublishRefused:
            assert not self.source.live
        else:
            self.waiting, self.saved = None, {}

    @when(lambda self: not self.is_locked() and self.saved and self.source.live)
    @rule(days=st.integers(1, 3))
    def plan(self, days: int) -> None:
        self.done["plan"] += 1
        revision, moment = self.russian.latest_revision, timezone.now().replace(microsecond=0) + timedelta(days=days)
        publish(revision, self.user, moment)
        self.schedule = (revision.pk, moment)

    @when(lambda self: self.schedule is not None)
    @rule()
    def time_comes(self) -> None:
        self.done["time_comes"] += 1
        key, _moment = self.schedule
        revision, now = Revision.objects.get(pk=key), timezone.now()
        revision.content = {**revision.content, "go_live_at": now.isoformat()}
        revision.approved_go_live_at = now
        revision.save()
        if publish_due():
            self.saved = {}
        else:
            assert not self.source.live
        self.schedule = None

    @when(lambda self: self.source.live)
    @rule()
    def unpublish(self) -> None:
        self.done["unpublish"] += 1
        self.source.unpublish()

    @rule()
    def republish(self) -> None:
        self.done["republish"] += 1
        self.source.get_latest_revision().publish()

    @rule()
    def move(self) -> None:
        self.done["move"] += 1
        source = self.source
        target = self.other if source.get_parent().pk == self.index.pk else self.index
        source.move(type(target).objects.get(pk=target.pk), pos="last-child")

    @rule()
    def restrict_or_open(self) -> None:
        self.done["restrict_or_open"] += 1
        rows = PageViewRestriction.objects.filter(page_id=self.source.pk)
        if rows:
            rows.get().delete()
        else:
            PageViewRestriction.objects.create(page_id=self.source.pk, restriction_type="login")

    @invariant()
    def is_what_source_and_words_give(self) -> None:
        russian, source = self.russian, self.source
        if not source.live:
            assert not russian.live
            return
        assert russian.live
        row = russian.serializable_data()
        content = compose(ArticlePage, source.serializable_data(), row, approved(russian)).content
        assert same_content(ArticlePage, content, row)
        assert russian.get_parent().translation_key == source.get_parent().translation_key

    @invariant()
    def german_is_marked(self) -> None:
        russian = self.russian
        item = reading.detail_of(russian.pk)
        public = self.source.live and not PageViewRestriction.objects.filter(page_id=self.source.pk).exists()
        assert (item is not None) == public
        assert ContentItem.objects.filter(pk=russian.pk, public=True).exists() == public
        if item is None:
            return
        content = opened(ArticlePage, russian.serializable_data())
        german = {unit.path for unit in units(ArticlePage, content) if LATIN & set(_letters(unit.value))}
        assert german == set(item.data["foreign_text"])

    @invariant()
    def no_saved_word_is_lost(self) -> None:
        words = {path: word.value for path, word in pending_words(self.russian).items()}
        assert {path: words.get(path) for path in self.saved} == self.saved
        content = opened(ArticlePage, self.russian.get_latest_revision_as_object().serializable_data())
        shown = {unit.path: unit.value for unit in units(ArticlePage, content)}
        # Before an unpublished source is back, the draft waits with the facts it had.
        if self.source.live:
            bound = {path for path in self.saved if not path.endswith(("alt", "caption", "alt_text"))}
            assert {path: shown.get(path) for path in bound} == {path: self.saved[path] for path in bound}
        assert not RevisionWords.objects.filter(revision_id=self.russian.live_revision_id, value__in=[""]).exists()

    @invariant()
    def moderation_and_schedule_stay(self) -> None:
        if self.waiting is not None:
            state = TaskState.objects.get(pk=self.waiting)
            assert (state.status, state.revision_id) == (
                TaskState.STATUS_IN_PROGRESS,
                self.russian.latest_revision_id,
            )
        if self.schedule is not None:
            key, moment = self.schedule
            assert Revision.objects.get(pk=key).approved_go_live_at == moment


def _letters(html: str) -> Iterator[str]:
    """The letters of a text without its markup."""
    inside = False
    for letter in html:
        inside = letter == "<" or (inside and letter != ">")
        if not inside and letter != ">":
            yield letter


def test_three_hundred_steps() -> None:
    """15 lives of up to 30 steps, in which everything happens."""
    Lives.done.clear()
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Lives.done.total() >= 300
    assert set(Lives.done) == {
        "edit_source",
        "edit_body",
        "translate",
        "publish_words",
        "start_moderation",
        "approve",
        "plan",
        "time_comes",
        "unpublish",
        "republish",
        "move",
        "restrict_or_open",
    }
