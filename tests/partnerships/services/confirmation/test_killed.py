"""A worker that is killed in the middle of a campaign: no letter goes twice, and none is lost without staff knowing."""

import re
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from partnerships.models import ConfirmationCampaign, ConfirmationLetter, DirectoryPage
from partnerships.services.confirmation import campaigns
from tests.factories.campaigns import ConfirmationCampaignFactory, MunicipalOfficeFactory
from tests.factories.entities import PlaceFactory
from tests.factories.pages import publish, publish_section
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.site import build_site, home_of
from tests.races import environment

from .killing import MOMENTS

SIDES, KILLED_AT = 6, 3


@pytest.fixture
def queued(transactional_db: None) -> ConfirmationCampaign:
    """Six letters that wait, one for each side of three profiles."""
    build_site()
    directory: DirectoryPage = publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))
    for number in range(0, SIDES, 2):
        places = [PlaceFactory(key=f"place-{each}") for each in (number, number + 1)]
        publish(profile(directory, *places))
        for each, place in enumerate(places, number):
            MunicipalOfficeFactory(place=place, email=f"office-{each}@example.org")
    campaign = ConfirmationCampaignFactory()
    assert campaigns.ask(campaign) == SIDES
    return campaign


def work(folder: Path, moment: str = "never") -> int:
    """One worker's minute, in a process of its own; how it ended."""
    command = [sys.executable, "-m", "tests.partnerships.services.confirmation.killing", folder, moment, str(KILLED_AT)]
    return subprocess.run(command, env=environment(), cwd=settings.BASE_DIR, check=False).returncode  # noqa: S603  (our own)


def received(folder: Path) -> Counter[str]:
    """How many letters each office has."""
    texts = [file.read_text() for file in folder.glob("*.log")]
    return Counter(
        address for text in texts for address in re.findall(r"^To: (office-\d@example\.org)$", text, re.MULTILINE)
    )


@pytest.mark.slow
@pytest.mark.race
@pytest.mark.parametrize("moment", MOMENTS)
def test_each_letter_goes_out_once(queued: ConfirmationCampaign, tmp_path: Path, moment: str) -> None:
    offices = [f"office-{number}@example.org" for number in range(SIDES)]
    assert work(tmp_path, moment) == -signal.SIGKILL
    handed_over = KILLED_AT - 1 if moment == "before" else KILLED_AT
    assert received(tmp_path) == dict.fromkeys(offices[:handed_over], 1)
    assert work(tmp_path) == 0
    unclear = ConfirmationLetter.objects.filter(sent_at=None, begun_at__isnull=False)
    if moment == "between":
        assert (received(tmp_path), unclear.exists()) == (dict.fromkeys(offices, 1), False)
        return
    # Nobody knows whether this one has left, so it is not sent again by itself: it waits for staff, who see it.
    lost = {offices[KILLED_AT - 1]} if moment == "before" else set()
    assert received(tmp_path) == dict.fromkeys([office for office in offices if office not in lost], 1)
    assert [letter.request.email for letter in unclear.all()] == [offices[KILLED_AT - 1]]
    stages = {row.request.email: (row.stage, row.may_send_again) for row in campaigns.progress(queued)}
    assert stages == {**dict.fromkeys(offices, ("sent", True)), offices[KILLED_AT - 1]: ("unclear", True)}
    if moment == "before":
        assert campaigns.send_again(unclear.get().request) is True
        assert work(tmp_path) == 0
        assert (received(tmp_path), unclear.exists()) == (dict.fromkeys(offices, 1), False)
