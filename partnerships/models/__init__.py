"""Directory, profiles, confirmations, imports, partner requests; what changed since others read it."""

from .campaigns import (
    Answer,
    ConfirmationCampaign,
    ConfirmationLetter,
    ConfirmationRequest,
    Decision,
    LetterKind,
    MunicipalOffice,
    Proposal,
)
from .changes import DirectoryChange
from .children import ActorRole, DecidedBy, PartnershipActor, State, StatusChange
from .confirmations import Confirmation
from .directory import DirectoryPage
from .imports import AT_WORK, ImportedFacts, ImportFile, ImportRow, ImportRun, Outcome, RunState, Written
from .ledger import PublishedChange
from .profile import DATA_LICENCE, Evidence, PartnershipPage, PartnershipPlace, RelationKind, title_of
from .relay import GivenUp, RelayKind, RelayMessage
from .requests import (
    PartnerRequestIndexPage,
    PartnerRequestPage,
    RequestKind,
    RequestLanguage,
    SizeClass,
    WishedRegion,
)
from .submissions import Mailing, RequestSubmission, SubmissionState

__all__ = [
    "AT_WORK",
    "DATA_LICENCE",
    "ActorRole",
    "Answer",
    "Confirmation",
    "ConfirmationCampaign",
    "ConfirmationLetter",
    "ConfirmationRequest",
    "DecidedBy",
    "Decision",
    "DirectoryChange",
    "DirectoryPage",
    "Evidence",
    "GivenUp",
    "ImportFile",
    "ImportRow",
    "ImportRun",
    "ImportedFacts",
    "LetterKind",
    "Mailing",
    "MunicipalOffice",
    "Outcome",
    "PartnerRequestIndexPage",
    "PartnerRequestPage",
    "PartnershipActor",
    "PartnershipPage",
    "PartnershipPlace",
    "Proposal",
    "PublishedChange",
    "RelationKind",
    "RelayKind",
    "RelayMessage",
    "RequestKind",
    "RequestLanguage",
    "RequestSubmission",
    "RunState",
    "SizeClass",
    "State",
    "StatusChange",
    "SubmissionState",
    "WishedRegion",
    "Written",
    "title_of",
]
