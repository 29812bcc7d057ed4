"""Prizes exchanged: a work that the ledger knows under another grade than the text gives it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from panshi.figures.definitions import Figure
from panshi.org.scope import Scope
from panshi.reviews.checker.judging import Verdict
from panshi.reviews.checker.linking import Link
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type
from panshi.reviews.checker.synonyms import plain

if TYPE_CHECKING:
    from panshi.reviews.checker.checking import Finding

Titles = Callable[[Figure, Scope], Sequence[str]]
"""The titles of the works behind a figure."""
_GRADE = compiled("[特一二三]等奖|[金银铜]奖|优秀奖")


def exchanged(findings: Sequence["Finding"], figures: Sequence[Figure], titles: Titles) -> list["Finding"]:
    """The findings, prizes whose works stand in the ledger under another grade contradicted by that grade's figure. A work
    that the ledger does not name under any says nothing: titles are shortened and mistyped.
    """
    known: dict[tuple[Figure, Scope], frozenset[str]] = {}

    def of(figure: Figure, scope: Scope) -> frozenset[str]:
        if (figure, scope) not in known:
            known[figure, scope] = frozenset(plain(title) for title in titles(figure, scope))
        return known[figure, scope]

    return [_held(found, figures, of) for found in findings]


def _held(found: "Finding", figures: Sequence[Figure], of: Callable[[Figure, Scope], frozenset[str]]) -> "Finding":
    claim, figure, scope = found.claim, found.figure, found.scope
    named = claim.type is Type.RANK and found.true and claim.works
    if not named or figure is None or scope is None or not figure.kind:
        return found
    works = {plain(work) for work in claim.works}
    if not works & of(replace(figure, where=()), scope) or works & of(figure, scope):
        return found
    for other in figures:
        graded = other is not figure and other.kind == figure.kind and _GRADE.search(other.label.zh)
        if graded and (there := works & of(other, scope)):
            return replace(found, link=Link(other, 1.0, True), verdict=Verdict.CONTRADICTED, truth=Decimal(len(there)))
    return found
