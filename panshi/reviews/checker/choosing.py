"""Another figure for a claim: the likeliest with their numbers, others found by words, and the choice kept."""

from collections.abc import Iterable

from panshi.figures.definitions import Figure
from panshi.figures.values import Value
from panshi.kernel.refusals import NotFound
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.checking import Finding
from panshi.reviews.checker.corrections import teach
from panshi.reviews.checker.documents import Document
from panshi.reviews.models import Lesson


def choices(findings: Iterable[Finding]) -> dict[int, tuple[Value, ...]]:
    """What each finding's candidates come to, by where its claim starts; one question a scope."""
    from panshi.figures.compute import values  # noqa: PLC0415 -- heavy: the engine

    asked: dict[Scope, dict[str, Figure]] = {}
    shown = list(findings)
    for finding in shown:
        if finding.scope is not None:
            wanted = asked.setdefault(finding.scope, {})
            wanted.update((candidate.figure.key, candidate.figure) for candidate in finding.link.candidates)
    known = {
        scope: {value.figure.key: value for value in values(list(wanted.values()), scope)} if wanted else {}
        for scope, wanted in asked.items()
    }
    return {
        finding.claim.start: tuple(known[finding.scope][candidate.figure.key] for candidate in finding.link.candidates)
        for finding in shown
        if finding.scope is not None
    }


def learn(document: Document, chosen: str, *, scope: Scope, by: Person) -> Lesson:
    """Keeps what a reader chose: `chosen` is where the claim starts, "=", and the figure's key (empty: no figure of ours)."""
    start, _, key = chosen.partition("=")
    claim = next((claim for claim in extract(document.plain) if str(claim.start) == start and claim.type.statistic), None)
    if claim is None:
        raise NotFound(what=chosen)
    return teach(claim=claim, figure=key or None, unit=scope.unit, by=by)
