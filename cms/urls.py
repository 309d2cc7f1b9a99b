"""Addresses of the site: admin, API, files, what plugins add, then the pages of each language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.api.ninja import api_patterns
from cms.content_store.services.admin_writes import writes_are_atomic
from cms.delivery.feeds import NewsFeed
from cms.delivery.root import choose_language
from cms.delivery.sitemap import robots, sitemap, sitemap_part
from cms.delivery.style_guide import style_guide
from cms.delivery.views import resets_are_counted
from cms.media.views import PictureView, documents_are_private
from cms.pages.views import missing_types_are_told, refusals_are_shown
from cms.plugins.registry import registry

handler400 = "cms.delivery.views.bad_request"
handler403 = "cms.delivery.views.forbidden"
handler404 = "cms.delivery.views.not_found"
handler500 = "cms.delivery.views.server_error"

# A refused publish leaves the transaction before it is shown.
# Without the address that only fails: every account could raise alarms by it.
admin_urlpatterns = [each for each in wagtailadmin_urls.urlpatterns if str(each.pattern) != "failwhale/"]
for told in (writes_are_atomic, refusals_are_shown, missing_types_are_told, resets_are_counted):
    admin_urlpatterns = decorate_urlpatterns(admin_urlpatterns, told)
urlpatterns = [
    path("", choose_language, name="choose_language"),
    path("admin/", include(admin_urlpatterns)),
    path("api/", include(api_patterns())),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", robots, name="robots"),
    # No file leaves by its path: pictures by signed addresses and documents by the view, both of which ask for rights.
    # The name is Wagtail's; the signature in the address allows only the sizes and formats that we have named.
    re_path(r"^pictures/([^/]*)/(\d{1,18})/([^/]*)/[^/]*$", PictureView.as_view(), name="wagtailimages_serve"),
    path("documents/", include(decorate_urlpatterns(wagtaildocs_urls.urlpatterns, documents_are_private))),
    *(pattern for contributed in registry.read("urlpatterns").values() for pattern in contributed),
    *i18n_patterns(
        path("feed.atom", NewsFeed(), name="feed"),
        *([path("styleguide/", style_guide, name="style_guide")] if settings.STYLE_GUIDE else []),
        path("", include(wagtail_urls)),
    ),
]
