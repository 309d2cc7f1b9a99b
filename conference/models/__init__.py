"""Conference series, editions and their translatable children."""

from .children import Deadline, DeadlineAudience, Mode, SisterEvent, WorkingGroup
from .edition import EditionHostPlace, EditionOrganisation, EditionPage, OrganisationRole
from .series import SeriesPage

__all__ = [
    "Deadline",
    "DeadlineAudience",
    "EditionHostPlace",
    "EditionOrganisation",
    "EditionPage",
    "Mode",
    "OrganisationRole",
    "SeriesPage",
    "SisterEvent",
    "WorkingGroup",
]
