"""Content-Security-Policy and Permissions-Policy: strict for visitors, Wagtail's needs in the admin."""

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .locale import ADMIN_PREFIXES


class PolicyMiddleware(CSPMiddleware):
    """Two policies, by address; what the admin previews is shown under the visitors' policy."""

    def get_policy_parts(self, request: HttpRequest, response: HttpResponse, **kwargs: Any) -> PolicyParts:
        parts = super().get_policy_parts(request, response, **kwargs)
        # Without a config of its own a response gets the visitors' policy; nothing is only reported.
        enforced = not kwargs.get("report_only") and parts.config is None
        if enforced and request.path_info.startswith(ADMIN_PREFIXES):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return super().process_response(request, response)
