"""The platform's own people and programs as agents."""

from typing import Any

from django.conf import settings


def home() -> str:
    """The IRL under which the platform's accounts have their names; it stays for the platform's lifetime."""
    return f"https://{settings.ORIGIN}"


def person_agent(number: str, name: str | None = None) -> dict[str, Any]:
    """A member of staff, known by staff number."""
    return {"objectType": "Agent", **({"name": name} if name else {}), "account": {"homePage": home(), "name": number}}


def program_agent(login: str, name: str | None = None) -> dict[str, Any]:
    """A program, known by the user name of its key."""
    account = {"homePage": f"{home()}/xapi", "name": login}
    return {"objectType": "Agent", **({"name": name} if name else {}), "account": account}
