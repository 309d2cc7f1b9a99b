"""What staff and municipalities write to each other leaves by no public door."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from partnerships.models import ConfirmationCampaign, MunicipalOffice, PartnershipPage, StatusChange
from partnerships.services.confirmation import answers, campaigns, letters
from tests.contract.test_routes import PUBLIC
from tests.factories.pages import publish

MARK = "zqsecret"


@pytest.fixture
def secrets(
    campaign: ConfirmationCampaign, offices: list[MunicipalOffice], in_russian: Page, page: PartnershipPage
) -> PartnershipPage:
    """Offices, a campaign, letters, proposals, and a withdrawn entry, each of them marked."""
    page.status_changes.add(
        StatusChange(state="ended", starts="2024", sources=MARK, note=MARK, withdrawn=True, sort_order=2)
    )
    page = publish(page)
    MunicipalOffice.objects.update(name=MARK, email=f"{MARK}@example.org")
    ConfirmationCampaign.objects.update(name=MARK)
    campaigns.ask(campaign)
    letters.send_due()
    values = {"remark": MARK, "continues": MARK, "website:chemnitz-1": f"https://{MARK}.example/"}
    answers.propose(campaign.requests.order_by("pk").first(), values, dict.fromkeys(values, MARK), MARK)
    return page


def doors(page: PartnershipPage) -> list[str]:
    """Everything that is public without a key, in every language, and all that shows the profile."""
    plain = [route for route in sorted(PUBLIC) if not re.search(r"[<(*]", route)]
    pages = [page, *page.get_translations()]
    found = [f"/{route}" for route in plain] + [each.get_url() for each in pages]
    found += [f"/api/v1/pages/{each.pk}/" for each in pages]
    found += [f"/api/v1/partnerships/{each.pk}/" for each in pages]
    found += [f"/de/search/?q={MARK}", "/de/partnerships/places/chemnitz-1/", page.get_parent().get_url()]
    return [path.replace("/de/", f"/{code}/") for path in found for code in ("de", "ru", "en")]


@pytest.mark.slow
def test_no_door_shows_them(client: Client, secrets: PartnershipPage):
    leaks, answered = [], 0
    for path in dict.fromkeys(doors(secrets)):
        response = client.get(path)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        answered += response.status_code == 200
        if MARK in content.decode("utf-8", "replace").replace(f"q={MARK}", "").replace(f'value="{MARK}"', ""):
            leaks.append(path)
    # The search says what was searched for.
    assert [path for path in leaks if "/search/" not in path] == []
    assert answered > 30
