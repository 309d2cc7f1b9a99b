"""Source and translation published at the same moment: nobody waits for ever, nothing is lost."""

from datetime import date

import pytest
from django.db import connection

from cms.content_store.services import reading
from tests.factories.site import build_site, home_of
from tests.factories.translation import article_with_texts, edit, in_language, news_index, translate
from tests.races import together

ROUNDS = 5


@pytest.mark.slow
@pytest.mark.race
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
        assert [each for each in errors if isinstance(each, Exception)] == []
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
