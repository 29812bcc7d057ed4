"""The ledger's routes."""

from django.urls import path

from panshi.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.home, name="home"),
    path("entries/<int:seq>/", views.entry, name="entry"),
    path("checkpoint", views.checkpoint, name="checkpoint"),
]
