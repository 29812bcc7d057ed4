"""Routes of the checker, within those of reviews."""

from django.urls import URLPattern, path

from panshi.reviews.checker import views

urlpatterns: list[URLPattern] = [
    path("", views.check, name="check"),
    path("figures/", views.figures, name="check_figures"),
    path("lessons/", views.lessons, name="lessons"),
    path("lessons/<int:pk>/undo/", views.undo, name="unteach"),
]
