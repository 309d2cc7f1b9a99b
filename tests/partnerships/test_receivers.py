"""A confirmation shows in every language as soon as it is made."""

from datetime import date

from wagtail.models import Page

from cms.content_store.services import reading
from partnerships.models import Confirmation, PartnershipPage


def test_a_confirmation_reaches_every_language(in_russian: Page, page: PartnershipPage):
    russian = page.get_translations().get(locale__language_code="ru")
    pages = (page.pk, russian.pk)
    assert [reading.card_of(pk)["confirmed_on"] for pk in pages] == [None, None]
    confirmation = Confirmation.objects.create(partnership=page.translation_key, confirmed_on=date(2026, 2, 3))
    assert [reading.card_of(pk)["confirmed_on"] for pk in pages] == ["2026-02-03", "2026-02-03"]
    confirmation.delete()
    assert [reading.card_of(pk)["confirmed_on"] for pk in pages] == [None, None]
