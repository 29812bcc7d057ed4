"""The choice of theme, and the page of all parts (shown where PANSHI_DEBUG=1)."""

from django.conf import settings
from django.urls import URLPattern, path

from panshi.ui import views

app_name = "ui"
urlpatterns: list[URLPattern] = [path("theme", views.theme, name="theme")]
if settings.DEBUG:
    urlpatterns.append(path("", views.parts, name="parts"))
