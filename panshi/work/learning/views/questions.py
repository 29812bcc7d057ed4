"""Pages of banks and their questions."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.kernel.refusals import NotFound
from panshi.org.access import Request, needs
from panshi.ui.address import on_to
from panshi.work.learning.choices import Difficulty, QuestionForm
from panshi.work.learning.forms.questions import BankForm, EditForm
from panshi.work.learning.models import Bank, Question
from panshi.work.learning.selectors.questions import listing as shown
from panshi.work.learning.selectors.questions.laying_out import laid_out
from panshi.work.learning.services.questions import retire_question

ROWS_ON_A_PAGE = 50
ENDINGS = (("gift", "GIFT"), ("qti", "QTI 2.1"), ("xlsx", "Excel"))
YEAR_SECONDS = 365 * 24 * 3600


@needs("learning.teach")
def banks(request: Request) -> HttpResponse:
    """The banks of the scope's unit, and a form for a new one."""
    form = BankForm(*([request.POST] if request.method == "POST" else []), person=request.person, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        return on_to(request, "learning:bank", form.save().pk)
    page = Paginator(shown.banks(person=request.person, scope=request.scope), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "learning/banks.html", {"form": form, "page": page})


@needs("learning.teach")
def bank(request: Request, pk: int) -> HttpResponse:
    """A bank's questions, narrowed as asked."""
    found = shown.bank(pk, person=request.person)
    asking = _asking(request)
    page = Paginator(shown.questions(found, asking), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "bank": found,
        "endings": ENDINGS,
        "asking": asking,
        "page": page,
        "labels": shown.labels(found),
        "forms": QuestionForm.choices,
    }
    return render(request, "learning/bank.html", facts | {"difficulties": Difficulty.choices[1:]})


@needs("learning.teach")
def set_bank(request: Request, pk: int) -> HttpResponse:
    """A bank's name, whether it is open to practice, whether it is in use."""
    found = shown.bank(pk, person=request.person)
    sent = [request.POST] if request.method == "POST" else []
    form = BankForm(*sent, person=request.person, scope=request.scope, bank=found)
    if request.method == "POST" and form.is_valid():
        return on_to(request, "learning:bank", form.save().pk)
    return render(request, "learning/bank_settings.html", {"form": form, "bank": found})


@needs("learning.teach")
def new_question(request: Request, pk: int, form: str) -> HttpResponse:
    """A new question of one form."""
    if form not in QuestionForm.values:
        raise NotFound(what=form)
    return _edited(request, shown.bank(pk, person=request.person), QuestionForm(form), None)


@needs("learning.teach")
def edit_question(request: Request, pk: int) -> HttpResponse:
    """Another state of a question."""
    found = shown.question(pk, person=request.person)
    assert found.current is not None
    return _edited(request, found.bank, QuestionForm(found.current.form), found)


@needs("learning.teach")
def question(request: Request, pk: int) -> HttpResponse:
    """A question as it is asked, what is right, its versions and where it is used."""
    found = shown.question(pk, person=request.person)
    versions = shown.versions(found)
    number = request.GET.get("version", "")
    version = next((each for each in versions if str(each.number) == number), found.current)
    assert version is not None
    asked = laid_out(version.read(), points=version.points)
    right = laid_out(version.read(), points=version.points, review=True)
    facts = {"question": found, "version": version, "versions": versions, "asked": asked, "right": right}
    return render(request, "learning/question.html", facts | {"lines": shown.exams_with(found)})


@require_POST
@needs("learning.teach")
def retire(request: Request, pk: int) -> HttpResponse:
    """Takes a question out of use, or back in."""
    found = retire_question(shown.question(pk, person=request.person), retired="back" not in request.POST, by=request.person)
    messages.success(request, _("Out of use.") if found.retired_at else _("In use again."))
    return on_to(request, "learning:question", found.pk)


@needs("learning.study")
def picture(request: Request, digest: str) -> HttpResponseBase:
    """A picture of a question."""
    found = shown.picture(digest, person=request.person)
    response = FileResponse(found.file.open("rb"), content_type=found.content_type)
    response.headers["Cache-Control"] = f"private, max-age={YEAR_SECONDS}, immutable"
    return response


def _edited(request: Request, bank: Bank, form: QuestionForm, question: Question | None) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    more = 6 if "more" in request.POST else 0
    edit = EditForm(*sent, bank=bank, form=form, question=question, person=request.person)
    if more:
        edit = EditForm(*sent, bank=bank, form=form, question=question, person=request.person, rows=edit.rows + more)
    facts = {"form": edit, "bank": bank, "question": question, "kind": form}
    if request.method == "POST" and not more and edit.is_valid():
        if "preview" not in request.POST:
            return on_to(request, "learning:question", edit.save().pk)
        assert edit.content is not None
        facts["asked"] = laid_out(edit.content, points=edit.cleaned_data["points"])
    return render(request, "learning/edit_question.html", facts)


def _asking(request: Request) -> shown.Asking:
    given = request.GET
    asked = shown.Asking(words=given.get("q", "")[:100], label=given.get("label", ""), retired="retired" in given)
    form, difficulty = given.get("form", ""), given.get("difficulty", "")
    asked = replace(asked, form=form if form in QuestionForm.values else "")
    return replace(asked, difficulty=int(difficulty) if difficulty in ("1", "2", "3") else 0)


urls = [
    path("banks/", banks, name="banks"),
    path("banks/<int:pk>/", bank, name="bank"),
    path("banks/<int:pk>/settings/", set_bank, name="set_bank"),
    path("banks/<int:pk>/new/<str:form>/", new_question, name="new_question"),
    path("questions/<int:pk>/", question, name="question"),
    path("questions/<int:pk>/edit/", edit_question, name="edit_question"),
    path("questions/<int:pk>/retire/", retire, name="retire_question"),
    path("pictures/<str:digest>/", picture, name="picture"),
]
