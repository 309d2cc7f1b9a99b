"""Directory, profiles with history and actors, confirmations; what changed since others read it."""

from .changes import DirectoryChange
from .children import ActorRole, DecidedBy, PartnershipActor, State, StatusChange
from .confirmations import Confirmation
from .directory import DirectoryPage
from .profile import Evidence, PartnershipPage, PartnershipPlace, RelationKind

__all__ = [
    "ActorRole",
    "Confirmation",
    "DecidedBy",
    "DirectoryChange",
    "DirectoryPage",
    "Evidence",
    "PartnershipActor",
    "PartnershipPage",
    "PartnershipPlace",
    "RelationKind",
    "State",
    "StatusChange",
]
