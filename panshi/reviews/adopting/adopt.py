"""From a checked text to a template: what is surely tied becomes a reference, everything else stays word for word."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from panshi.figures.definitions import Figure
from panshi.figures.values import Value
from panshi.kernel.numbers import grouped
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import require
from panshi.reviews.adopting.bindings import Bound, written
from panshi.reviews.adopting.comparisons import change_reference
from panshi.reviews.adopting.reasons import Reason, said
from panshi.reviews.adopting.references import Place, number_reference, place_of
from panshi.reviews.adopting.works import run_of, titles_reference
from panshi.reviews.adopting.years import YearWord, reference, year_words
from panshi.reviews.checker.checking import Checked, Finding
from panshi.reviews.checker.claims import Relation
from panshi.reviews.checker.judging import Verdict
from panshi.reviews.checker.sorting import Type

Titles = Callable[[Figure, Scope], Sequence[str]]
Values = Callable[[Sequence[Figure], Scope], Sequence[Value]]
TRUE = (Verdict.VERIFIED, Verdict.ROUNDED)


@dataclass(frozen=True, slots=True)
class Note:
    """What adopting could not do or changed, at text[start:end]."""

    start: int
    end: int
    reason: Reason
    facts: dict[str, str]

    def __str__(self) -> str:
        return said(self.reason, self.facts)


@dataclass(frozen=True, slots=True)
class Adopted:
    """The template `text`, its notes in the order of the text, and the passages of the text that were bound."""

    text: str
    notes: tuple[Note, ...]
    bounds: tuple[Bound, ...] = ()


def adopt(
    checked: Checked, *, unit: Unit, by: Person | None, values: Values | None = None, titles: Titles | None = None
) -> Adopted:
    """The template of a checked text for `unit`; composed for the same unit, period and position it is the text again, but
    for contradicted claims, which say the ledger's number and are noted.

    `by` needs reviews.write at `unit`; None is the machine's own operator. `values` and `titles` stand in for
    `panshi.figures.compute`.
    """
    if by is not None:
        require(person=by, permission="reviews.write", unit=unit)
    adopting = _Adopting(checked, unit, values or _values, titles or _titles)
    adopting.bind()
    bounds = tuple(sorted(adopting.bounds, key=lambda bound: bound.start))
    notes = tuple(sorted(adopting.notes, key=lambda note: (note.start, note.reason)))
    return Adopted(written(checked.text, bounds), notes, bounds)


@dataclass
class _Adopting:
    """One text being adopted."""

    checked: Checked
    unit: Unit
    values: Values
    titles: Titles
    bounds: list[Bound] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    years: list[YearWord] = field(default_factory=list)
    spoken_of: set[int] = field(default_factory=set)
    asked: dict[tuple[Figure, Scope], Decimal | None] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The year the text is about."""
        return self.checked.scope.period.first.year

    def bind(self) -> None:
        """Binds claims, then the years."""
        self.years = list(year_words(self.checked.text, self.checked.findings))
        for finding in self.checked.findings:
            if finding.verdict is not None:
                self._claim(finding)
        for word in self.years:
            found = reference(word, year=self.year, spoken_of=frozenset(self.spoken_of))
            if found:
                self._bind(Bound(word.start, word.end, found))

    def _claim(self, finding: Finding) -> None:
        claim = finding.claim
        if claim.change is not None:
            self._comparison(finding)
        elif finding.figure is None or finding.truth is None or finding.scope is None:
            self._untied(finding)
        elif (place := self._place(finding)) is None:
            period = finding.scope.period
            self._note(finding, Reason.ELSEWHERE, unit=finding.scope.unit.name, period=str(period))
        elif claim.type is Type.RANK:
            self._prize(finding, finding.figure, finding.scope, place)
        else:
            self._number(finding, finding.figure, finding.truth, place)

    def _number(self, finding: Finding, figure: Figure, truth: Decimal, place: Place) -> None:
        claim = finding.claim
        true = finding.verdict in TRUE
        found = number_reference(claim, figure, truth, place, true=true) if true else None
        if found is None and not true:
            found = number_reference(claim, figure, truth, place, true=True) or number_reference(
                claim, figure, truth, place, true=False
            )
        if found is None:
            self._note(finding, Reason.UNSAYABLE)
            return
        self._bind(Bound(claim.start, claim.end, found, figure, finding))
        if finding.verdict is Verdict.CONTRADICTED:
            self._note(finding, Reason.CONTRADICTED, truth=f"{grouped(truth)}{figure.unit.zh}")
        elif not true:
            self._note(finding, Reason.LIST)

    def _prize(self, finding: Finding, figure: Figure, scope: Scope, place: Place) -> None:
        run = run_of(self.checked.text, finding.claim)
        true = finding.verdict in TRUE
        if run is not None:
            listed = self.titles(figure, scope)
            found = titles_reference(run, figure, listed, place, true=true)
            if found:
                self._bind(Bound(run.start, run.end, found, figure, finding))
            else:
                self._note(finding, Reason.TITLES, titles="".join(f"《{title}》" for title in listed) or "—")
        if finding.verdict is Verdict.CONTRADICTED and finding.truth is not None:
            self._note(finding, Reason.CONTRADICTED, truth=f"{grouped(finding.truth)}{figure.unit.zh}")

    def _comparison(self, finding: Finding) -> None:
        change = finding.claim.change
        assert change is not None, finding.claim.surface
        whole = self.checked.findings[change.of[0]] if len(change.of) == 1 else None
        place = self._place(whole) if whole and whole.figure and whole.scope else None
        sayable = change.relation in (Relation.GROWTH, Relation.DIFFERENCE) and change.judged and place is not None
        if whole is None or whole.figure is None or whole.scope is None or place is None or not sayable:
            self._note(finding, Reason.COMPARISON)
            return
        if change.against is not None and change.against != whole.scope.period.first.year - 1:
            self._note(finding, Reason.COMPARISON)
            return
        before = Scope(whole.scope.unit, whole.scope.period.year_before(), whole.scope.as_of, whole.scope.own)
        known = self._value(whole.figure, whole.scope), self._value(whole.figure, before)
        bound = change_reference(self.checked.text, finding, whole.figure, known, place)
        if bound is None:
            self._note(finding, Reason.COMPARISON)
            return
        self._bind(bound, year=change.against)
        if finding.verdict is Verdict.CONTRADICTED:
            self._note(
                finding, Reason.CONTRADICTED, truth=" → ".join(grouped(number) for number in known[::-1] if number is not None)
            )

    def _place(self, finding: Finding) -> Place | None:
        """Where the claim's figure is asked; a year that its sentence names must be sayable too."""
        assert finding.scope is not None, finding.claim.surface
        place = place_of(finding.scope, self.checked.scope, unit=self.unit)
        named = place is not None and place.year != 0 and finding.claim.year == self.year + place.year
        return None if named and self._word(finding, finding.claim.year) is None else place

    def _word(self, finding: Finding, year: int | None) -> YearWord | None:
        """The year named last before the claim, where it is one that can move along."""
        starts = [word.start for word in self.years]
        before = reversed(self.years[: bisect_right(starts, finding.claim.start)])
        return next((word for word in before if word.year == year and not word.chinese), None)

    def _value(self, figure: Figure, scope: Scope) -> Decimal | None:
        if (figure, scope) not in self.asked:
            (value,) = self.values([figure], scope)
            self.asked[figure, scope] = value.value
        return self.asked[figure, scope]

    def _untied(self, finding: Finding) -> None:
        if finding.verdict in (Verdict.LIST_MISMATCH, Verdict.PARTS_MISMATCH):
            self._note(finding, Reason.LIST)
        elif finding.verdict is Verdict.AMBIGUOUS and finding.link.candidates:
            labels = "、".join(f"“{candidate.figure.label}”" for candidate in finding.link.candidates)
            self._note(finding, Reason.UNSURE, labels=labels)
        else:
            self._note(finding, Reason.UNTIED)

    def _bind(self, bound: Bound, *, year: int | None = None) -> None:
        """Takes the passage, unless one bound before lies in it; the year it speaks of (the claim's own) moves along."""
        if any(bound.start < other.end and other.start < bound.end for other in self.bounds):
            return
        self.bounds.append(bound)
        word = self._word(bound.finding, year or bound.finding.claim.year) if bound.finding else None
        if word is not None:
            self.spoken_of.add(word.start)

    def _note(self, finding: Finding, reason: Reason, **facts: str) -> None:
        claim = finding.claim
        self.notes.append(Note(claim.start, claim.end, reason, {"surface": claim.surface} | facts))


def changed(adopted: Adopted) -> Iterator[Note]:
    """The notes of claims that say another number now than the text did."""
    return (note for note in adopted.notes if note.reason is Reason.CONTRADICTED)


def _values(figures: Sequence[Figure], scope: Scope) -> Sequence[Value]:
    from panshi.figures.compute import values  # noqa: PLC0415 -- heavy: DuckDB, only where a comparison asks

    return values(figures, scope)


def _titles(figure: Figure, scope: Scope) -> Sequence[str]:
    from panshi.figures.compute import titles  # noqa: PLC0415 -- heavy: DuckDB, only where works are named

    return titles(figure, scope)
