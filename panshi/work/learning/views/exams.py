"""Pages of who gives exams: making, publishing, results, marking, how its questions did."""

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.kernel.numbers import grouped
from panshi.kernel.refusals import NotFound
from panshi.org.access import Request, needs
from panshi.ui.address import on_to
from panshi.ui.files import as_file
from panshi.work.learning.forms.exams import DrawForm, RulesForm, keep_lines
from panshi.work.learning.models import Exam
from panshi.work.learning.selectors import analysis as analysed
from panshi.work.learning.selectors import exams as shown
from panshi.work.learning.selectors import results as told
from panshi.work.learning.selectors.questions import listing
from panshi.work.learning.services import examining, sitting
from panshi.work.learning.services.examining import NewLine

ROWS_ON_A_PAGE = 50


@needs("learning.teach")
def exams(request: Request) -> HttpResponse:
    """The exams of the scope's unit and below."""
    page = Paginator(shown.exams_in(request.scope, person=request.person), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "learning/exams.html", {"page": page})


@needs("learning.teach")
def make_exam(request: Request) -> HttpResponse:
    """A new exam."""
    form = RulesForm(*([request.POST] if request.method == "POST" else []), person=request.person, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        return on_to(request, "learning:edit_exam", form.save().pk)
    return render(request, "learning/exam_rules.html", {"form": form})


@needs("learning.teach")
def set_rules(request: Request, pk: int) -> HttpResponse:
    """What holds for an exam."""
    exam = shown.taught(pk, person=request.person)
    form = RulesForm(*([request.POST] if request.method == "POST" else []), person=request.person, scope=request.scope, exam=exam)
    if request.method == "POST" and form.is_valid():
        return on_to(request, "learning:edit_exam", form.save().pk)
    return render(request, "learning/exam_rules.html", {"form": form, "exam": exam})


@needs("learning.teach")
def edit_exam(request: Request, pk: int) -> HttpResponse:
    """What an exam is made of, and what keeps it from being published."""
    exam = shown.taught(pk, person=request.person)
    form = DrawForm(*([request.POST] if "draw" in request.POST else []), exam=exam, person=request.person)
    if request.method == "POST" and ("draw" not in request.POST or form.is_valid()):
        _put_together(request, exam, form)
        return on_to(request, "learning:edit_exam", exam.pk)
    lines = shown.lines_of(exam)
    facts = {"exam": exam, "form": form, "missing": [] if exam.published_at else shown.what_is_missing(exam)}
    facts |= {"lines": [(line, shown.line_name(line)) for line in lines], "points": shown.points_of(lines)}
    return render(request, "learning/exam.html", facts | _picking(request, exam))


@require_POST
@needs("learning.teach")
def publish(request: Request, pk: int) -> HttpResponse:
    """From now on the exam can be sat."""
    exam = examining.publish_exam(shown.taught(pk, person=request.person), by=request.person)
    messages.success(request, _("Published. From now on its questions and its scoring stand."))
    return on_to(request, "learning:edit_exam", exam.pk)


@require_POST
@needs("learning.teach")
def copy(request: Request, pk: int) -> HttpResponse:
    """Another exam like it, not published."""
    copied = examining.copy_exam(shown.taught(pk, person=request.person), by=request.person)
    return on_to(request, "learning:edit_exam", copied.pk)


@require_POST
@needs("learning.teach")
def retire(request: Request, pk: int) -> HttpResponse:
    """Nobody begins the exam any more."""
    exam = examining.retire_exam(shown.taught(pk, person=request.person), by=request.person)
    messages.success(request, _("Out of use; results stay."))
    return on_to(request, "learning:edit_exam", exam.pk)


@needs("learning.teach")
def results(request: Request, pk: int) -> HttpResponse:
    """Who sat the exam and what came of it."""
    exam = shown.taught(pk, person=request.person)
    sitting.hand_in_overdue(exam)
    only = request.GET.get("only", "")
    page = Paginator(told.attempts(exam, request.scope, only=only), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {"exam": exam, "page": page, "only": only, "summary": told.summary(exam, request.scope)}
    return render(request, "learning/results.html", facts)


@needs("learning.teach")
def take_results(request: Request, pk: int, form: str) -> HttpResponseBase:
    """The results as a file."""
    exam = shown.taught(pk, person=request.person)
    sitting.hand_in_overdue(exam)
    heads = [_("Staff number"), _("Name"), _("Unit"), _("Attempt"), _("Begun"), _("Handed in"), _("Marks"), _("Of"), _("Passed")]
    lines = ((*row[:-1], {True: _("yes"), False: _("no"), None: ""}[row[-1]]) for row in told.rows(exam, request.scope))  # type: ignore[index]  # passed or not
    return as_file(form, _("%(exam)s results") % {"exam": exam}, heads, lines)


@needs("learning.teach")
def analysis(request: Request, pk: int) -> HttpResponse:
    """How the questions of the exam did."""
    exam = shown.taught(pk, person=request.person)
    return render(request, "learning/analysis.html", _analysed(request, exam))


@require_POST
@needs("learning.teach")
def rescore(request: Request, pk: int) -> HttpResponse:
    """Scores the papers anew by the keys as they are now."""
    exam = shown.taught(pk, person=request.person)
    done = sitting.rescore(exam, by=request.person)
    said = _("%(papers)s papers scored anew, the points of %(changed)s changed.")
    messages.success(request, said % {"papers": grouped(done.papers), "changed": grouped(done.changed)})
    return on_to(request, "learning:analysis", exam.pk)


@needs("learning.teach")
def marking(request: Request, pk: int) -> HttpResponse:
    """The next answer that waits for a mark."""
    exam = shown.taught(pk, person=request.person)
    waiting = told.to_mark(exam, person=request.person)
    answer = waiting.first()
    if request.method == "POST" and (marked := waiting.filter(pk=_number(request.POST.get("answer"))).first()):
        sitting.mark(marked, points=_points(request), remark=request.POST.get("remark", ""), by=request.person)
        return on_to(request, "learning:marking", exam.pk)
    asked = answer.version.read() if answer else None
    facts = {"exam": exam, "answer": answer, "waiting": waiting.count(), "content": asked}
    return render(request, "learning/marking.html", facts)


@needs("learning.teach")
def paper(request: Request, pk: int) -> HttpResponse:
    """Somebody's paper, with its marks."""
    attempt = told.paper(pk, person=request.person)
    if request.method == "POST":
        answer = attempt.answers.filter(pk=_number(request.POST.get("answer"))).first()
        if answer is None:
            raise NotFound(what=_("answer"))
        sitting.mark(answer, points=_points(request), remark=request.POST.get("remark", ""), by=request.person)
        return on_to(request, "learning:paper", attempt.pk)
    return render(request, "learning/paper.html", {"attempt": attempt, "answers": told.answers(attempt, review=True)})


def _put_together(request: Request, exam: Exam, form: DrawForm) -> None:
    if "draw" in request.POST:
        form.save()
    elif "pick" in request.POST:
        picked = [listing.question(int(pk), person=request.person) for pk in request.POST.getlist("question") if pk.isdecimal()]
        examining.add_lines(exam, [NewLine(question) for question in picked], by=request.person)
    else:
        keep_lines(exam, request.POST, by=request.person)


def _picking(request: Request, exam: Exam) -> dict[str, object]:
    """The questions of the bank looked into, to be picked from."""
    if exam.published_at:
        return {}
    banks = list(shown.banks_for(exam.unit))
    bank = next((each for each in banks if str(each.pk) == request.GET.get("bank")), banks[0] if banks else None)
    if bank is None:
        return {"banks": []}
    found = listing.questions(bank, listing.Asking(words=request.GET.get("q", "")[:100]))
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return {"banks": banks, "bank": bank, "page": page, "words": request.GET.get("q", ""), "labels": listing.labels(bank)}


def _analysed(request: Request, exam: Exam) -> dict[str, object]:
    return {"exam": exam, "analysis": analysed.analysis(exam, request.scope), "corrected": told.corrected_keys(exam)}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _points(request: Request) -> Decimal:
    try:
        return Decimal(request.POST.get("points", "")).quantize(Decimal("0.01"))
    except InvalidOperation:
        return Decimal(-1)  # refused by its rule, in words


urls = [
    path("exams/", exams, name="exams"),
    path("exams/new/", make_exam, name="make_exam"),
    path("exams/<int:pk>/edit/", edit_exam, name="edit_exam"),
    path("exams/<int:pk>/rules/", set_rules, name="exam_rules"),
    path("exams/<int:pk>/publish/", publish, name="publish_exam"),
    path("exams/<int:pk>/copy/", copy, name="copy_exam"),
    path("exams/<int:pk>/retire/", retire, name="retire_exam"),
    path("exams/<int:pk>/results/", results, name="results"),
    path("exams/<int:pk>/results.<str:form>", take_results, name="take_results"),
    path("exams/<int:pk>/analysis/", analysis, name="analysis"),
    path("exams/<int:pk>/rescore/", rescore, name="rescore"),
    path("exams/<int:pk>/marking/", marking, name="marking"),
    path("papers/<int:pk>/", paper, name="paper"),
]
