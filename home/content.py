"""Home and standard pages as content items."""

from cms.content_store.presenters import Fields, PagePresenter
from cms.content_store.services.recorder import StoreRecorder
from home import schemas
from home.models import HomePage, StandardPage


class HomePresenter(PagePresenter):
    """The home page; its lists come from the store."""

    type = "home.home"
    card_schema = schemas.HomeCard
    detail_schema = schemas.HomeDetail

    def detail_fields(self, page: HomePage, recorder: StoreRecorder) -> Fields:
        return {
            **super().detail_fields(page, recorder),
            "claim": page.claim,
            "hero": self.hero(page, recorder),
            "lead_page": recorder.page(page.lead_page_id),
        }


class StandardPresenter(PagePresenter):
    """A page of lasting text."""

    type = "home.standard"
    card_schema = schemas.StandardCard
    detail_schema = schemas.StandardDetail

    def detail_fields(self, page: StandardPage, recorder: StoreRecorder) -> Fields:
        return {**super().detail_fields(page, recorder), "hero": self.hero(page, recorder)}


presenters = {HomePage: HomePresenter(), StandardPage: StandardPresenter()}
