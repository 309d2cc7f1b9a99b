"""Views of partnerships, by noun; here what the templates of its pages get."""

from partnerships.models import DirectoryPage, PartnerRequestIndexPage, PartnerRequestPage, PartnershipPage

from .alternates import public_addresses
from .directory import directory_context
from .profile import partnership_context
from .requests import request_context, request_index_context

page_contexts = {
    DirectoryPage: directory_context,
    PartnershipPage: partnership_context,
    PartnerRequestIndexPage: request_index_context,
    PartnerRequestPage: request_context,
}
__all__ = ["page_contexts", "public_addresses"]
