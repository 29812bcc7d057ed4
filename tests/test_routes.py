"""Every route, walked as every role: who may see what, and that nobody sees another part of the tree."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from panshi.org.choices import Role
from panshi.org.models import Person
from panshi.org.permissions import roles_with
from tests.conftest import World, trusted

OPEN = {
    "set_language": "changes only the language",
    "ui:theme": "changes only the theme",
    "web:health": "is read by machines that watch the site",
    "ledger:checkpoint": "is what outsiders hold the ledger to",
    "api:document": "says how programs call, and holds no facts",
    "xapi:about": "says which versions of xAPI are spoken",
    "learning:launch": "opens a package by a signed address that holds for hours; its pages have no cookies of the site",
    "learning:launch_data": "is read by a package under its signed address",
    "learning:package_file": "is read by a package under its signed address",
    "learning:unit_token": "is called by a cmi5 unit under its signed address, and answers once",
    "learning:unit_records": "is called by a cmi5 unit with the token of its launch",
}
"""Routes that need no permission, and why."""

OWN = {
    "web:units",
    "web:period",
    "web:settings",
    "web:mine",
    "org:lending",
    "org:take_back",
    "registers:throw_draft",
    "api:docs",
    "learning:task",
    "learning:attempt",
    "learning:result",
    "learning:answer",
    "learning:hand_in",
    "learning:study",
    "learning:note",
    "learning:file",
    "ratings:say",
    "ratings:appeal",
}
"""Routes for everyone signed in."""

BY_TOKEN = {
    "api:kinds": "",
    "api:kind": "",
    "api:kind_schema": "",
    "api:list_records": "entries.view",
    "api:report_records": "records.report",
    "api:get_record": "entries.view",
    "api:correct_record": "records.report",
    "api:attach_evidence": "records.report",
    "api:file_evidence": "records.report",
    "api:file_links": "records.report",
    "api:get_evidence": "entries.view",
    "api:figures": "figures.view",
    "api:figure_value": "figures.view",
    "api:figure_entries": "entries.view",
    "api:ledger": "entries.view",
    "api:entry": "entries.view",
}
"""Routes for programs, and the permission a token lends for each (of kinds none: any token reads what may be reported)."""

BY_KEY = {"xapi:statements", "xapi:state", "xapi:activity_profile", "xapi:agent_profile", "xapi:activities", "xapi:agents"}
"""Routes for learning programs, which come in with a key of the record store."""

GUARDED = {
    "lrs:statements": "learning.records",
    "lrs:statement": "learning.records",
    "lrs:keys": "learning.keys",
    "lrs:revoke_key": "learning.keys",
    "web:home": "figures.view",
    "web:search": "figures.view",
    "web:reversals": "ledger.audit",
    "figures:catalogue": "figures.view",
    "figures:kind": "figures.view",
    "figures:table": "figures.view",
    "figures:download": "figures.view",
    "figures:own": "figures.view",
    "figures:figure": "figures.view",
    "figures:rows": "figures.view",
    "figures:define": "figures.define",
    "figures:define_over": "figures.define",
    "figures:define_ratio": "figures.define",
    "figures:preview": "figures.define",
    "figures:edit": "figures.define",
    "figures:retire": "figures.define",
    "ledger:home": "entries.view",
    "ledger:entry": "entries.view",
    "reviews:list": "reviews.view",
    "reviews:new": "reviews.write",
    "reviews:edit": "reviews.write",
    "reviews:preview": "reviews.write",
    "reviews:picker": "reviews.write",
    "reviews:frozen": "reviews.view",
    "reviews:export": "reviews.view",
    "reviews:check": "reviews.check",
    "reviews:check_figures": "reviews.check",
    "reviews:lessons": "reviews.check",
    "reviews:unteach": "reviews.teach",
    "reviews:adopt": "reviews.write",
    "reviews:look_at": "reviews.write",
    "org:tokens": "api.tokens",
    "org:revoke_token": "org.manage",
    "org:tree": "figures.view",
    "org:unit": "figures.view",
    "org:person": "org.view_people",
    "org:open": "org.manage",
    "org:rename": "org.manage",
    "org:move": "org.manage",
    "org:close": "org.manage",
    "org:employ": "org.manage",
    "org:grant": "org.manage",
    "org:transfer": "org.manage",
    "org:excuse": "org.manage",
    "org:discharge": "org.manage",
    "org:end": "org.manage",
    "registers:records": "entries.view",
    "registers:kinds": "records.report",
    "registers:report": "records.report",
    "registers:import": "records.report",
    "registers:import_template": "records.report",
    "registers:imports": "entries.view",
    "registers:import_book": "records.report",
    "registers:import_progress": "records.report",
    "registers:import_columns": "records.report",
    "registers:import_accept": "records.report",
    "registers:import_stop": "records.report",
    "registers:import_undo": "records.report",
    "registers:import_returned": "records.report",
    "learning:materials": "learning.teach",
    "learning:material": "learning.teach",
    "learning:write_text": "learning.teach",
    "learning:add_link": "learning.teach",
    "learning:upload": "learning.teach",
    "learning:change_material": "learning.teach",
    "learning:retire_material": "learning.teach",
    "learning:new_task": "learning.teach",
    "learning:task_outline": "learning.teach",
    "learning:task_contents": "learning.teach",
    "learning:task_audience": "learning.teach",
    "learning:drop_line": "learning.teach",
    "learning:task_preview": "learning.teach",
    "learning:publish_task": "learning.teach",
    "learning:discard_task": "learning.teach",
    "learning:task_given": "learning.teach",
    "learning:task_progress": "learning.teach",
    "learning:stop_task": "learning.teach",
    "learning:resume_task": "learning.teach",
    "learning:withdraw_task": "learning.teach",
    "learning:extend_task": "learning.teach",
    "learning:end_recurrence": "learning.teach",
    "learning:circles": "learning.teach",
    "learning:new_circle": "learning.teach",
    "learning:circle": "learning.teach",
    "learning:drop_circle": "learning.teach",
    "learning:excuse": "learning.teach",
    "learning:study_rules": "learning.teach",
    "learning:open_channel": "learning.teach",
    "learning:try_channel": "learning.teach",
    "learning:close_channel": "learning.teach",
    "learning:remind_task": "learning.teach",
    "learning:tasks": "learning.report",
    "learning:report": "learning.report",
    "learning:report_people": "learning.report",
    "learning:take_report": "learning.report",
    "learning:take_people": "learning.report",
    "learning:today": "learning.study",
    "learning:done": "learning.study",
    "learning:banks": "learning.teach",
    "learning:bank": "learning.teach",
    "learning:set_bank": "learning.teach",
    "learning:new_question": "learning.teach",
    "learning:question": "learning.teach",
    "learning:edit_question": "learning.teach",
    "learning:retire_question": "learning.teach",
    "learning:picture": "learning.study",
    "learning:bring_in": "learning.teach",
    "learning:export": "learning.teach",
    "learning:question_template": "learning.teach",
    "learning:intake": "learning.teach",
    "learning:accept_intake": "learning.teach",
    "learning:exams": "learning.teach",
    "learning:make_exam": "learning.teach",
    "learning:edit_exam": "learning.teach",
    "learning:exam_rules": "learning.teach",
    "learning:publish_exam": "learning.teach",
    "learning:copy_exam": "learning.teach",
    "learning:retire_exam": "learning.teach",
    "learning:results": "learning.teach",
    "learning:take_results": "learning.teach",
    "learning:analysis": "learning.teach",
    "learning:rescore": "learning.teach",
    "learning:marking": "learning.teach",
    "learning:paper": "learning.teach",
    "learning:to_sit": "learning.study",
    "learning:exam": "learning.study",
    "learning:begin": "learning.study",
    "learning:practice": "learning.study",
    "learning:recall": "learning.study",
    "ratings:results": "ratings.view",
    "ratings:to_do": "ratings.view",
    "ratings:open_round": "ratings.run",
    "ratings:round": "ratings.view",
    "ratings:move": "ratings.run",
    "ratings:assign": "ratings.run",
    "ratings:give": "ratings.publish",
    "ratings:card": "ratings.view",
    "ratings:check": "ratings.assess",
    "ratings:leave_out": "ratings.run",
    "ratings:decide": "ratings.publish",
    "ratings:withdraw": "ratings.publish",
    "ratings:answer": "ratings.publish",
    "ratings:evidence": "ratings.view",
    "ratings:standards": "ratings.view",
    "ratings:standard": "ratings.view",
    "ratings:write_standard": "ratings.run",
    "ratings:rewrite_standard": "ratings.run",
    "ratings:criterion": "ratings.run",
    "ratings:adopt_standard": "ratings.run",
    "ratings:copy_standard": "ratings.run",
    "registers:agree": "entries.view",
    "registers:agree_month": "entries.view",
    "registers:take_comparison": "entries.view",
    "registers:explain": "records.report",
    "registers:state_sums": "records.report",
    "registers:owed": "entries.view",
    "registers:owing": "entries.view",
    "registers:take_owing": "entries.view",
    "registers:reminders": "entries.view",
    "registers:duties": "entries.view",
    "registers:set_duty": "records.set_duties",
    "registers:end_duty": "records.set_duties",
    "registers:remind": "records.set_duties",
    "registers:say_nothing": "records.report",
    "registers:withdraw_nothing": "records.report",
    "registers:verify_queue": "records.verify",
    "registers:sample": "records.verify",
    "registers:take_records": "entries.view",
    "registers:take_waiting": "records.verify",
    "registers:take_imports": "entries.view",
    "registers:printed": "entries.view",
    "registers:book": "entries.view",
    "registers:book_file": "entries.view",
    "registers:evidence": "entries.view",
    "registers:record": "entries.view",
    "registers:correct": "records.report",
    "registers:verify": "records.verify",
    "registers:send_back": "records.verify",
    "registers:reverse": "records.reverse",
}
"""Each guarded route and the permission it takes."""


OF_ONES_OWN = {
    "registers:report",
    "registers:import",
    "registers:import_template",
    "registers:take_records",
    "registers:take_waiting",
    "registers:take_imports",
    "registers:book",
    "registers:book_file",
    "learning:take_report",
    "learning:take_people",
}
"""Routes that name a kind or the form of a file and no unit: opened in one's own unit they show nothing of another's."""


def routes(within: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The full names of all our own routes; allauth's are its own."""
    for found in (within or get_resolver()).url_patterns:
        if isinstance(found, URLResolver):
            if "allauth" not in str(found.urlconf_name):
                yield from routes(found, f"{space}{found.namespace}:" if found.namespace else space)
        else:
            yield f"{space}{found.name}", found


def address(name: str, pattern: URLPattern, world: World) -> str:
    """The route's address with the world's objects filled in."""
    words = world.words.get(name.partition(":")[0], {}) | world.words.get(name, {})
    wanted = pattern.pattern.converters
    return reverse(name, kwargs={word: words[word] for word in wanted})


OPENED = (200, 302, 303, 409, 422)
"""What an opened door answers: a page, a page after the deed, or a rule that speaks of the deed itself."""


def answer(client: Client, name: str, place: str, unit: str) -> int:
    """The status of a GET, or of a POST where the route takes nothing else."""
    scoped = f"{place}?unit={unit}&period=2023"
    got = client.get(scoped)
    if got.status_code == 405:
        got = client.post(scoped, {"revision": "1", "reason": "登记有误"})
    return got.status_code


def test_every_route_says_who_may_use_it() -> None:
    assert {name for name, _pattern in routes()} == {*OPEN, *OWN, *BY_TOKEN, *BY_KEY, *GUARDED}


def test_who_is_not_signed_in_is_asked_to_sign_in(world: World) -> None:
    asked = {}
    for name, pattern in routes():
        if name not in OPEN and name not in BY_TOKEN and name not in BY_KEY:
            place = address(name, pattern, world)
            got = Client().get(place)
            got = Client().post(place) if got.status_code == 405 else got
            asked[name] = got.headers.get("Location", str(got.status_code)).partition("?")[0]
    assert {name: where for name, where in asked.items() if where != "/account/login/"} == {}


def test_programs_come_in_by_token_alone(world: World, sign_in: Callable[[Person], Client]) -> None:
    client = sign_in(trusted("everything", world.city, *Role))
    asked = {}
    for name, pattern in routes():
        if name in BY_TOKEN:
            place = address(name, pattern, world)
            got = client.get(place)
            got = client.post(place) if got.status_code == 405 else got
            asked[name] = (got.status_code, got.headers.get("WWW-Authenticate"))
    assert set(asked.values()) == {(401, 'Bearer realm="panshi"')}


def test_learning_programs_come_in_by_key_alone(world: World, sign_in: Callable[[Person], Client]) -> None:
    client = sign_in(trusted("everything", world.city, *Role))
    asked = {}
    for name, pattern in routes():
        if name in BY_KEY:
            got = client.get(address(name, pattern, world), headers={"X-Experience-API-Version": "2.0.0"})
            asked[name] = (got.status_code, got.headers.get("WWW-Authenticate"))
    assert set(asked.values()) == {(401, 'Basic realm="panshi xAPI", charset="UTF-8"')}


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_a_role_opens_exactly_the_pages_it_gives(role: Role, world: World, sign_in: Callable[[Person], Client]) -> None:
    client = sign_in(world.people[role])
    wrong = {}
    for name, pattern in routes():
        if name not in GUARDED:
            continue
        may = role.value in roles_with(GUARDED[name])
        got = answer(client, name, address(name, pattern, world), world.here.code)
        opened = got in OPENED
        if opened != may or got not in (*OPENED, 403, 404):
            wrong[name] = (got, "may" if may else "may not")
    assert wrong == {}


def test_nobody_sees_what_belongs_to_the_county_beside(world: World, sign_in: Callable[[Person], Client]) -> None:
    client = sign_in(trusted("stranger", world.there, *Role))
    seen = {}
    for name, pattern in routes():
        if name in GUARDED and pattern.pattern.converters:
            for unit in (world.here.code, world.there.code):
                got = answer(client, name, address(name, pattern, world), unit)
                general = name.startswith("figures:") and name not in ("figures:edit", "figures:retire")
                if got not in (403, 404) and not ((general or name in OF_ONES_OWN) and unit == world.there.code):
                    seen[name, unit] = got
    assert seen == {}
