"""Checks a text: finds its numbers, ties them to figures, holds each against the ledger."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from panshi.figures.definitions import Figure
from panshi.kernel.clock import today
from panshi.kernel.periods import Period
from panshi.org.choices import Level
from panshi.org.scope import Scope
from panshi.reviews.checker.adding import Span, Sum, contradiction, span, sums
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.claims import Claim, Relation
from panshi.reviews.checker.documents import digest
from panshi.reviews.checker.judging import Verdict, change_of, in_base_units, judge, judge_change, list_agrees, of_like_size
from panshi.reviews.checker.lessons import Lesson
from panshi.reviews.checker.linking import Candidate, Link, link
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.scoping import placed
from panshi.reviews.checker.sharing import held_for_each, shared
from panshi.reviews.checker.sorting import Type
from panshi.reviews.checker.styling import StyleFinding, style
from panshi.reviews.checker.synonyms import pairs, plain
from panshi.reviews.checker.timing import main_year
from panshi.reviews.checker.titled import exchanged

__all__ = ["Answer", "Checked", "Finding", "check", "digest", "extract", "hold", "ledger_answers", "main_year"]

_RATE_OF_CHANGE = compiled("增|降|幅|速")
_RATE = compiled(r"[\u4e00-\u9fff]{2}率(?=[^率]*$)")
_AMOUNT = compiled("(?:数量|总量|总数|数|量|场次|次数)$")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the ledger says: the figure's value and the position it was asked at."""

    value: Decimal | None
    as_of: int


Answers = Callable[[Sequence[Figure], Scope], dict[str, Answer]]
"""Asks for figures in one scope; gives answers by key."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The two numbers a comparison was held against: `now` in its figure's scope, `then` in `before` (of a share: the part,
    the whole, and the whole's figure).
    """

    now: Decimal
    then: Decimal
    before: Scope
    whole: Figure | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A whole and its parts that cannot both be true: the spans of what the text says. `apart` names one part too large."""

    whole: Span
    parts: Span
    surface: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim and how it stands. `scope` is the one it was held against; numbers that are no statistics have no verdict.

    `truth` is the ledger's number in the measure of the claim: for a comparison the change, of which `compared` keeps both sides.
    `lacking` is the figure a comparison needs an earlier number of and has none; `meant` the one a comparison without a
    number of its own names in full (刊登稿件数量同比增长12%).
    """

    claim: Claim
    link: Link
    verdict: Verdict | None = None
    truth: Decimal | None = None
    scope: Scope | None = None
    compared: Compared | None = None
    added: Added | None = None
    lacking: Figure | None = None
    meant: Figure | None = None

    @property
    def wrong(self) -> bool:
        """Whether the text says something untrue here."""
        return self.verdict is not None and self.verdict.wrong

    @property
    def true(self) -> bool:
        """Whether the ledger bears it out."""
        return self.verdict is not None and self.verdict.true

    @property
    def figure(self) -> Figure | None:
        """The figure it is tied to, when the link is sure."""
        return self.link.figure if self.link.sure else None


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with all its numbers held against the ledger at position `as_of`; `style` is what the house style finds in it."""

    text: str
    scope: Scope
    as_of: int
    findings: tuple[Finding, ...]
    style: tuple[StyleFinding, ...] = ()

    @property
    def digest(self) -> str:
        """The text's SHA-256 (of its UTF-8 bytes), in hexadecimal."""
        return digest(self.text)

    @property
    def statistics(self) -> tuple[Finding, ...]:
        """The findings that claim something."""
        return tuple(finding for finding in self.findings if finding.verdict is not None)

    @property
    def contradicted(self) -> bool:
        """Whether anything is untrue."""
        return any(finding.wrong for finding in self.findings)


def check(text: str, *, scope: Scope) -> Checked:
    """Holds every number of the text against the ledger, in `scope` unless a sentence names another year or a unit below;
    what readers taught decides where its words fit.
    """
    from panshi.figures.selectors import catalogue  # noqa: PLC0415 -- heavy: finding numbers alone needs no figures
    from panshi.reviews.selectors import lessons  # noqa: PLC0415 -- as above: models

    figures = catalogue()
    held = hold(text, scope=scope, figures=figures, answers=ledger_answers, lessons=lessons(scope.unit))
    return replace(held, findings=tuple(exchanged(held.findings, figures, ledger_titles)))


def ledger_titles(figure: Figure, scope: Scope) -> list[str]:
    """The titles of the works behind a figure."""
    from panshi.figures.compute import titles  # noqa: PLC0415 -- heavy: the engine

    return titles(figure, scope)


def ledger_answers(figures: Sequence[Figure], scope: Scope) -> dict[str, Answer]:
    """The figures' values from the engine, all in one question."""
    from panshi.figures.compute import values  # noqa: PLC0415 -- heavy: the engine

    return {value.figure.key: Answer(value.value, value.as_of) for value in values(figures, scope)}


def hold(text: str, *, scope: Scope, figures: Sequence[Figure], answers: Answers, lessons: Sequence[Lesson] = ()) -> Checked:
    """The same with a given catalogue, source of answers and lessons."""
    claims = shared(extract(text))
    links = link(claims, figures, lessons=lessons, county=scope.unit.level in (Level.COUNTY, Level.STATION))
    links, where = placed(text, claims, links, scope)
    findings = [Finding(claim, tied, scope=there) for claim, tied, there in zip(claims, links, where, strict=True)]
    added = sums(text, claims)
    findings = _linked_by_place(findings, added, figures)
    ledger = _asked(findings, scope, answers)
    judged = [held_for_each(_judged(found, ledger), figures, answers) for found in findings]
    findings = _with_doubles_open(judged)
    findings = [_judged_change(found, findings, ledger) if found.claim.change else found for found in findings]
    findings = _judged_sums(added, claims, findings)
    as_of = max((answer.as_of for known in ledger.values() for answer in known.values()), default=scope.as_of or 0)
    return Checked(text, scope, as_of, tuple(findings), tuple(style(text, findings)))


def _linked_by_place(findings: Sequence[Finding], added: Sequence[Sum], figures: Sequence[Figure]) -> list[Finding]:
    """What the places of the numbers say of their links: the year before's number has the figure of this year's beside it, a
    part never has the figure of its whole, a rate of change has the figure of that rate where there is one.
    """
    linked = [
        replace(found, link=replace(found.link, sure=False)) if found.figure and _other_rate(found.claim, found.figure) else found
        for found in findings
    ]
    for part, whole in ((part, said.whole) for said in added for part in said.parts):
        same = linked[part].figure is not None and linked[part].figure is linked[whole].figure
        if same and linked[part].scope == linked[whole].scope:
            linked[part] = replace(linked[part], link=_untied(linked[part].link))
    for place, found in enumerate(linked):
        again = found.claim.again
        if again is not None and linked[again].figure:
            linked[place] = replace(found, link=linked[again].link)
        elif found.claim.type is Type.RANK and (number := _counting(linked, place)) is not None:
            linked[place] = replace(found, link=number.link, scope=number.scope)
    for place, found in enumerate(linked):
        if found.claim.change is not None:
            meant = None if found.claim.change.of else _named(found.claim.subject, figures)
            linked[place] = replace(found, link=_link_of_change(found, linked, figures), meant=meant)
    return linked


def _counting(findings: Sequence[Finding], place: int) -> Finding | None:
    """The number right behind a prize that counts it (二等奖24项), when it is tied to a figure of that grade."""
    prize, number = findings[place].claim, findings[place + 1] if place + 1 < len(findings) else None
    if number is None or number.claim.start != prize.end or number.figure is None or prize.works:
        return None
    return number if _graded(prize, number.figure) else None


def _names(figure: Figure, own: str) -> bool:
    """Whether a figure is of what a clause names itself: at least half of the figure's words; a clause may name nothing."""
    said = pairs(own)
    return not own or any(2 * len(said & pairs(name)) >= len(pairs(name)) for name in (figure.label.zh, *figure.aliases))


def _named(subject: str, figures: Sequence[Figure]) -> Figure | None:
    """The one figure with this very name, a 数量 or 总量 behind it apart."""
    names = {plain(subject), plain(_AMOUNT.sub("", subject))} - {""}
    found = [figure for figure in figures if names & {plain(name) for name in (figure.label.zh, *figure.aliases)}]
    return found[0] if len(found) == 1 else None


def _other_rate(claim: Claim, figure: Figure) -> bool:
    """Whether the clause names a rate in so many words (优良率) that no name of the figure has."""
    named = _RATE.search(plain(claim.before)) if claim.type is Type.PERCENT and claim.change is None else None
    return named is not None and not any(named[0] in plain(name) for name in (figure.label.zh, *figure.aliases))


def _untied(tied: Link) -> Link:
    return Link(None, candidates=tied.candidates)


def _link_of_change(found: Finding, findings: Sequence[Finding], figures: Sequence[Figure]) -> Link:
    """A comparison's own figure: a rate of change (增速) for a growth, any rate for a share; no other can be meant."""
    change, tied = found.claim.change, found.link
    assert change is not None, found.claim.surface
    rate = bool(tied.figure and _RATE_OF_CHANGE.search(tied.figure.label.zh) and _names(tied.figure, change.own))
    if change.relation is Relation.SHARE:
        of_shares = tied.figure is not None and tied.figure.unit.zh in ("%", "‰")
        return tied if of_shares and not rate else _untied(tied)
    if change.relation is Relation.GROWTH:
        for target in _targets(found, findings):
            assert target.figure is not None, target.claim.surface
            named = re.compile(re.escape(target.figure.label.zh) + "(?:增速|增长率|增幅|增长)")
            own = next((figure for figure in figures if named.fullmatch(figure.label.zh)), None)
            if own is not None:
                return Link(own, target.link.score, True, (Candidate(own, target.link.score), *tied.candidates[:2]))
    return tied if rate else _untied(tied)


Ledger = dict[Scope, dict[str, Answer]]
"""What was asked, by scope and key."""


def _asked(findings: Sequence[Finding], scope: Scope, answers: Answers) -> Ledger:
    """One question for each scope: the candidates of its claims, and the figures of its comparisons in both years."""
    asked: dict[Scope, dict[str, Figure]] = {scope: {}}
    for found in findings:
        assert found.scope is not None, found.claim.surface
        wanted = asked.setdefault(found.scope, {})
        wanted.update({candidate.figure.key: candidate.figure for candidate in found.link.candidates})
        if found.link.figure is not None:
            wanted[found.link.figure.key] = found.link.figure
        for target in _targets(found, findings):
            assert target.figure is not None, target.claim.surface
            assert target.scope is not None, target.claim.surface
            assert found.claim.change is not None, found.claim.surface
            before = _before(target.scope, found.claim.change.against)
            for where in (target.scope, before):
                asked.setdefault(where, {})[target.figure.key] = target.figure
    return {where: answers(tuple(wanted.values()), where) for where, wanted in asked.items() if wanted}


def _targets(found: Finding, findings: Sequence[Finding]) -> list[Finding]:
    """The findings a comparison may belong to, those surely tied."""
    change = found.claim.change
    if change is None or not change.judged:
        return []
    if found.meant is not None:
        named = Link(found.meant, 1.0, True, words=found.meant.label.zh)
        return [Finding(replace(found.claim, change=None), named, scope=found.scope)]
    return [findings[place] for place in change.of if findings[place].figure]


def _before(scope: Scope, year: int | None) -> Scope:
    """The scope one year (or in the year named) before: to the same date while the year is not over."""
    period = scope.period.until(today())
    earlier = Period.year(year) if year is not None and year != period.last.year - 1 else period.year_before()
    return replace(scope, period=earlier)


def _judged(found: Finding, ledger: Ledger) -> Finding:
    claim, tied = found.claim, found.link
    if not claim.type.statistic:
        return replace(found, scope=None)
    truth = _truth(found, ledger)
    if claim.planned:
        return replace(found, link=_untied(tied), verdict=Verdict.NOT_IN_LEDGER)
    if not list_agrees(claim):
        return replace(found, verdict=Verdict.LIST_MISMATCH, truth=truth)
    if tied.figure is None or (tied.sure and truth is None):
        return replace(found, verdict=Verdict.NOT_IN_LEDGER)
    if not tied.sure or truth is None or (claim.type is Type.RANK and not _graded(claim, tied.figure)):
        return replace(found, verdict=Verdict.AMBIGUOUS)
    return replace(found, verdict=judge(claim, truth), truth=truth)


def _with_doubles_open(findings: list[Finding]) -> list[Finding]:
    """Of two numbers tied to one figure of which one is true, another far from it is no slip of it but means something else."""
    true = {(found.figure.key, found.scope) for found in findings if found.figure and found.true}
    return [
        replace(found, verdict=Verdict.AMBIGUOUS, truth=None, link=replace(found.link, sure=False))
        if found.figure
        and (found.figure.key, found.scope) in true
        and found.verdict is Verdict.CONTRADICTED
        and not of_like_size(found.claim, found.truth)
        else found
        for found in findings
    ]


def _graded(claim: Claim, figure: Figure) -> bool:
    """Whether the figure counts prizes of this grade."""
    return any(claim.surface in name for name in (figure.label.zh, *figure.aliases))


def _truth(found: Finding, ledger: Ledger) -> Decimal | None:
    """The ledger's number of the figure a claim is surely tied to, in the unit itself; of a growth rate in the direction said."""
    assert found.scope is not None, found.claim.surface
    figure = found.figure
    answer = ledger.get(found.scope, {}).get(figure.key) if figure else None
    if figure is None or answer is None or answer.value is None:
        return None
    truth = in_base_units(answer.value, figure.unit.zh)
    return truth * found.claim.change.direction if found.claim.change else truth


def _judged_change(found: Finding, findings: Sequence[Finding], ledger: Ledger) -> Finding:
    """A comparison by both years of the figure of its number; one with a figure of its own (增速) is judged already."""
    change = found.claim.change
    assert change is not None, found.claim.surface
    if found.figure is not None or found.claim.planned:
        return found
    judge_one = _share if change.relation is Relation.SHARE else _change
    judged = [said for target in _targets(found, findings) if (said := judge_one(found, target, findings, ledger))]
    if judged:
        return next((said for said in judged if said.true), judged[0])
    if change.relation is Relation.SHARE:
        return found
    lacking = next((target.figure for target in _targets(found, findings)), None)
    return Finding(found.claim, _untied(found.link), Verdict.NOT_IN_LEDGER, scope=found.scope, lacking=lacking)


def _change(found: Finding, target: Finding, findings: Sequence[Finding], ledger: Ledger) -> Finding | None:
    assert found.claim.change is not None, found.claim.surface
    assert target.figure is not None, target.claim.surface
    assert target.scope is not None, target.claim.surface
    before = _before(target.scope, found.claim.change.against)
    answer, now = ledger.get(before, {}).get(target.figure.key), _truth(target, ledger)
    if answer is None or answer.value is None or now is None:
        return None
    then = in_base_units(answer.value, target.figure.unit.zh)
    return _compared(found, target, Compared(now, then, before))


def _share(found: Finding, target: Finding, findings: Sequence[Finding], ledger: Ledger) -> Finding | None:
    """A share of two numbers of the text that are both surely tied."""
    assert found.claim.change is not None, found.claim.surface
    assert target.scope is not None, target.claim.surface
    place = found.claim.change.whole
    whole = findings[place] if place is not None else None
    part = _truth(target, ledger)
    truth = _truth(whole, ledger) if whole is not None and whole.figure else None
    if whole is None or truth is None or part is None or (whole.figure is target.figure and whole.scope == target.scope):
        return None
    return _compared(found, target, Compared(part, truth, whole.scope or target.scope, whole.figure))


def _compared(found: Finding, target: Finding, sides: Compared) -> Finding | None:
    verdict = judge_change(found.claim, sides.now, sides.then)
    truth = change_of(found.claim, sides.now, sides.then)
    if verdict is None or truth is None:
        return None
    return Finding(found.claim, target.link, verdict, round(truth, 2), target.scope, compared=sides)


def _judged_sums(added: Sequence[Sum], claims: Sequence[Claim], findings: list[Finding]) -> list[Finding]:
    """Wholes and parts that cannot both be true; where the ledger bears out all or has named the wrong one, it decides."""
    judged = list(findings)
    for said in added:
        members = [judged[place] for place in (said.whole, *said.parts)]
        sides = contradiction(said, claims)
        if sides is None or all(member.true for member in members) or any(member.wrong for member in members):
            continue
        apart = [place for place in said.parts if span(claims[place].expression) == sides[1]] if not said.all else []
        order = (*apart, said.whole, *said.parts) if apart else (said.whole, *said.parts)
        place = next(place for place in order if not judged[place].true)
        both = Added(*sides, surface=claims[said.whole].surface, apart=not said.all)
        judged[place] = replace(judged[place], verdict=Verdict.PARTS_MISMATCH, added=both)
    return judged
