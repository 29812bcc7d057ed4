"""The scope of each number: whose it is and of which time, as its clause, its sentence, its paragraph and its heading say.

The nearest place named before a number is its place: in its clause, else in its sentence, else in its paragraph while that
speaks of one unit only, else in the heading; else it is the text's own. A place that is only compared with (比全市的高) holds
for its own clause. Time goes the same way: a month, quarter or half-year in the clause or at the head of the sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.linking import Link
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.places import Mention, Mentions, Place, gazetteer, rows
from panshi.reviews.checker.sorting import Type
from panshi.reviews.checker.timing import period_of

_CLAUSE = compiled(r"[，,。；;！!？?\n（(]|(?<=\d)[、]")
_SENTENCE = compiled(r"[。！!？?\n]")
_LINE = compiled(r"\n")
_COMPARED = compiled(r"(?:比|较|占|高于|低于|超过|优于|同|与)(?:到|了)?$")
_OF = compiled(r"^[\u4e00-\u9fff]{0,2}(?:来自|出自|[（(])")
_BEFORE_OBJECT = compiled(r"(?:被|受|获|向|对|在|报|经|由|给|参观|到|赴)$")
_ELSEWHERE = compiled(r"[\u4e00-\u9fff]{2,3}(?:县公安局|县局|分局|派出所|镇|乡(?![村镇亲])|街道)")
_PART = compiled("[；;]")
_OFFICE = compiled("[局所镇乡道]")
_NO_NAME = compiled("[各个全本该我两多每辖所家座名返还城下等第]|乡镇|基层|回乡|家乡")
TITLE_MOST = 400
"""Signs of a first line that may be a title; what it names is spoken of throughout."""

_DEALT = compiled(r"分别")
_JOINED = compiled(r"^[、和与及]$")


def placed(text: str, claims: Sequence[Claim], links: Sequence[Link], scope: Scope) -> tuple[list[Link], list[Scope]]:
    """The scope of each claim, in order (of numbers that are no statistics the text's own), and the links as they stand then:
    the number of a place that the tree does not have is tied to nothing, since nothing here bears it out.
    """
    where = _Where(text, claims, scope)
    found = [
        where.scope(place, tied) if claim.type.statistic else scope
        for place, (claim, tied) in enumerate(zip(claims, links, strict=True))
    ]
    kept = [
        Link(None, candidates=tied.candidates) if tied.figure and not tied.taught and where.elsewhere(claim) else tied
        for claim, tied in zip(claims, links, strict=True)
    ]
    return kept, found


class _Where:
    """A text read for places and times."""

    def __init__(self, text: str, claims: Sequence[Claim], scope: Scope) -> None:
        self.text, self.claims, self.base = text, claims, scope
        self.root = _root(scope.unit)
        self.headed: dict[str, tuple[int, int]] = {}
        self.title = text[: min(text.find("\n") + 1, TITLE_MOST)]
        units = rows(self.root) if self.root.pk else ()
        self.names: Mentions = gazetteer(units, scope.unit.path).mentions(text)
        self.clauses, self.sentences, self.lines = (_ends(pattern, text) for pattern in (_CLAUSE, _SENTENCE, _LINE))
        wanted = {one.unit for one in self.names.within(0, len(text)) if one.place is Place.UNIT}
        self.units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=wanted)} if wanted else {}

    def scope(self, place: int, tied: Link) -> Scope:
        """The scope of one claim."""
        claim = self.claims[place]
        clause, sentence = self._bounds(claim)
        words, lead = self.text[clause : claim.start], self.text[sentence:clause]
        return replace(self._placed(place, claim, tied), period=period_of(claim, words, lead, self.base.period))

    def elsewhere(self, claim: Claim) -> bool:
        """Whether the claim's clause names a county's bureau, station or town that the tree does not have, and no unit of it."""
        clause, _ = self._bounds(claim)
        if _OFFICE.search(self.text, clause, claim.start) is None or self.names.within(clause, claim.start):
            return False
        found = _ELSEWHERE.search(self.text, clause, claim.start)
        return found is not None and not _NO_NAME.search(found[0]) and found[0] not in self.title

    def _bounds(self, claim: Claim) -> tuple[int, int]:
        """Where the claim's clause and its sentence begin."""
        return _last(self.clauses, claim.start), _last(self.sentences, claim.start)

    def _placed(self, place: int, claim: Claim, tied: Link) -> Scope:
        mention = self._mention(place, claim)
        label = tied.figure.label.zh if tied.figure else ""
        if mention is None or (mention.place in (Place.BUREAU, Place.OWN) and ("市局" in label or claim.type is Type.RANK)):
            return self.base
        match mention.place:
            case Place.UNIT:
                return replace(self.base, unit=self.units[mention.unit], own=False)
            case Place.WHOLE:
                return replace(self.base, unit=self.root, own=False)
            case Place.OWN:
                return replace(self.base, own=True)
            case Place.BUREAU:
                return replace(self.base, own=True) if self._beside_others(mention) else self.base
        return self.base

    def _mention(self, place: int, claim: Claim) -> Mention | None:
        """The place the claim belongs to, None for the text's own."""
        clause, sentence = self._bounds(claim)
        if behind := self._behind(claim):
            return behind
        if dealt := self._dealt(place, claim, sentence):
            return dealt
        if own := [one for one in self.names.within(clause, claim.start) if not self._behind_another(place, one)]:
            return self._one(own)
        if said := [
            one for one in self.names.within(sentence, clause) if not self._compared(one) and not self._aside(one, claim)
        ]:
            return self._one(said[-1:])
        return self._of_paragraph(sentence) or self._of_heading(claim)

    def _one(self, named: Sequence[Mention]) -> Mention | None:
        """The last of the places named; of several joined ones (甲县局、乙县局) none alone."""
        last = named[-1]
        joined = len(named) > 1 and _JOINED.match(self.text[named[-2].end : last.start])
        return None if joined or (last.place is Place.BUREAU and self._object(last)) else last

    def _object(self, mention: Mention) -> bool:
        return bool(_BEFORE_OBJECT.search(self.text[max(0, mention.start - 3) : mention.start]))

    def _compared(self, mention: Mention) -> bool:
        return bool(_COMPARED.search(self.text[max(0, mention.start - 4) : mention.start]))

    def _aside(self, mention: Mention, claim: Claim) -> bool:
        """短视频82个，全市为418个；MV 3部: what a county's text tells of others in passing ends with its part of the sentence."""
        passing = mention.place in (Place.WHOLE, Place.UNIT) and self.base.unit != self.root
        return passing and _PART.search(self.text, mention.end, claim.start) is not None

    def _behind_another(self, place: int, mention: Mention) -> bool:
        """Whether the place is one that an earlier number of the clause was compared with: 占全市1882篇的4.4%."""
        between = place > 0 and self.claims[place - 1].start > mention.start
        return between and self._compared(mention)

    def _behind(self, claim: Claim) -> Mention | None:
        """A place right behind the number: 298篇来自石门县公安局, 230篇（阳口县公安局）."""
        if not (found := _OF.match(self.text[claim.end : claim.end + 6])):
            return None
        at = claim.end + found.end()
        named = self.names.within(at, at + 1)
        after = self.text[named[0].end : named[0].end + 1] if named else ""
        return named[0] if named and after in ("", "）", ")", "，", "。", "、", "；") else None

    def _dealt(self, place: int, claim: Claim, sentence: int) -> Mention | None:
        """The place of its turn in a list before 分别: 甲县局、乙县局分别发稿225篇、230篇."""
        marks = [found.end() + sentence for found in _DEALT.finditer(self.text[sentence : claim.start])]
        if not marks:
            return None
        turn = sum(
            other.type.statistic and marks[-1] <= other.start < claim.start for other in self.claims[max(0, place - 12) : place]
        )
        named = self.names.within(_last(self.clauses, marks[-1] - 1), marks[-1])
        if len(named) < 2 or turn >= len(named):
            return None
        return named[turn]

    def _of_paragraph(self, sentence: int) -> Mention | None:
        """The one unit the paragraph has spoken of so far, when it began with it and nothing else was named since."""
        line = _last(self.lines, sentence)
        named = [one for one in self.names.within(line, sentence) if not self._compared(one)]
        units = {one.unit for one in named if one.place is Place.UNIT}
        if len(units) != 1 or any(one.place is not Place.UNIT for one in named):
            return None
        begun = _last(self.sentences, named[0].start)
        return named[0] if named[0].start - begun <= 2 else None

    def _of_heading(self, claim: Claim) -> Mention | None:
        """The unit that the nearest heading names."""
        heading = claim.section.split(" ")[-1] if claim.section else ""
        at = self._last_at(heading, claim.start) if heading else -1
        named = [one for one in self.names.within(at, at + len(heading)) if one.place is Place.UNIT] if at >= 0 else []
        return named[0] if len(named) == 1 else None

    def _last_at(self, heading: str, end: int) -> int:
        """Where the heading stands last before `end`; looked for only behind where it stood for the claim before."""
        known, until = self.headed.get(heading, (-1, 0))
        if end < until:
            known, until = -1, 0
        at = self.text.rfind(heading, max(0, until - len(heading)), end)
        self.headed = {heading: (max(at, known), end)}
        return max(at, known)

    def _beside_others(self, mention: Mention) -> bool:
        """Whether 市局 is set beside units below, so that its own work is meant."""
        line = _last(self.lines, mention.start)
        end = self.text.find("\n", mention.start)
        around = self.names.within(line, end if end >= 0 else len(self.text))
        return self.base.unit == self.root and any(one.place is Place.UNIT for one in around)


def _root(unit: Unit) -> Unit:
    """The unit on top of the tree."""
    return unit if len(unit.path) <= Unit.steplen else Unit.objects.get(path=unit.path[: Unit.steplen])


def _ends(pattern: re.Pattern[str], text: str) -> list[int]:
    return [found.end() for found in pattern.finditer(text)]


def _last(ends: list[int], position: int) -> int:
    index = bisect_right(ends, position) - 1
    return ends[index] if index >= 0 else 0
