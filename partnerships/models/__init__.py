"""Directory, profiles with history and actors, confirmations, imports; what changed since others read it."""

from .changes import DirectoryChange
from .children import ActorRole, DecidedBy, PartnershipActor, State, StatusChange
from .confirmations import Confirmation
from .directory import DirectoryPage
from .imports import AT_WORK, ImportedFacts, ImportFile, ImportRow, ImportRun, Outcome, RunState, Written
from .profile import Evidence, PartnershipPage, PartnershipPlace, RelationKind

__all__ = [
    "AT_WORK",
    "ActorRole",
    "Confirmation",
    "DecidedBy",
    "DirectoryChange",
    "DirectoryPage",
    "Evidence",
    "ImportFile",
    "ImportRow",
    "ImportRun",
    "ImportedFacts",
    "Outcome",
    "PartnershipActor",
    "PartnershipPage",
    "PartnershipPlace",
    "RelationKind",
    "RunState",
    "State",
    "StatusChange",
    "Written",
]
