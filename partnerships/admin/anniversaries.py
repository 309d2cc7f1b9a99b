"""Coming anniversaries for staff, each of which can begin an article."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.pages.services.factories import page_factory
from partnerships.services import staff
from partnerships.services.anniversaries import coming
from partnerships.services.jubilees import article_draft, coming_jubilees

ARTICLE = "article"


def anniversaries(request: HttpRequest) -> HttpResponse:
    """Of the profiles that the user may edit, within a year; those that readers do not see are marked."""
    if not staff.may_edit(request.user):
        raise PermissionDenied
    factory = page_factory(ARTICLE)
    context = {
        "jubilees": coming_jubilees(staff.editable_profiles(request.user), timezone.localdate(), get_language()),
        "drafts": factory is not None and factory.is_offered_to(request.user),
    }
    return render(request, "partnerships/admin/anniversaries.html", context)


@require_POST
def draft_article(request: HttpRequest, profile_id: int) -> HttpResponse:
    """Begin an article about the coming anniversary of a profile, and open it."""
    page = get_object_or_404(staff.profiles().filter(live=True), pk=profile_id)
    factory, found = page_factory(ARTICLE), coming(page.since, timezone.localdate())
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if factory is None or found is None:
        raise Http404
    if not staff.public_profiles().filter(pk=page.pk).exists():
        messages.warning(request, _("This profile is not public: an article would say what readers may not know."))
        return redirect("partnerships_anniversaries")
    article = factory.create(article_draft(page, found), request.user)
    if article is None:
        messages.warning(request, _("There is no section for articles yet."))
        return redirect("partnerships_anniversaries")
    messages.success(request, _("The article is a draft: check it, and tell what facts do not say."))
    return redirect("wagtailadmin_pages:edit", article.pk)
