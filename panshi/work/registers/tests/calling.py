"""A program that calls the API with a token, for tests."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from panshi.kernel.clock import today
from panshi.org.choices import Power
from panshi.org.models import Account, Person, Unit
from panshi.org.services.tokens import make_token

SESSION = {
    "kind": "activities.session",
    "unit": "C01",
    "occurred_on": "2023-05-05",
    "dims": {"form": "study", "title": "五月集中学习", "level": "local"},
}


def session(title: str = "五月集中学习", **changed: Any) -> dict[str, Any]:
    """A study session as it is sent."""
    return SESSION | {"dims": SESSION["dims"] | {"title": title}} | changed


class Program:
    """Calls with one token; a POST carries a new key unless one is given."""

    def __init__(self, maker: Person, unit: Unit, *powers: Power) -> None:
        if maker.account is None:
            maker.account = Account.objects.create_user(username=maker.number)
            maker.save()
        made = make_token(unit=unit, name="值班系统", powers=powers or tuple(Power), ends_on=today(), by=maker)
        self.token, self.secret = made.token, made.secret

    def get(self, path: str, **headers: str) -> HttpResponse:
        return Client().get(f"/api/v1/{path}", headers=self._headers(headers))

    def post(self, path: str, body: object, *, key: str = "", **headers: str) -> HttpResponse:
        said = self._headers(headers) | {"Idempotency-Key": key or uuid4().hex}
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return Client().post(f"/api/v1/{path}", text, content_type="application/json", headers=said)

    def send(self, files: Sequence[tuple[str, bytes]], *, key: str = "") -> HttpResponse:
        said = self._headers({}) | {"Idempotency-Key": key or uuid4().hex}
        sent = [SimpleUploadedFile(name, content) for name, content in files]
        return Client().post("/api/v1/evidence", {"files": sent}, headers=said)

    def report(self, *records: dict[str, Any], key: str = "") -> HttpResponse:
        return self.post("records", {"records": list(records)}, key=key)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} | {name.replace("_", "-"): value for name, value in more.items()}
