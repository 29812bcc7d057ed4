"""A record store with a key, and a client that speaks one of the editions with it."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import orjson
import pytest
from django.test import Client

from panshi.org import services as org
from panshi.org.choices import Level
from panshi.org.models import Unit
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.services import make_key
from panshi.work.learning.lrs.services.defining import forget
from panshi.work.learning.lrs.services.keys import forget_keys


class Xapi:
    """Calls the record store as a program does; bodies that are no bytes are sent as JSON."""

    def __init__(self, version: str, login: str, secret: str) -> None:
        self.version = version
        self.basic = "Basic " + b64encode(f"{login}:{secret}".encode()).decode()
        self.client = Client()

    def __call__(self, method: str, resource: str, body: Any = None, /, headers: Any = None, **asked: Any) -> Any:
        headers = {"X-Experience-API-Version": self.version, "Authorization": self.basic} | (headers or {})
        kind = headers.pop("Content-Type", "application/json")
        parameters = {name: value if isinstance(value, str) else orjson.dumps(value).decode() for name, value in asked.items()}
        content = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
        return self.client.generic(
            method,
            f"/xapi/{resource}",
            content,
            content_type=kind,
            query_params=parameters,
            headers={name: value for name, value in headers.items() if value is not None},
        )

    def put(self, statement: Any, statement_id: str) -> int:
        """The status of a PUT."""
        return self("PUT", "statements", statement, statementId=statement_id).status_code

    def post(self, statements: Any) -> int:
        return self("POST", "statements", statements).status_code

    def found(self, **filters: Any) -> list[str]:
        return [each["id"] for each in self("GET", "statements", **filters).json()["statements"]]


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    forget()
    forget_keys()
    yield
    forget()
    forget_keys()


@pytest.fixture
def city(db: None) -> Unit:
    return org.open_unit(code="C", name="云川市公安局", level=Level.CITY, opened_on=date(2000, 1, 1))


@pytest.fixture
def speak(city: Unit) -> Callable[..., Xapi]:
    def speaks(version: str, *powers: Power) -> Xapi:
        made = make_key(unit=city, name="课件", powers=powers or (Power.WRITE, Power.READ), by=None)
        return Xapi(version, made.key.login, made.secret)

    return speaks


@pytest.fixture(params=["1.0.3", "2.0.0"])
def xapi(request: pytest.FixtureRequest, speak: Callable[..., Xapi]) -> Xapi:
    """In both editions."""
    return speak(request.param)


@pytest.fixture
def one(speak: Callable[..., Xapi]) -> Xapi:
    return speak("1.0.3")


@pytest.fixture
def two(speak: Callable[..., Xapi]) -> Xapi:
    return speak("2.0.0")
