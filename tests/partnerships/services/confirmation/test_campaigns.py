"""Who is asked, and the stages of a request."""

import pytest
from django.core import mail
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from cms.entities.models import Place
from partnerships.models import (
    ConfirmationCampaign,
    ConfirmationRequest,
    DirectoryPage,
    MunicipalOffice,
    PartnershipPage,
)
from partnerships.services.confirmation import answers, campaigns, letters
from tests.factories.campaigns import ConfirmationRequestFactory, MunicipalOfficeFactory
from tests.factories.entities import PlaceFactory
from tests.factories.pages import publish
from tests.factories.partnerships import profile


def test_every_side_with_an_office_is_asked_once(
    campaign: ConfirmationCampaign,
    offices: list[MunicipalOffice],
    page: PartnershipPage,
    directory: DirectoryPage,
    volgograd: Place,
):
    MunicipalOfficeFactory(place=offices[0].place, name="Zweites Büro")
    assert (campaigns.ask(campaign), campaigns.ask(campaign)) == (2, 0)
    kassel = PlaceFactory(key="kassel")
    publish(profile(directory, kassel, volgograd))
    profile(directory, PlaceFactory(), volgograd)
    assert [(each.title, side.place.key) for each, side in campaigns.sides_without_office()] == [
        ("Kassel – Wolgograd", "kassel")
    ]
    assert campaigns.ask(campaign) == 1
    assert list(campaign.requests.order_by("pk").values_list("office", "language")) == [
        ("Büro OB", "de"), ("Отдел связей", "ru"), ("Отдел связей", "ru"),
    ]  # fmt: skip


def test_stages(campaign: ConfirmationCampaign, asked: list[ConfirmationRequest]):
    def stages() -> list[str]:
        return [row.stage for row in campaigns.progress(campaign)]

    assert stages() == ["queued", "queued"]
    letters.send_due()
    assert stages() == ["sent", "sent"]
    answers.opened(asked[0])
    assert stages() == ["opened", "sent"]
    answers.propose(asked[0], {"kind": "friendship"}, {"kind": "partnership"}, "")
    answers.confirm(asked[1], "")
    assert stages() == ["proposals", "confirmed"]
    assert campaigns.totals(campaigns.progress(campaign)) == {
        **dict.fromkeys(campaigns.stage_words(), 0), "proposals": 1, "confirmed": 1,
    }  # fmt: skip
    asked[0].proposals.update(decision="rejected")
    assert stages() == ["answered", "confirmed"]
    campaigns.revoke(asked[0])
    assert stages() == ["answered", "confirmed"]


def test_a_revoked_one_says_so(campaign: ConfirmationCampaign, asked: list[ConfirmationRequest]):
    campaigns.revoke(asked[0])
    with translation.override("en"):
        assert [row.words for row in campaigns.progress(campaign)] == ["link revoked", "waits to be sent"]


@pytest.mark.parametrize("count", [1, 3])
def test_progress_costs_the_same_however_many(
    campaign: ConfirmationCampaign,
    page: PartnershipPage,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
):
    for _number in range(count):
        ConfirmationRequestFactory(campaign=campaign, partnership=page.translation_key)
    with django_assert_num_queries(4):
        assert len(campaigns.progress(campaign)) == count
    assert mail.outbox == []
