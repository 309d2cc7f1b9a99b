"""Whom readers may turn to."""

from typing import Any, ClassVar, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.entities.choosers import OrganisationChooserBlock, PersonChooserBlock
from cms.schemas.blocks import Block
from cms.schemas.entities import Organisation, Person
from cms.schemas.recording import Recorder

from .content import ContentBlock

WAYS = ("email", "phone", "address")


class ContactShape(Block):
    """How to reach somebody; the person is null unless visitors may see them."""

    words: ClassVar[tuple[str, ...]] = ("title", "organisation.name", "person.name", "person.function", "note")

    type: Literal["contact_card"] = "contact_card"
    title: str = Field(description="What the contact is for.")
    organisation: Organisation | None
    person: Person | None = Field(description="Null when nobody is named or may be seen.")
    email: str = Field(description="May be empty.")
    phone: str = Field(description="May be empty.")
    address: str = Field(description="Postal, line by line; may be empty.")
    note: str = Field(description="E.g. when somebody is there; may be empty.")


class FactBlock(blocks.FieldBlock):
    """Letters and digits that are the same in every language: translators do not get them."""

    def __init__(
        self, required: bool = False, help_text: Any = None, max_length: int = 255, rows: int = 1, **kwargs: Any
    ) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput
        self.field = forms.CharField(required=required, help_text=help_text, max_length=max_length, widget=widget)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        default = ""


class ContactCardBlock(ContentBlock, blocks.StructBlock):
    """Somebody to write to or to call, by the registers of organisations and persons where they are recorded."""

    title = blocks.CharBlock(label=_("Title"), max_length=255, help_text=_("What the contact is for, e.g. the press."))
    organisation = OrganisationChooserBlock(label=_("Organisation"), required=False)
    person = PersonChooserBlock(
        label=_("Person"),
        required=False,
        help_text=_("Readers see the name only if the person's record is visible to the public."),
    )
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    phone = FactBlock(label=_("Telephone"), max_length=40)
    address = FactBlock(label=_("Postal address"), rows=3)
    note = blocks.CharBlock(
        label=_("Note"), max_length=255, required=False, help_text=_("E.g. when somebody is there.")
    )

    api_schema = ContactShape

    def clean(self, value: Any) -> blocks.StructValue:
        """Refuse a contact that cannot be reached."""
        cleaned = super().clean(value)
        if not any(cleaned[way] for way in WAYS) and not self.is_deferred_validation:
            message = _("Give an e-mail address, a telephone number or a postal address.")
            raise StructBlockValidationError({"email": ValidationError(message)})
        return cleaned

    def present(self, value: blocks.StructValue, block_id: str, recorder: Recorder, locale: str) -> ContactShape:
        """With names as readers of the language know them."""
        return ContactShape(
            id=block_id,
            title=value["title"],
            organisation=recorder.organisation(value["organisation"]) if value["organisation"] else None,
            person=recorder.person(value["person"]),
            email=value["email"],
            phone=value["phone"],
            address=value["address"],
            note=value["note"],
        )

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict:
        """Adds (name, its language) of organisation, person and function, None where there is nobody to name.

        The organisation is the person's own where none is chosen.
        """
        context = super().get_context(value, parent_context=parent_context)
        shown = get_language() or ""
        person = value["person"]
        visible = person is not None and person.is_public
        organisation = value["organisation"] or (person.organisation if visible else None)
        context["organisation_name"] = organisation.localized_name(shown) if organisation else None
        context["person_name"] = person.localized_name(shown) if visible else None
        context["person_function"] = person.localized_function(shown) if visible else None
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """A sample in the language of the editor."""
        return self.normalize(
            {
                "title": gettext("Questions about the programme"),
                "organisation": None,
                "person": None,
                "email": "forum@example.org",
                "phone": "+49 30 1234567",
                "address": "",
                "note": gettext("Monday to Friday, 9:00 to 15:00"),
            }
        )

    class Meta:
        icon = "mail"
        group = _("People and places")
        label = _("Contact card")
        description = _("Whom readers may write to or call.")
        template = "cms/blocks/contact_card.html"
        label_format = "{title}"
