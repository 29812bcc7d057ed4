"""Learning records as people see them: those that came through keys of their part of the tree, or are about its people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.utils.translation import get_language

from panshi.kernel.refusals import NotFound
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import allowed, latest_posting, person_by_number, sees_person
from panshi.work.learning.lrs.models import Key
from panshi.work.learning.lrs.rules import forms
from panshi.work.learning.lrs.rules.actors import IDENTIFIERS, identity
from panshi.work.learning.lrs.rules.agents import home, person_agent, program_agent
from panshi.work.learning.lrs.rules.values import moment
from panshi.work.learning.lrs.selectors.statements import Sought, latest, one

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Look:
    """What a person looks for: a staff number, the IRIs of a verb and an activity, the days between which it was stored."""

    person: str = ""
    verb: str = ""
    activity: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def narrows(self) -> bool:
        """Whether anything is looked for at all."""
        return any((self.person, self.verb, self.activity, self.since, self.until))


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in a list; `number` is the staff number of an actor who is one of the platform's own people."""

    statement_id: str
    stored: datetime
    who: str
    number: str
    did: str
    what: str
    through: str


def lines(look: Look, *, viewer: Person, scope: Scope) -> list[Line]:
    """The newest statements in the viewer's sight."""
    asked: dict[str, Any] = {
        "verb": look.verb or None,
        "activity": look.activity or None,
        "related_activities": True,
        "since": look.since,
        "until": look.until,
    }
    if look.person:
        person = person_by_number(look.person)
        if not sees_person(viewer=viewer, person=person):
            raise NotFound(what=look.person)
        found = latest([Sought(agent=person_agent(person.number), **asked)], SHOWN)
    elif scope.unit.is_root():
        found = latest([Sought(**asked)], SHOWN)
    else:
        found = latest([Sought(vouched_by=each, **asked) for each in _programs(scope.unit)], SHOWN)
    return [_line(each) for each in found]


def raw(statement_id: str, *, viewer: Person, scope: Scope) -> str:
    """A statement's JSON, laid out to be read; for who may not see it, it is not there."""
    body = one(statement_id) or one(statement_id, voided=True)
    if body is None or not _in_sight(orjson.loads(body), viewer=viewer, scope=scope):
        raise NotFound(what=statement_id)
    return orjson.dumps(orjson.loads(body), option=orjson.OPT_INDENT_2).decode()


def keys_in(unit: Unit) -> list[Key]:
    """The keys of the unit and those below it; those that hold first, then the newest."""
    found = Key.objects.filter(unit__path__startswith=unit.path).select_related("unit", "made_by").order_by("-pk")
    return sorted(found, key=lambda key: key.revoked_at is not None)


def key(pk: int, *, person: Person) -> Key:
    """The key, for who manages keys where it belongs."""
    found = Key.objects.select_related("unit").filter(pk=pk).first()
    if found is None or not allowed(person=person, permission="learning.keys", unit=found.unit):
        raise NotFound(what=pk)
    return found


def _programs(unit: Unit) -> list[dict[str, Any]]:
    return [
        program_agent(login) for login in Key.objects.filter(unit__path__startswith=unit.path).values_list("login", flat=True)
    ]


def _in_sight(statement: dict[str, Any], *, viewer: Person, scope: Scope) -> bool:
    if scope.unit.is_root():
        return True
    if identity(statement["authority"]) in {identity(each) for each in _programs(scope.unit)}:
        return True
    actor = Person.objects.filter(number=_number(statement["actor"])).first()
    posting = latest_posting(actor) if actor is not None else None
    return posting is not None and scope.unit.holds(posting.unit)


def _line(statement: dict[str, Any]) -> Line:
    actor, target = statement["actor"], statement["object"]
    return Line(
        statement_id=statement["id"],
        stored=moment(statement["stored"], "stored"),
        who=actor.get("name") or _identifier(actor),
        number=_number(actor),
        did=_word(statement["verb"].get("display", {})) or statement["verb"]["id"].rpartition("/")[2],
        what=_word(target.get("definition", {}).get("name", {})) or target.get("name") or target.get("id", ""),
        through=statement["authority"].get("name") or _identifier(statement["authority"]),
    )


def _word(words: dict[str, str]) -> str:
    return next(iter(forms.chosen(words, [get_language() or "zh", "zh", "en"]).values()), "")


def _number(actor: dict[str, Any]) -> str:
    account = actor.get("account", {})
    return str(account["name"]) if account.get("homePage") == home() else ""


def _identifier(actor: dict[str, Any]) -> str:
    """What an agent without a name is known by; of a group its members."""
    known = next((actor[name] for name in IDENTIFIERS if name in actor), None)
    if isinstance(known, dict):
        return str(known["name"])
    return str(known).removeprefix("mailto:") if known else "、".join(_identifier(each) for each in actor.get("member", ()))
