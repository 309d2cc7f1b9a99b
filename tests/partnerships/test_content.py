"""What the content item of a profile holds."""

from typing import Any

from cms.content_store.services import reading
from cms.entities.models import Place
from partnerships.models import DirectoryPage
from tests.factories.pages import publish
from tests.factories.partnerships import profile

RESTING = {
    "state": "resting",
    "starts": "2022-03",
    "decided_by": "council",
    "as_of": "2022-07",
    "sources": "https://www.example.org/rat\nProtokoll",
    "continues": "Schulen",
}


def item(page: Any) -> dict[str, Any]:
    return reading.detail_of(page.pk).data


def test_a_profile_says_state_and_facts_in_words(directory: DirectoryPage, chemnitz: Place, volgograd: Place) -> None:
    page = publish(profile(directory, chemnitz, volgograd, changes=[{"state": "active"}, RESTING]))
    data = item(page)
    assert data["title"] == "Chemnitz – Wolgograd"
    assert data["status"] == {
        "state": "resting",
        "label": "ruht",
        "sentence": "Ruht seit März 2022, auf Beschluss des Rates (Stand: Juli 2022).",
        "starts": "2022-03",
        "as_of": "2022-07",
    }
    assert [place["key"] for place in data["places"]] == ["chemnitz-1", "volgograd-1"]
    assert (data["since_text"], data["since_precision"], data["distance_km"]) == ("20. Juni 1991", "day", 2262)
    assert data["history"][1]["sources"] == [
        {"label": "example.org", "url": "https://www.example.org/rat"},
        {"label": "Protokoll", "url": ""},
    ]
