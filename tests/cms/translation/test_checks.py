"""Models and blocks that wagtail-localize would skip or break on are refused, each with a hint."""

from collections.abc import Iterable

from django.core.checks import CheckMessage
from django.db import models
from django.test.utils import isolate_apps
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin

from cms.translation.checks import check_translatable_models, problems_of, problems_of_block, problems_of_snippet
from news.models import ArticlePage


def told(messages: Iterable[CheckMessage]) -> list[tuple[str, str, str]]:
    return [(message.id, message.msg, message.hint) for message in messages]


def test_what_is_installed_is_accepted() -> None:
    assert check_translatable_models() == []


@isolate_apps("cms.translation")
def test_a_second_level_of_translatable_children_is_refused() -> None:
    class Album(TranslatableMixin, ClusterableModel):
        class Meta(TranslatableMixin.Meta):
            app_label = "cms_translation"

    class Track(TranslatableMixin, ClusterableModel):
        album = ParentalKey(Album, related_name="tracks", on_delete=models.CASCADE)

        class Meta(TranslatableMixin.Meta):
            app_label = "cms_translation"

    class Verse(TranslatableMixin, models.Model):
        track = ParentalKey(Track, related_name="verses", on_delete=models.CASCADE)

        class Meta(TranslatableMixin.Meta):
            app_label = "cms_translation"

    assert told(problems_of(Album)) == []
    assert told(problems_of(Track)) == [
        (
            "cms.E101",
            "Verse is a translatable child of Track, itself a child: the second level is not translated.",
            "Make it a child of the page, or an orderable without words.",
        )
    ]


@isolate_apps("cms.translation")
def test_a_translatable_many_to_many_is_refused() -> None:
    class Genre(TranslatableMixin, models.Model):
        class Meta(TranslatableMixin.Meta):
            app_label = "cms_translation"

    class Song(TranslatableMixin, ClusterableModel):
        genres = ParentalManyToManyField(Genre)

        class Meta(TranslatableMixin.Meta):
            app_label = "cms_translation"

    assert told(problems_of(Song)) == [
        (
            "cms.E102",
            "Song.genres is many-to-many to translatable Genre: translations would keep the rows of the source.",
            "Use an orderable child with a foreign key.",
        )
    ]


def test_a_block_whose_words_are_not_found_is_refused() -> None:
    body = blocks.StreamBlock([("text", blocks.CharBlock()), ("markup", blocks.RawHTMLBlock())])
    assert told(problems_of_block(body, "body", ArticlePage)) == [
        (
            "cms.E103",
            "body.markup is a RawHTMLBlock, whose words nobody can translate.",
            "Use a CharBlock, TextBlock or RichTextBlock.",
        )
    ]


def test_a_struct_in_a_struct_in_a_list_is_refused() -> None:
    inner = blocks.StructBlock([("text", blocks.CharBlock())])
    outer = blocks.StructBlock([("inner", inner)])
    listed = blocks.StreamBlock([("plain", outer), ("listed", blocks.ListBlock(outer))])
    assert told(problems_of_block(listed, "body", ArticlePage)) == [
        (
            "cms.E104",
            "body.listed.item.inner is a struct in a struct in a list, whose lists are not translated.",
            "Put its fields into the outer struct, or make the list a StreamBlock.",
        )
    ]


@isolate_apps("cms.translation")
def test_a_snippet_without_drafts_is_refused() -> None:
    class Notice(TranslatableMixin, models.Model):
        class Meta(TranslatableMixin.Meta):
            app_label = "cms_translation"

    class Draftable(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
        class Meta(TranslatableMixin.Meta):
            app_label = "cms_translation"

    assert told(problems_of_snippet(Draftable)) == []
    assert told(problems_of_snippet(Notice)) == [
        (
            "cms.E105",
            "Notice is a translatable snippet without drafts: a translation would be public at once.",
            "Add wagtail.models.DraftStateMixin and RevisionMixin to its bases.",
        )
    ]
