"""Home, one's own record, search, the choice of unit and days, settings, health."""

from django.urls import URLPattern, path

from panshi.web import views

app_name = "web"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("mine/", views.mine, name="mine"),
    path("reversals/", views.reversals, name="reversals"),
    path("search", views.search, name="search"),
    path("units", views.units, name="units"),
    path("period", views.period, name="period"),
    path("settings", views.settings, name="settings"),
    path("health", views.health, name="health"),
]
