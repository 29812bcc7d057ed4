"""Pages of who sits exams: what there is to sit, the paper, the result; and practice."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.kernel.refusals import NotFound
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed
from panshi.ui.address import on_to
from panshi.work.learning.models import Attempt
from panshi.work.learning.selectors import exams as shown
from panshi.work.learning.selectors import practice as practised
from panshi.work.learning.selectors import results as told
from panshi.work.learning.selectors.questions.laying_out import laid_out
from panshi.work.learning.services import practising, sitting


@needs("learning.study")
def to_sit(request: Request) -> HttpResponse:
    """The exams there are for the person, and today's practice."""
    sitting.hand_in_overdue(person=request.person)
    facts = {"exams": shown.exams_to_sit(person=request.person), "today": practised.today_of(request.person)}
    return render(request, "learning/to_sit.html", facts)


@needs("learning.study")
def exam(request: Request, pk: int) -> HttpResponse:
    """What an exam is, how far the person is with it, and the button to begin or go on."""
    found = shown.sat(pk, person=request.person)
    sitting.hand_in_overdue(found, person=request.person)
    lines = shown.lines_of(found)
    facts = {"exam": found, "standing": shown.standing(found, request.person), "questions": sum(line.count for line in lines)}
    return render(request, "learning/sit.html", facts | {"points": shown.points_of(lines)})


@require_POST
@needs("learning.study")
def begin(request: Request, pk: int) -> HttpResponse:
    """Begins an attempt, or goes on with the one that is open."""
    attempt = sitting.begin(shown.sat(pk, person=request.person), by=request.person)
    return on_to(request, "learning:attempt", attempt.pk)


@needs("learning.study")
def attempt(request: Request, pk: int) -> HttpResponse:
    """The paper while it is open, which this tab answers from now on; its result afterwards."""
    found = told.attempt(pk, person=request.person)
    if request.method == "POST":
        _save_all(found, request.POST)
        messages.success(request, _("Saved."))
        return on_to(request, "learning:attempt", found.pk)
    found = sitting.open_in_tab(found, by=request.person)
    if found.handed_in_at:
        return _result(request, found)
    facts = {"attempt": found, "answers": told.answers(found), "left": told.seconds_left(found)}
    return render(request, "learning/attempt.html", facts)


@needs("learning.study")
def result(request: Request, pk: int) -> HttpResponse:
    """What came of an attempt: where its entry in the ledger leads."""
    found = told.result(pk, person=request.person)
    teaches = allowed(person=request.person, permission="learning.teach", unit=found.exam.unit)
    return render(request, "learning/result_entry.html", {"attempt": found, "teaches": teaches})


@require_POST
@needs("learning.study")
def answer(request: Request, pk: int, place: int) -> JsonResponse:
    """Takes one answer as it is given."""
    found = told.attempt(pk, person=request.person)
    given = request.POST
    kept = sitting.answer(
        found, place=place, given=given.getlist(f"q{place}"), revision=_revision(given, place), tab=_tab(given.get("tab"))
    )
    return JsonResponse({"revision": kept.revision, "left": told.seconds_left(found)})


@require_POST
@needs("learning.study")
def hand_in(request: Request, pk: int) -> HttpResponse:
    """Saves what the page holds and hands the paper in."""
    found = told.attempt(pk, person=request.person)
    late = found.ends_at is not None and told.seconds_left(found) == 0
    if not found.handed_in_at and not late:
        _save_all(found, request.POST)
    sitting.hand_in(found)
    return on_to(request, "learning:attempt", found.pk)


@needs("learning.study")
def practice(request: Request) -> HttpResponse:
    """The next card of today."""
    today = practised.today_of(request.person)
    facts: dict[str, object] = {"today": today}
    if today.next_question and today.next_question.current:
        content = today.next_question.current.read()
        facts |= {"asked": laid_out(content), "right": laid_out(content, review=True), "taps": practising.taps(today.card)}
    return render(request, "learning/practice.html", facts)


@require_POST
@needs("learning.study")
def recall(request: Request, pk: int) -> HttpResponse:
    """Notes with one tap how well a card was remembered."""
    question = practised.practised(request.person).filter(pk=pk).first()
    if question is None:
        raise NotFound(what=pk)
    rating, seen = (request.POST.get(name, "") for name in ("rating", "seen"))
    practising.recall(
        question, rating=int(rating) if rating.isdecimal() else 0, seen=int(seen) if seen.isdecimal() else 0, by=request.person
    )
    return on_to(request, "learning:practice")


def _result(request: Request, found: Attempt) -> HttpResponse:
    review = found.exam.review
    facts = {"attempt": found, "answers": told.answers(found, review=True) if review else []}
    facts |= {"standing": shown.standing(found.exam, request.person), "task": shown.task_with(found.exam, request.person)}
    return render(request, "learning/result.html", facts)


def _save_all(found: Attempt, given: QueryDict) -> None:
    tab = _tab(given.get("tab"))
    for each in found.answers.order_by("place"):
        if f"r{each.place}" in given:
            sitting.answer(
                found, place=each.place, given=given.getlist(f"q{each.place}"), revision=_revision(given, each.place), tab=tab
            )


def _revision(given: QueryDict, place: int) -> int:
    """One more than the page last knew."""
    said = given.get(f"r{place}", "")
    return int(said) + 1 if said.isdecimal() and len(said) < 9 else 0


def _tab(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


urls = [
    path("sit/", to_sit, name="to_sit"),
    path("sit/<int:pk>/", exam, name="exam"),
    path("sit/<int:pk>/begin/", begin, name="begin"),
    path("attempts/<int:pk>/", attempt, name="attempt"),
    path("attempts/<int:pk>/result/", result, name="result"),
    path("attempts/<int:pk>/answer/<int:place>/", answer, name="answer"),
    path("attempts/<int:pk>/hand-in/", hand_in, name="hand_in"),
    path("practice/", practice, name="practice"),
    path("practice/<int:pk>/", recall, name="recall"),
]
