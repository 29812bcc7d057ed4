"""Routes of the checker, within those of reviews."""

from django.urls import URLPattern, path

from panshi.reviews.checker import views

urlpatterns: list[URLPattern] = [
    path("", views.check, name="check"),
]
