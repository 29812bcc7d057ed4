"""Routes of figures. A figure's key has a dot in it, so it is never taken for another page's name."""

from django.urls import URLPattern, path

from panshi.figures import views

app_name = "figures"
urlpatterns: list[URLPattern] = [
    path("", views.catalogue, name="catalogue"),
    path("kinds/<str:key>/", views.kind, name="kind"),
    path("table/", views.table, name="table"),
    path("table/download.<str:form>", views.download, name="download"),
    path("own/", views.own, name="own"),
    path("own/define/", views.define, name="define"),
    path("own/define/preview/", views.preview, name="preview"),
    path("own/define/rate/", views.define_ratio, name="define_ratio"),
    path("own/define/<str:kind>/<str:measure>/", views.define_over, name="define_over"),
    path("own/<str:key>/edit/", views.edit, name="edit"),
    path("own/<str:key>/retire/", views.retire, name="retire"),
    path("<str:key>/", views.figure, name="figure"),
    path("<str:key>/rows.<str:form>", views.rows, name="rows"),
]
