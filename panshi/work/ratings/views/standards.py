"""Pages of standards: versions, what they ask for, writing and adopting them."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.kernel.refusals import NotFound
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed, require
from panshi.ui.address import on_to
from panshi.work.ratings.forms.standards import AdoptForm, CriterionForm, OutlineForm
from panshi.work.ratings.models import Criterion, Standard
from panshi.work.ratings.selectors import standards as shown
from panshi.work.ratings.selectors.sheets import sections
from panshi.work.ratings.services import standards


@needs("ratings.view")
def listed(request: Request) -> HttpResponse:
    """All versions of the standards."""
    return render(
        request, "ratings/standards.html", {"standards": shown.standards(person=request.person), "keeps": _keeps(request)}
    )


@needs("ratings.view")
def standard(request: Request, pk: int) -> HttpResponse:
    """What one version asks for; of a draft, what keeps it from being adopted."""
    found = shown.standard(pk, person=request.person)
    draft = found.since is None
    facts = {
        "standard": found,
        "sections": sections(found.criteria.all()),
        "missing": shown.what_is_missing(found) if draft else [],
    }
    keeps = allowed(person=request.person, permission="ratings.run", unit=found.unit)
    return render(request, "ratings/standard.html", facts | {"keeps": keeps, "form": AdoptForm()})


@needs("ratings.run")
def write(request: Request) -> HttpResponse:
    """A new version."""
    form = OutlineForm(*([request.POST] if request.method == "POST" else []), person=request.person)
    if request.method == "POST" and form.is_valid():
        return _to(request, form.save())
    return render(request, "ratings/write_standard.html", {"form": form})


@needs("ratings.run")
def rewrite(request: Request, pk: int) -> HttpResponse:
    """What a draft is called and how its points become stars."""
    found = _kept(request, pk)
    form = OutlineForm(*([request.POST] if request.method == "POST" else []), person=request.person, standard=found)
    if request.method == "POST" and form.is_valid():
        return _to(request, form.save())
    return render(request, "ratings/write_standard.html", {"form": form, "standard": found})


@needs("ratings.run")
def criterion(request: Request, pk: int, place: int) -> HttpResponse:
    """One criterion of a draft; place 0 is a new one."""
    found = _kept(request, pk)
    held = _criterion(found, place)
    sent = [request.POST] if request.method == "POST" else []
    form = CriterionForm(*sent, person=request.person, standard=found, criterion=held)
    if request.method == "POST" and "remove" in request.POST and held is not None:
        standards.remove_criterion(held, by=request.person)
        return _to(request, found)
    if request.method == "POST" and form.is_valid():
        form.save()
        return _to(request, found)
    return render(request, "ratings/criterion.html", {"form": form, "standard": found, "criterion": held})


@require_POST
@needs("ratings.run")
def adopt(request: Request, pk: int) -> HttpResponse:
    """The draft comes into force."""
    found, form = _kept(request, pk), AdoptForm(request.POST)
    if form.is_valid():
        standards.adopt(found, since=form.cleaned_data["since"], by=request.person)
        messages.success(request, _("Adopted. From now on it stays as it is."))
    else:
        messages.error(request, _("Say from which day."))
    return _to(request, found)


@require_POST
@needs("ratings.run")
def copy(request: Request, pk: int) -> HttpResponse:
    """The next version, as a draft."""
    found = _kept(request, pk)
    version = request.POST.get("version", "").strip()[:40] or f"{found.version[:36]}（2）"
    return _to(request, standards.copy_standard(found, version=version, by=request.person))


def _kept(request: Request, pk: int) -> Standard:
    found = shown.standard(pk, person=request.person)
    require(person=request.person, permission="ratings.run", unit=found.unit)
    return found


def _criterion(standard: Standard, place: int) -> Criterion | None:
    if not place:
        return None
    held = standard.criteria.select_related("standard").filter(place=place).first()
    if held is None:
        raise NotFound(what=place)
    return held


def _keeps(request: Request) -> bool:
    return allowed(person=request.person, permission="ratings.run", unit=request.scope.unit)


def _to(request: Request, found: Standard) -> HttpResponseRedirect:
    return on_to(request, "ratings:standard", found.pk)


urls = [
    path("standards/", listed, name="standards"),
    path("standards/new/", write, name="write_standard"),
    path("standards/<int:pk>/", standard, name="standard"),
    path("standards/<int:pk>/edit/", rewrite, name="rewrite_standard"),
    path("standards/<int:pk>/criteria/<int:place>/", criterion, name="criterion"),
    path("standards/<int:pk>/adopt/", adopt, name="adopt_standard"),
    path("standards/<int:pk>/copy/", copy, name="copy_standard"),
]
