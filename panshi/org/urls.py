"""Routes of units and people."""

from django.urls import URLPattern, path

from panshi.org import forms, token_views, views

app_name = "org"


def _change(view: object, address: str, form: type[forms.Change], name: str) -> URLPattern:
    return path(address + f"{name}/", view, {"form_class": form}, name=name)  # type: ignore[call-overload]  # any view


urlpatterns: list[URLPattern] = [
    path("", views.tree, name="tree"),
    path("units/<str:code>/", views.unit, name="unit"),
    path("units/<str:code>/tokens/", token_views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", token_views.revoke, name="revoke_token"),
    path("people/<str:number>/", views.person, name="person"),
    path("lending/", views.lending, name="lending"),
    path("lending/<int:pk>/take-back/", views.take_back, name="take_back"),
    _change(views.change_unit, "units/<str:code>/", forms.OpenUnit, "open"),
    _change(views.change_unit, "units/<str:code>/", forms.RenameUnit, "rename"),
    _change(views.change_unit, "units/<str:code>/", forms.MoveUnit, "move"),
    _change(views.change_unit, "units/<str:code>/", forms.CloseUnit, "close"),
    _change(views.change_unit, "units/<str:code>/", forms.Employ, "employ"),
    _change(views.change_unit, "units/<str:code>/", forms.GrantRole, "grant"),
    _change(views.change_person, "people/<str:number>/", forms.Transfer, "transfer"),
    _change(views.change_person, "people/<str:number>/", forms.Excuse, "excuse"),
    _change(views.change_person, "people/<str:number>/", forms.Discharge, "discharge"),
    _change(views.change_role, "roles/<int:pk>/", forms.EndRole, "end"),
]
