"""Addresses of the site: admin, documents, then the pages of each language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.images.views.serve import ServeView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.content_store.services.admin_writes import writes_are_atomic
from cms.plugins.registry import registry

urlpatterns = [
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, writes_are_atomic))),
    # The name is Wagtail's; the signature in the address allows only the sizes and formats of our own list.
    re_path(r"^pictures/([^/]*)/(\d*)/([^/]*)/[^/]*$", ServeView.as_view(), name="wagtailimages_serve"),
    path("documents/", include(wagtaildocs_urls)),
    *(static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) if settings.DEBUG else []),
    *(pattern for contributed in registry.read("urlpatterns").values() for pattern in contributed),
    *i18n_patterns(path("", include(wagtail_urls))),
]
