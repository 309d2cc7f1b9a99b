"""Partner requests and what was sent for them: marked contacts behind every one, and what nobody has published."""

from partnerships.models import PartnerRequestIndexPage, PartnerRequestPage, RequestSubmission
from tests.contract.hidden_site import HiddenSite
from tests.factories.entities import PlaceFactory
from tests.factories.pages import publish
from tests.factories.requests import (
    PartnerRequestIndexPageFactory,
    RequestSubmissionFactory,
    behind,
    partner_request,
)
from tests.factories.site import home_of


def hidden_request(site: HiddenSite, what: str) -> PartnerRequestPage:
    """With a marked contact behind it, as every request has."""
    index = PartnerRequestIndexPage.objects.filter(live=True).first()
    if index is None:
        index = publish(PartnerRequestIndexPageFactory(parent=home_of("de")))
    fields = site.page_fields(PartnerRequestPage, f"request{what}")
    page = partner_request(index, **{**fields, "kind": "seek", "wished_size": "", "place": PlaceFactory()})
    _behind(site, page, what)
    return page


def _behind(site: HiddenSite, page: PartnerRequestPage, what: str) -> None:
    behind(page, **_contact(site, what), about=site.mark(f"about{what}"))


def _contact(site: HiddenSite, what: str) -> dict[str, str]:
    return {"office": site.mark(f"office{what}"), "email": f"{site.mark(f'email{what}')}@example.org"}


def hidden_submissions(site: HiddenSite) -> None:
    """What was sent and is not published, and who is behind a request that is."""
    for state in ("unconfirmed", "waiting", "rejected"):
        texts = site.marks.texts(RequestSubmission, f"submission{state}")
        fields = {**texts, **_contact(site, state), "state": state, "kind": "seek", "wished_size": "", "language": "de"}
        RequestSubmissionFactory(**fields)
    index = publish(PartnerRequestIndexPageFactory(parent=home_of("de")))
    page = publish(partner_request(index, place=PlaceFactory()))
    _behind(site, page, "public")
    site.public += [index, page]
