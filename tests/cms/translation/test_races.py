"""Source and translation published at the same moment: nobody waits for ever, nothing is lost."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from cms.content_store.services import reading
from tests.factories.site import build_site, home_of
from tests.factories.translation import article_with_texts, edit, in_language, news_index, translate

ROUNDS = 5


def together(*jobs: Callable[[], object]) -> list[Exception]:
    """Run jobs in threads that begin at the same moment; what they raised."""
    barrier, errors = Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            job()
        except Exception as error:  # noqa: BLE001  (the test shows whatever it was)
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return errors


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_both_effects_are_there() -> None:
    build_site()
    article = article_with_texts(news_index(home_of("de")))
    translate(article, "ru", {"title": "Год", "lead": "Начало."})
    for number in range(1, ROUNDS + 1):
        errors = together(
            lambda day=number: edit(article, date=date(2018, 5, day)),
            lambda number=number: translate(article, "ru", {"lead": f"Предложение {number}."}),
        )
        assert errors == []
        russian = in_language(article, "ru")
        assert (russian.lead, russian.date) == (f"Предложение {number}.", date(2018, 5, number))
        item = reading.detail_of(russian.pk).data
        assert (item["lead"], item["date"]) == (f"Предложение {number}.", f"2018-05-{number:02}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
            assert cursor.fetchone() == (0,)
