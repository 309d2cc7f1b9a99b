"""Home and standard pages."""

import factory

from home.models import HomePage, StandardPage

from .pages import ForumPageFactory


class HomePageFactory(ForumPageFactory):
    """A home page; build_site() makes the usual three."""

    class Meta:
        model = HomePage

    title = "Dialograum"
    slug = factory.Sequence(lambda number: f"home-{number}")


class StandardPageFactory(ForumPageFactory):
    """A page of lasting text: StandardPageFactory(parent=home)."""

    class Meta:
        model = StandardPage

    title = "Über uns"
    slug = factory.Sequence(lambda number: f"standard-{number}")
    lead = "Wer wir sind."
