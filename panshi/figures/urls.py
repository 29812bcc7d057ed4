"""Routes of figures. A figure's key has a dot in it, so it is never taken for another page's name."""

from django.urls import URLPattern, path

from panshi.figures import views

app_name = "figures"
urlpatterns: list[URLPattern] = [
    path("", views.catalogue, name="catalogue"),
    path("kinds/<str:key>/", views.kind, name="kind"),
    path("table/", views.table, name="table"),
    path("table/download.<str:form>", views.download, name="download"),
    path("<str:key>/", views.figure, name="figure"),
    path("<str:key>/rows.<str:form>", views.rows, name="rows"),
]
