"""Base classes of forms and forms for readers; none of them knows a model."""

from .contact import ContactForm
from .profile import PartnershipForm, StatusChangesPanel
from .protected import ProtectedForm
from .requests import AnswerForm, RequestForm

__all__ = ["AnswerForm", "ContactForm", "PartnershipForm", "ProtectedForm", "RequestForm", "StatusChangesPanel"]
