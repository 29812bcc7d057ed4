"""Pages of materials for trainers: the library, making each kind, looking at one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from panshi.org.access import Request, needs
from panshi.ui.address import on_to
from panshi.work.learning.choices import Carrier
from panshi.work.learning.forms.materials import AboutForm, LinkForm, TextForm, UploadForm
from panshi.work.learning.selectors import materials as shown
from panshi.work.learning.services import materials
from panshi.work.learning.services.launching import passed
from panshi.work.learning.services.uploading import SIZE_MAX, refuse_large
from panshi.work.learning.views.playing import frame_facts, framed

ROWS_ON_A_PAGE = 30
FORMS = {"text": TextForm, "link": LinkForm, "upload": UploadForm}


@needs("learning.teach")
def library(request: Request) -> HttpResponse:
    """The materials of the scope's unit and below."""
    asked = request.GET
    wanted = shown.Wanted(asked.get("q", "").strip()[:100], asked.get("carrier", ""), "retired" in asked)
    page = Paginator(shown.materials_in(request.scope, wanted, person=request.person), ROWS_ON_A_PAGE).get_page(asked.get("page"))
    return render(request, "learning/materials.html", {"page": page, "wanted": wanted, "carriers": Carrier.choices})


@needs("learning.teach")
def material(request: Request, pk: int) -> HttpResponse:
    """One material as it is studied, and the tasks that have it."""
    found = shown.taught(pk, person=request.person)
    used = list(shown.tasks_with(found))
    facts = {
        "material": found,
        "tasks": used,
        "parts": list(shown.parts(found, {}, set())) if found.carrier != Carrier.VIDEO else [],
    }
    place = _place(request.GET.get("part"), found.outline)
    if found.carrier in shown.PACKAGES:
        facts |= frame_facts(request, found, place, passed(found, place))
    facts["free"] = all(task.state == "draft" for task in used)
    return framed(render(request, "learning/material.html", facts))


@csrf_exempt  # the token is checked inside, once it is known that the body is of a size that is taken at all
@needs("learning.teach")
def make(request: Request, form: str) -> HttpResponseBase:
    """A new material: `form` is text, link or upload."""
    refuse_large(int(request.META.get("CONTENT_LENGTH") or 0) - 2**20, _("the upload"))
    return _make(request, form)


@csrf_protect
def _make(request: Request, form: str) -> HttpResponse:
    given = [request.POST, request.FILES] if request.method == "POST" else []
    filled = FORMS[form](*given, person=request.person, scope=request.scope)
    if request.method == "POST" and filled.is_valid():
        made = filled.save()
        messages.success(request, _("Kept: %(material)s, about %(n)s minutes.") % {"material": made, "n": made.minutes})
        return _to(request, made.pk)
    facts = {"form": filled, "kind": form, "most": SIZE_MAX // 2**20}
    return render(request, "learning/make_material.html", facts)


@needs("learning.teach")
def change(request: Request, pk: int) -> HttpResponse:
    """Another text, title, theme or minutes, while no task that went out uses it."""
    found = shown.taught(pk, person=request.person)
    materials.refuse_in_use(found)
    form = TextForm if found.carrier == Carrier.TEXT else AboutForm
    filled = form(
        *([request.POST] if request.method == "POST" else []), person=request.person, scope=request.scope, material=found
    )
    if request.method == "POST" and filled.is_valid():
        return _to(request, filled.save().pk)
    return render(request, "learning/make_material.html", {"form": filled, "kind": "change", "material": found})


@require_POST
@needs("learning.teach")
def retire(request: Request, pk: int) -> HttpResponse:
    """Takes it out of the choice, or back into it."""
    found = shown.taught(pk, person=request.person)
    materials.retire_material(found, by=request.person, back="back" in request.POST)
    return _to(request, pk)


def _place(given: str | None, outline: list[object]) -> int:
    return int(given) if given and given.isdecimal() and int(given) < len(outline) else 0


def _to(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    return on_to(request, "learning:material", pk)


urls = [
    path("materials/", library, name="materials"),
    path("materials/new/text/", make, {"form": "text"}, name="write_text"),
    path("materials/new/link/", make, {"form": "link"}, name="add_link"),
    path("materials/new/file/", make, {"form": "upload"}, name="upload"),
    path("materials/<int:pk>/", material, name="material"),
    path("materials/<int:pk>/change/", change, name="change_material"),
    path("materials/<int:pk>/retire/", retire, name="retire_material"),
]
