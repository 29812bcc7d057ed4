"""Pages of learning records and of the keys through which they come."""

from django.urls import path

from panshi.work.learning.lrs.views import pages

app_name = "lrs"
urlpatterns = [
    path("", pages.statements, name="statements"),
    path("<uuid:statement_id>/", pages.statement, name="statement"),
    path("keys/<str:code>/", pages.keys, name="keys"),
    path("keys/<int:pk>/revoke/", pages.revoke, name="revoke_key"),
]
