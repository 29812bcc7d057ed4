"""All routes: allauth's sign-in, what spans the rooms, and each room's own under its name."""

from django.urls import include, path

from panshi.config.discovery import api_routers, routes
from panshi.web.api import site

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("panshi.web.urls")),
    path("api/v1/", site.routes(site.api(api_routers()))),
    path("figures/", include("panshi.figures.urls")),
    path("ledger/", include("panshi.ledger.urls")),
    path("reviews/", include("panshi.reviews.urls")),
    path("org/", include("panshi.org.urls")),
    path("ui/", include("panshi.ui.urls")),
    path("learning/records/", include("panshi.work.learning.lrs.urls.pages")),
    path("xapi/", include("panshi.work.learning.lrs.urls")),
    *routes(),
]
