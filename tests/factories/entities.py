"""Entities with names: PlaceFactory(key="kaluga", names={"de": "Kaluga", "ru": "Калуга"})."""

from collections.abc import Mapping
from typing import Any

import factory
from factory.django import DjangoModelFactory

from cms.entities.models import Country, NameKind, Organisation, Person, Place, Region, Topic


class EntityFactory(DjangoModelFactory):
    """`names` maps a language to its official name; further rows: `other_names=[(language, kind, text)]`."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def names(self, create: bool, extracted: Mapping[str, str] | None, **kwargs: Any) -> None:
        """Official names; without any, the key with a capital letter in German. What was there keeps its own."""
        if extracted is None and self.names.exists():
            return
        texts = {"de": str(self.key).capitalize()} if extracted is None else extracted
        for language, text in texts.items():
            self.names.create(language=language, text=text, sort_order=self.names.count())
        if create:
            self.names.commit()

    @factory.post_generation
    def other_names(self, create: bool, extracted: list[tuple[str, str, str]] | None, **kwargs: Any) -> None:
        """Aliases and former names."""
        for language, kind, text in extracted or ():
            order = self.names.count()
            self.names.create(language=language, kind=NameKind(kind), text=text, sort_order=order)
        if create and extracted:
            self.names.commit()


class CountryFactory(EntityFactory):
    """Germany unless told otherwise; the same code gives the same country."""

    class Meta:
        model = Country
        django_get_or_create = ("code",)

    code = "DE"
    key = factory.LazyAttribute(lambda country: country.code.lower())


class RegionFactory(EntityFactory):
    """A region of Germany."""

    class Meta:
        model = Region

    key = factory.Sequence(lambda number: f"region-{number}")
    country = factory.SubFactory(CountryFactory)


class PlaceFactory(EntityFactory):
    """A town of Germany, without region."""

    class Meta:
        model = Place

    key = factory.Sequence(lambda number: f"place-{number}")
    country = factory.SubFactory(CountryFactory)


class TopicFactory(EntityFactory):
    """A curated topic."""

    class Meta:
        model = Topic

    key = factory.Sequence(lambda number: f"topic-{number}")


class TagFactory(TopicFactory):
    """A tag."""

    key = factory.Sequence(lambda number: f"tag-{number}")
    kind = "tag"


class OrganisationFactory(EntityFactory):
    """An organisation without seat."""

    class Meta:
        model = Organisation

    key = factory.Sequence(lambda number: f"organisation-{number}")


class PersonFactory(EntityFactory):
    """A person whom visitors may see; functions={"de": "Botschafter"} adds functions."""

    class Meta:
        model = Person

    key = factory.Sequence(lambda number: f"person-{number}")
    visibility = "public"

    @factory.post_generation
    def functions(self, create: bool, extracted: Mapping[str, str] | None, **kwargs: Any) -> None:
        """The person's function per language."""
        for order, (language, text) in enumerate((extracted or {}).items()):
            self.functions.create(language=language, text=text, sort_order=order)
        if create:
            self.functions.commit()
