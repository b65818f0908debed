"""Every address of Hearth: people's screens first, Wagtail's pages last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from config.styleguide import styleguide
from learning.certificate_urls import fixed as certificate_addresses

urlpatterns = [
    path("", include("home.system_urls")),
    path("admin/", include("people.entry_urls")),
    path("admin/", include(wagtailadmin_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *certificate_addresses,
    *i18n_patterns(
        *([path("styleguide/", styleguide, name="styleguide")] if settings.HEARTH_STYLEGUIDE else []),
        path("", include("people.urls")),
        path("", include("home.urls")),
        path("", include("learning.urls")),
        path("", include("learning.certificate_urls")),
        path("", include("events.urls")),
        path("", include("cpd.urls")),
        path("", include("pathways.urls")),
        path("", include("supervision.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
