"""What walks put into the foot of every page."""

from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString


def invitation(context: Context) -> SafeString:
    """A line; fails below ?q=broken-slot."""
    request = context.get("request")
    if request and "broken-slot" in request.GET.get("q", ""):
        raise RuntimeError("A slot broke.")
    return format_html('<p class="walks">{}</p>', "Gehen Sie mit!")


slots = {"site.footer": invitation}
