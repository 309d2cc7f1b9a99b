"""Base classes of forms; none of them knows a model."""

from .profile import PartnershipForm, StatusChangesPanel
from .protected import ProtectedForm

__all__ = ["PartnershipForm", "ProtectedForm", "StatusChangesPanel"]
