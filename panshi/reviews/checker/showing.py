"""What the page of results shows beside the marked text: which text of several, which claims, what else could be chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from panshi.figures.selectors import catalogue
from panshi.kernel.periods import Period
from panshi.org.access import default_period
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import allowed, subtrees_with
from panshi.reviews.checker.checking import Checked, check, main_year
from panshi.reviews.checker.choosing import choices
from panshi.reviews.checker.given import Given
from panshi.reviews.checker.marking.pages import Panel, Piece, panel
from panshi.reviews.checker.recorded import has_records
from panshi.reviews.models import Lesson
from panshi.reviews.views.picking import Pick, picks
from panshi.ui.address import address

CLAIMS_SHOWN = 300
"""Claims a page lists; a book's others are in the files it gives out."""
FILTERS = ("open", "good", "all")


@dataclass(frozen=True, slots=True)
class Tab:
    """One text of several and how many of its claims want a look."""

    name: str
    open: int
    statistics: int
    current: bool


@dataclass(frozen=True, slots=True)
class Year:
    """Another year to hold the same text against."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Search:
    """The catalogue searched for one claim, by the claim's number in the list."""

    number: int = 0
    asked: str = ""
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page of results says. `left` claims are not listed; `recorded` is False where the ledger has nothing,
    `learnt` where the claim starts whose figure was chosen just now.
    """

    panel: Panel
    listed: list[Piece]
    left: int
    here: str
    show: str
    teaches: bool
    adopts: bool
    recorded: bool
    learnt: int | None = None
    tabs: list[Tab] = field(default_factory=list)
    years: list[Year] = field(default_factory=list)
    search: Search = Search()


def shown(given: Given, *, scope: Scope, sent: QueryDict, person: Person) -> Shown:
    """Checks the texts and gathers the page about the one looked at."""
    every = [check(document.plain, scope=scope) for document in given.documents]
    checked = every[given.shown]
    whole = panel(checked)
    teaches = allowed(person=person, permission="reviews.teach", unit=scope.unit)
    first = sorted(whole.claims, key=lambda piece: not piece.open)[:CLAIMS_SHOWN]
    listed = _with_choices(sorted(first, key=lambda piece: piece.number)) if teaches else first
    return Shown(
        panel=whole,
        listed=listed,
        left=len(whole.claims) - len(listed),
        here=address("reviews:check", scope=scope) or "",
        show=_show(sent, whole),
        teaches=teaches,
        adopts=allowed(person=person, permission="reviews.write", unit=scope.unit),
        recorded=has_records(checked),
        learnt=_learnt(sent),
        tabs=_tabs(given, every) if len(every) > 1 else [],
        years=_years(checked),
        search=_search(sent, listed),
    )


def _learnt(sent: QueryDict) -> int | None:
    start = sent.get("choose", "").partition("=")[0]
    return int(start) if start.isascii() and start.isdigit() else None


def _with_choices(pieces: Sequence[Piece]) -> list[Piece]:
    known = choices(piece.finding for piece in pieces if piece.finding)
    return [replace(piece, choices=known.get(piece.finding.claim.start, ())) if piece.finding else piece for piece in pieces]


def _show(sent: QueryDict, whole: Panel) -> str:
    asked = sent.get("show", "")
    return asked if asked in FILTERS else ("open" if whole.open else "all")


def _tabs(given: Given, every: Sequence[Checked]) -> list[Tab]:
    def wanting(checked: Checked) -> int:
        return sum(finding.verdict not in ("verified", "rounded") for finding in checked.statistics)

    return [
        Tab(document.name, wanting(checked), len(checked.statistics), index == given.shown)
        for index, (document, checked) in enumerate(zip(given.documents, every, strict=True))
    ]


def _years(checked: Checked) -> list[Year]:
    """The year the text names most, the newest with records, and those beside the one asked about."""
    scope, named = checked.scope, main_year(checked.text)
    now = scope.period.last.year
    others = sorted({now - 1, now + 1, default_period().last.year, *([named] if named else [])} - {now})
    return [Year(str(year), address("reviews:check", scope=replace(scope, period=Period.year(year))) or "") for year in others]


def _search(sent: QueryDict, listed: Sequence[Piece]) -> Search:
    """The search of the claim that was opened, for pages without scripts."""
    opened = next((piece for piece in listed if str(piece.number) == sent.get("open")), None)
    if opened is None or opened.finding is None or opened.finding.scope is None:
        return Search()
    asked = sent.get("asked", "").strip()[:100]
    return Search(opened.number, asked, picks(asked, opened.finding.scope))


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson with the name of its figure, and whether the reader may take it back."""

    lesson: Lesson
    label: str
    undoable: bool


def taught(lessons: Iterable[Lesson], person: Person) -> list[Taught]:
    """The lessons as the page lists them."""
    labels = {figure.key: str(figure.label) for figure in catalogue()}
    own = subtrees_with("reviews.teach", person=person)
    return [
        Taught(lesson, labels.get(lesson.figure, lesson.figure), lesson.undone_at is None and lesson.unit.path.startswith(own))
        for lesson in lessons
    ]
