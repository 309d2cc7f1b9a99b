"""A quotation."""

from typing import Any, ClassVar, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.entities.choosers import PersonChooserBlock
from cms.schemas.blocks import Block
from cms.schemas.recording import Recorder

from .content import ContentBlock


class Quote(Block):
    """Words of a person; the languages differ from the page's where the register has no name in that."""

    words: ClassVar[tuple[str, ...]] = ("text", "speaker", "function", "source")

    type: Literal["quote"] = "quote"
    text: str = Field(description="Without quotation marks.")
    speaker: str = Field(description="Empty when nobody may be named.")
    speaker_language: str = Field(description="Code of the language the name is in.")
    person_key: str | None = Field(description="Key of the person's record, where the name comes from it.")
    function: str = Field(description="In which it was said; may be empty.")
    function_language: str = Field(description="Code of the language the function is in.")
    source: str = Field(description="Where or when it was said; may be empty.")


class QuoteValue(blocks.StructValue):
    """Who is quoted, by the person's record where visitors may see it, else by the attribution."""

    def speaker(self, language: str) -> tuple[str, str | None]:
        """(name, its language); the language is None when the name is this page's own attribution."""
        if self.shows_person:
            return self["person"].localized_name(language)
        return self["attribution"], None

    def speaker_function(self, language: str) -> tuple[str, str | None]:
        """(function, its language); the language is None when the text is this page's own."""
        if self.hides_person:
            return "", None
        if self["function"] or not self.shows_person:
            return self["function"], None
        return self["person"].localized_function(language)

    @property
    def shows_person(self) -> bool:
        """Whether the name comes from the register."""
        return self["person"] is not None and self["person"].is_public and not self["attribution"]

    @property
    def hides_person(self) -> bool:
        """Whether the speaker must not be known; then the function would tell."""
        return self["person"] is not None and not self["attribution"] and not self.shows_person


class QuoteBlock(ContentBlock, blocks.StructBlock):
    """Words of a person, with the function in which they were said."""

    text = blocks.TextBlock(label=_("Quotation"), rows=3, help_text=_("Without quotation marks; they are added."))
    person = PersonChooserBlock(
        label=_("Person"),
        required=False,
        help_text=_("Readers see the name only if the person's record is visible to the public."),
    )
    attribution = blocks.CharBlock(
        label=_("Attribution"),
        max_length=255,
        required=False,
        help_text=_("Who said it, where the register has no such person."),
    )
    function = blocks.CharBlock(
        label=_("Function"),
        max_length=255,
        required=False,
        help_text=_("Empty: the function recorded with the person."),
    )
    source = blocks.CharBlock(
        label=_("Source"), max_length=255, required=False, help_text=_("Where or when it was said.")
    )

    def clean(self, value: Any) -> blocks.StructValue:
        """Refuse two answers to the question who is speaking."""
        cleaned = super().clean(value)
        if cleaned["person"] and cleaned["attribution"]:
            error = ValidationError(_("Choose a person or write an attribution, not both."))
            raise StructBlockValidationError({"attribution": error})
        return cleaned

    api_schema = Quote

    def present(self, value: QuoteValue, block_id: str, recorder: Recorder, locale: str) -> Quote:
        """Name and function as readers of the language see them."""
        person = None if value["attribution"] or not value["person"] else recorder.person(value["person"])
        function = "" if value.hides_person else value["function"]
        own_function = function or person is None
        return Quote(
            id=block_id,
            text=value["text"],
            speaker=person.name if person else value["attribution"],
            speaker_language=person.language if person else locale,
            person_key=person.key if person else None,
            function=function if own_function else person.function,
            function_language=locale if own_function else person.function_language or locale,
            source=value["source"],
        )

    def get_context(self, value: QuoteValue, parent_context: dict | None = None) -> dict:
        """Adds name and function of the speaker in the language being shown."""
        context = super().get_context(value, parent_context=parent_context)
        context["speaker"], context["speaker_language"] = value.speaker(get_language())
        context["function"], context["function_language"] = value.speaker_function(get_language())
        return context

    class Meta:
        icon = "openquote"
        group = _("Text")
        label = _("Quotation")
        description = _("Words of a person, with name and function.")
        template = "cms/blocks/quote.html"
        value_class = QuoteValue
        label_format = "{text}"
        preview_value: ClassVar = {
            "text": _("A partnership lives through people who know each other."),
            "person": None,
            "attribution": _("Erika Mustermann"),
            "function": _("Mayor"),
            "source": "",
        }
