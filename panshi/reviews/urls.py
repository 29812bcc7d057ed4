"""Routes of reviews; those of the checker lie below `check/`, those of adopting beside these."""

from django.urls import URLPattern, URLResolver, include, path

from panshi.reviews import views

app_name = "reviews"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.edit, name="edit"),
    path("preview/", views.preview, name="preview"),
    path("picker/", views.picker, name="picker"),
    path("frozen/<int:pk>/", views.frozen, name="frozen"),
    path("frozen/<int:pk>/review.<str:ending>", views.export, name="export"),
    path("check/", include("panshi.reviews.checker.urls")),
    path("", include("panshi.reviews.adopting.urls")),
]
