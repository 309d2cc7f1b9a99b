"""What the system needs for a while only: finished tasks and expired sessions."""

from django.core.management import call_command

FINISHED_DAYS = 1
FAILED_DAYS = 14


def forget_finished_tasks() -> None:
    """A publish leaves several rows; failures stay long enough for somebody to read them."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=FINISHED_DAYS,
        failed_min_age_days=FAILED_DAYS,
        verbosity=0,
    )


def forget_expired_sessions() -> None:
    """Rows that no cookie can use any more."""
    call_command("clearsessions", verbosity=0)
