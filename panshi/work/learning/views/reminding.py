"""Pages of a unit's rules of study and its chats; reminding of one task."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panshi.org.access import Request, needs
from panshi.ui.address import on_to
from panshi.work.learning.forms.reminding import ChannelForm, RulesForm
from panshi.work.learning.selectors import tasks as shown
from panshi.work.learning.selectors.behind import channels as open_channels
from panshi.work.learning.services import channels, reminding


@needs("learning.teach")
def study_rules(request: Request) -> HttpResponse:
    """The rules of study of the scope's unit, and its chats."""
    unit = request.scope.unit
    form = RulesForm(*([request.POST] if request.method == "POST" else []), unit=unit, person=request.person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Kept."))
        return _to(request)
    facts = {"form": form, "chat": ChannelForm(unit=unit, person=request.person), "channels": open_channels(unit)}
    return render(request, "learning/study_rules.html", facts)


@require_POST
@needs("learning.teach")
def open_channel(request: Request) -> HttpResponse:
    """Opens a chat of the scope's unit."""
    chat = ChannelForm(request.POST, unit=request.scope.unit, person=request.person)
    if chat.is_valid():
        chat.save()
        messages.success(request, _("The chat is open. Try whether it is heard there."))
        return _to(request)
    form = RulesForm(unit=request.scope.unit, person=request.person)
    facts = {"form": form, "chat": chat, "channels": open_channels(request.scope.unit)}
    return render(request, "learning/study_rules.html", facts)


@require_POST
@needs("learning.teach")
def try_channel(request: Request, pk: int) -> HttpResponse:
    """Says a word in the chat."""
    channel = shown.channel(pk, person=request.person)
    if channels.say(
        channel, title=_("Panshi"), text=_("This chat is told how study stands in %(unit)s.") % {"unit": channel.unit.name}
    ):
        messages.success(request, _("Heard."))
    else:
        messages.error(request, _("The chat did not take it. Is the robot still there, and its address right?"))
    return _to(request)


@require_POST
@needs("learning.teach")
def close_channel(request: Request, pk: int) -> HttpResponse:
    """Closes a chat; its address is forgotten."""
    channels.close_channel(shown.channel(pk, person=request.person), by=request.person)
    messages.success(request, _("Closed; its address is forgotten."))
    return _to(request)


@require_POST
@needs("learning.teach")
def remind_task(request: Request, pk: int) -> HttpResponse:
    """Reminds everybody who has not finished the task."""
    told = reminding.remind_of(shown.taught(pk, person=request.person), by=request.person)
    said = ngettext("%(people)s person reminded", "%(people)s people reminded", told.people) % {"people": told.people}
    mailed = ngettext("%(n)s letter sent", "%(n)s letters sent", told.letters) % {"n": told.letters}
    messages.success(request, f"{said} · {mailed}")
    return on_to(request, "learning:task_given", pk)


def _to(request: Request) -> HttpResponseRedirect:
    return on_to(request, "learning:study_rules")


urls = [
    path("tasks/rules/", study_rules, name="study_rules"),
    path("tasks/channels/open/", open_channel, name="open_channel"),
    path("tasks/channels/<int:pk>/try/", try_channel, name="try_channel"),
    path("tasks/channels/<int:pk>/close/", close_channel, name="close_channel"),
    path("tasks/<int:pk>/remind/", remind_task, name="remind_task"),
]
