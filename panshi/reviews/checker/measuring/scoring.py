"""The marks of annotated texts held against what the checker finds, links and judges."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from panshi.kernel.periods import Period
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.checking import Checked, Finding, hold
from panshi.reviews.checker.measuring.books import Book, BookAnswers
from panshi.reviews.checker.measuring.marked import Mark, Marked
from panshi.reviews.checker.measuring.mutating import Mutation, mutations

STATISTICS = ("count", "people", "sum", "percent", "rank")


@dataclass(frozen=True, slots=True)
class Extraction:
    """`found` overlaps an annotation, `exact` has its very span, `typed` its type, `valued` its value; `extra` has none."""

    annotated: int
    found: int
    exact: int
    typed: int
    valued: int
    extra: int


@dataclass(frozen=True, slots=True)
class Linking:
    """Of `annotated` statistics with a figure, how many were tied to it first, or have it among the three shown; `tied`
    of the `strangers` without a figure were surely tied to one.
    """

    annotated: int
    first: int
    shown: int
    strangers: int
    tied: int


@dataclass(frozen=True, slots=True)
class Judging:
    """Of `wrong` numbers `caught` were called wrong and `believed` verified; of the true ones in untouched texts
    `accused` were called wrong, of `true`.
    """

    wrong: int
    caught: int
    believed: int
    true: int
    accused: int
    missed: Counter[str]

    @property
    def precision(self) -> Decimal:
        """Of the numbers called wrong, the share that is."""
        called = self.caught + self.accused
        return Decimal(self.caught) / called if called else Decimal(1)


def extraction(texts: Iterable[Marked]) -> Extraction:
    """The numbers found in the texts against their marks."""
    counts: Counter[str] = Counter()
    for marked in texts:
        claims = {(claim.start, claim.end): claim for claim in extract(marked.text)}
        for mark in marked.marks:
            claim = claims.pop((mark.start, mark.end), None)
            counts["annotated"] += 1
            counts["found"] += claim is not None or any(start < mark.end and mark.start < end for start, end in claims)
            counts["exact"] += claim is not None
            counts["typed"] += claim is not None and claim.type == mark.type
            counts["valued"] += claim is not None and mark.value in ("", claim.value)
        counts["extra"] += sum(not any(s < mark.end and mark.start < e for mark in marked.marks) for s, e in claims)
    return Extraction(*(counts[name] for name in ("annotated", "found", "exact", "typed", "valued", "extra")))


def linking(texts: Iterable[Marked], book: Book) -> Linking:
    """The figures tied to the statistics against those that bear them out."""
    counts: Counter[str] = Counter()
    for marked in texts:
        found = _by_place(checked(marked.text, marked, book))
        for mark in marked.marks:
            finding = found.get(mark.start)
            if finding is None or mark.type not in STATISTICS or mark.about == "growth":
                continue
            candidates = [candidate.figure.key for candidate in finding.link.candidates]
            tied = finding.link.figure.key if finding.link.figure else ""
            counts["annotated"] += bool(mark.figure)
            counts["first"] += bool(mark.figure) and tied == mark.figure
            counts["shown"] += bool(mark.figure) and mark.figure in candidates
            counts["strangers"] += not mark.figure
            counts["tied"] += not mark.figure and finding.figure is not None
    return Linking(*(counts[name] for name in ("annotated", "first", "shown", "strangers", "tied")))


def judging(texts: Iterable[Marked], book: Book) -> Judging:
    """Every number of the texts that has a figure, made wrong in every way, and what the checker says of it."""
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for marked in texts:
        original = _by_place(checked(marked.text, marked, book))
        for mark in marked.marks:
            if mark.type in STATISTICS:
                finding = original.get(mark.start)
                counts["true"] += 1
                counts["accused"] += finding is not None and finding.wrong
        for slip, verdict in _judged(marked, book):
            counts["wrong"] += 1
            counts["caught"] += verdict == "wrong"
            counts["believed"] += verdict == "believed"
            if verdict != "wrong":
                missed[f"{slip}: {verdict}"] += 1
    wrong, caught, believed = counts["wrong"], counts["caught"], counts["believed"]
    return Judging(wrong, caught, believed, counts["true"], counts["accused"], missed)


def _judged(marked: Marked, book: Book) -> Iterator[tuple[str, str]]:
    for mark in marked.marks:
        if (
            mark.figure
            and mark.figure in book.this_year
            and not mark.about
            and mark.type in ("count", "people", "sum", "percent")
        ):
            for mutation in _slips(marked, mark, book):
                yield mutation.slip, _verdict(checked(mutation.text, marked, book), mutation)


def _slips(marked: Marked, mark: Mark, book: Book) -> list[Mutation]:
    elsewhere = next((number for (_, key), number in book.below.items() if key == mark.figure), None)
    return list(mutations(marked, mark, last_year=book.last_year.get(mark.figure), elsewhere=elsewhere))


def _verdict(result: Checked, mutation: Mutation) -> str:
    at, end = mutation.start, mutation.start + len(mutation.surface)
    here = [finding for finding in result.findings if finding.claim.start < end and at < finding.claim.end]
    if any(finding.wrong for finding in here):
        return "wrong"
    return "believed" if any(finding.verdict in ("verified", "rounded") for finding in here) else "unsure"


def checked(text: str, marked: Marked, book: Book) -> Checked:
    """The text held against the book, about the year and the unit of the annotated one."""
    unit = Unit.objects.filter(name=marked.unit).first() or Unit(name=marked.unit, path="0000", depth=1)
    below = any(name == unit.name for name, _ in book.below)
    root = Unit.objects.get(path=unit.path[: Unit.steplen]).name if below else unit.name
    scope = Scope(unit, Period.year(marked.year))
    return hold(text, scope=scope, figures=book.figures, answers=BookAnswers(book, marked.year, root))


def _by_place(result: Checked) -> dict[int, Finding]:
    return {finding.claim.start: finding for finding in result.findings}
