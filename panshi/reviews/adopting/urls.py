"""Routes of adopting, within those of reviews."""

from django.urls import URLPattern, path

from panshi.reviews.adopting import views

urlpatterns: list[URLPattern] = [
    path("adopt/", views.adopt, name="adopt"),
    path("<int:pk>/looked-at/", views.look_at, name="look_at"),
]
