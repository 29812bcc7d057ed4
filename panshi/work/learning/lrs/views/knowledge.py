"""What the store knows of itself, of activities and of agents (xAPI 1.0.3 Communication 2.4, 2.5, 2.8)."""

from django.http import HttpResponse

from panshi.work.learning.lrs import selectors
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.rules.editions import HEADER, Edition, edition
from panshi.work.learning.lrs.views.asking import activity_of, agent_of
from panshi.work.learning.lrs.views.calls import Call
from panshi.work.learning.lrs.views.resources import json, resource

ONE = ("1.0.0", "1.0.1", "1.0.2", "1.0.3")
"""The versions of edition 1; a client of edition 1 is told of no others, as that edition has it."""


def get_about(call: Call) -> HttpResponse:
    """The versions that the store speaks."""
    call.takes()
    call.edition = edition(call.headers.get(HEADER, ""))
    versions = ONE if call.edition is Edition.ONE else (*ONE, Edition.TWO.value)
    return json({"version": versions})


def get_activity(call: Call) -> HttpResponse:
    """An activity with what statements have said of it; with nothing but its id where they have said nothing."""
    call.needs(Power.READ, Power.READ_OWN)
    call.takes("activityId")
    iri = activity_of(call)
    known = selectors.known_activities([iri]).get(iri)
    return json({"objectType": "Activity", "id": iri} | ({"definition": known} if known is not None else {}))


def get_agent(call: Call) -> HttpResponse:
    """An agent as a Person object."""
    call.needs(Power.READ, Power.READ_OWN)
    call.takes("agent")
    return json(selectors.person_known_as(agent_of(call)))


about = resource(get=get_about, open_to_all=True)
activities = resource(get=get_activity)
agents = resource(get=get_agent)
