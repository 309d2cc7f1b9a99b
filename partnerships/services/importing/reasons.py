"""What an import says of a file or row: kept as a code with its values, shown in the language of whoever reads it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.delivery.services.languages import language_name
from partnerships.models import PartnershipPage, State, StatusChange

Reason = dict[str, Any]

FILE_REASONS = {
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than %(limit)s MB."),
    "too_many_rows": _("The file has more than %(limit)s rows. Import it in parts."),
    "too_many_columns": _("The file has more than %(limit)s columns."),
    "old_excel": _("This is a file of an old Excel version. Save it as XLSX or CSV."),
    "not_a_table": _("This is neither a CSV nor an XLSX file."),
    "utf16": _("The file is encoded as UTF-16. Save it as “CSV UTF-8”."),
    "encoding": _("The file is not encoded as UTF-8 (first seen in line %(line)s). Save it as “CSV UTF-8”."),
    "nul": _("Line %(line)s holds characters that are no text. Export the table again."),
    "delimiter": _(
        "No known column was found in the first row. Columns are separated by comma, semicolon or tab, and their names "
        "stand in the first row."
    ),
    "missing_columns": _("These columns are missing: %(columns)s."),
    "double_column": _("The column “%(column)s” is there more than once."),
    "cell_too_long": _(
        "In row %(row)s the cell “%(column)s” has more than %(limit)s characters. Perhaps a quotation mark is missing."
    ),
    "broken_csv": _("The table cannot be read from row %(row)s on. Perhaps a quotation mark is missing."),
    "formula": _("The cell %(cell)s holds a formula. Save the table with values only."),
    "bomb": _("The file unfolds to more than %(limit)s MB; it is not read."),
    "entities": _("The file declares entities or a document type; it is not read."),
    "broken_xlsx": _("The XLSX file is damaged."),
    "no_rows": _("The table has no rows."),
}
ROW_REASONS = {
    "no_place": _("Place %(side)s is missing."),
    "country_missing": _("The country of %(name)s is missing or not known."),
    "place_unknown": _("%(name)s is not known. To have it made, the row needs country and coordinates."),
    "place_unclear": _("Which place is meant by %(name)s?"),
    "same_place": _("The places of the row are the same."),
    "double_row": _("The same partnership stands in row %(row)s."),
    "bad_value": _("“%(value)s” in the column “%(column)s” is not understood."),
    "bad_date": _("“%(value)s” in the column “%(column)s” is not a date. Write 1991, 1991-06 or 1991-06-20."),
    "bad_coordinates": _("The coordinates of %(name)s lie outside the earth."),
    "state_missing": _(
        "The row names no state, but says something of it in: %(columns)s. Fill in the state, or empty these cells."
    ),
    "change_needs_date": _("The state would change from “%(before)s” to “%(after)s”: that needs a date and a source."),
    "unpublished_changes": _("The profile has changes that are not published; publish or discard them first."),
    "not_public": _("The profile is there but not public; publish it first."),
    "locked": _("The profile is locked."),
    "other_places": _("The profile with this key has other places."),
    "elsewhere": _("The profile stands in another directory; import the row there."),
    "failed": _("The row could not be written because of an error; the operator finds it in the log."),
}
NOTES = {
    "makes_place": _("%(name)s will be made from the row."),
    "names_missing": _("%(name)s has no name in: %(languages)s."),
    "region_unknown": _("The region %(region)s is not known and is left out."),
    "says_suspended": _("Taken as suspended, since the note says so."),
    "page_deleted": _("The profile was deleted meanwhile."),
    "page_touched": _("The profile was changed after the import and stays."),
    "field_touched": _("%(field)s was changed after the import and stays."),
    "place_used": _("%(name)s is used elsewhere and stays."),
}
WORDS: Mapping[str, Any] = MappingProxyType({**FILE_REASONS, **ROW_REASONS, **NOTES})


def reason(code: str, **values: Any) -> Reason:
    """A reason as it is stored."""
    return {"code": code, **values}


def words(said: Reason) -> str:
    """A stored reason in the active language."""
    return str(WORDS[said["code"]]) % {name: _shown(name, value) for name, value in said.items()}


def _shown(name: str, value: Any) -> str | int:
    """A value as people call it: states and fields by their names, lists with commas."""
    if name in {"before", "after"}:
        return str(dict(State.choices).get(value, value))
    if name == "field":
        fields = [*PartnershipPage._meta.concrete_fields, StatusChange._meta.get_field("state")]
        return str({field.name: field.verbose_name for field in fields}.get(value, value))
    if name == "languages":
        return ", ".join(language_name(code, get_language()) for code in value)
    return value if isinstance(value, str | int) else ", ".join(map(str, value))


class BadFile(Exception):
    """A file that is not imported; `said` tells why."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.said = reason(code, **values)

    def __str__(self) -> str:
        return words(self.said)
