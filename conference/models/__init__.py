"""Conference series, editions and their translatable children."""

from .children import Deadline, DeadlineAudience, Mode, SisterEvent, WorkingGroup
from .edition import EditionHostPlace, EditionOrganisation, EditionPage, EditionStatus, OrganisationRole
from .series import SeriesPage

__all__ = [
    "Deadline",
    "DeadlineAudience",
    "EditionHostPlace",
    "EditionOrganisation",
    "EditionPage",
    "EditionStatus",
    "Mode",
    "OrganisationRole",
    "SeriesPage",
    "SisterEvent",
    "WorkingGroup",
]
