"""The words a number is read by, each with how near it stands: its clause, the clauses before, what follows, headings.

A number whose clause says nothing (上年为204场次；增加到6个) takes over the words of the number before it. Members of a list
before 分别 go to their numbers one by one. Nothing here knows the catalogue, and nothing depends on values.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.contrasts import MATRICES, Sides, nearest
from panshi.reviews.checker.lexicon import either
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type
from panshi.reviews.checker.synonyms import (
    AIMED,
    APIECE,
    CHANGING,
    LACKING,
    TOTALS,
    UNDER_WAY,
    pairs,
    plain,
    telling,
)

OWN, CLAUSE, TOPIC, PASSED, HEADING, AHEAD, BESIDE = 1.0, 0.88, 0.78, 0.55, 0.5, 0.45, 0.35
"""How much a word counts next to the number, elsewhere in its clause, in a clause that led to it, in one that had a number
of its own, in a heading, behind it in its sentence, and at the number before it in another sentence."""
FADING = 0.06
HEAD, CELL, NAME = 6, 4, 2
REACH = 60

_STOP = compiled(r"[，,。；;：:！？!?\n（）()\t|｜［］【】]|\s{2,}|　|[.]\s|\s[=+/]\s")
_HARD_STOP = compiled(r"[，,。；;\n（）()［］【】]")
_HEADED = compiled(r"\s*(?:[：:]|—+|-+)\s*(.+)")
_HAN = compiled(r"[\u4e00-\u9fffA-Za-z]")
_NUMBERED = compiled(r"[0-9０-９][0-9０-９.,，．万亿余多]*[\u4e00-\u9fff%％]?")
_NUMBER = compiled(r"[0-9０-９]")
_AIMED = compiled(rf"(?:{either(AIMED)})[^；;]*$")
_LACKING = compiled(either(LACKING))
_SHARE = compiled("的?(?:近|约|超)?(?:[一二三四五六七八九]成|[一二三四五六七八九十]+分之|半)")
_UNDER_WAY = compiled(either(UNDER_WAY))
_TITLE = compiled(r"《[^《》]*》")
_CHANGED = compiled(rf"(?:{either(CHANGING)})(?:了|约|近|幅度|幅|率|为|达|超|超过|均)*$")
_CHANGED_BEHIND = compiled(r"^(?:的)?(?:增长|增幅|降幅|涨幅|提升|上升|下降)(?!到|至|为)")
_APIECE = compiled(rf"(?:{either(APIECE)})[^，。；,;]{{0,14}}$|每[^，。；,;]{{0,6}}$")
_APIECE_WORD = compiled("人均|[日月年户]均|平均|最高|最多|最大")
_DEALT = compiled(r"分别(?:为|是|有|达到|达|获评|评定|评出)?")
_MEMBERS = compiled(r"[、和及与]|以及")
_TOTAL = compiled(rf"^(?:{either(TOTALS)}|{either(TOTALS)}(?:刊登稿件)?)$")
_HEAD = compiled(r"([\u4e00-\u9fffA-Za-z·]{2,16})(?:\s?[0-9][0-9,，.]*[万亿]?[余多]?\s?[\u4e00-\u9fff]{0,2})?\s?(?:[:：]|=\s)")
_OTHER_PRIZES = compiled(
    r"[0-9两一二三四五六七八九十]+[件项个部名篇人幅][^，,、。；;]{0,6}[一二三特]等奖|[一二三特]等奖[0-9两一二三四五六七八九十]+[件项个部名篇]"
)
_CELL = compiled(r"[|｜；;]|\s/\s|[.]\s")
_GRADE = compiled("([特一二三]等)$")
"""一等12项 leaves the 奖 out."""
_JOINED_ON = compiled("[、和与]|及(?![格时])")
_DATED = compiled(r"第?[0-9]{1,4}(?:[年月日届号][初底末份]?|季度)")
_ONE_OF = compiled("[0-9余多个名篇件项支家](?:里面?|当中|中间?)的$")
"""13个里的一个: one of them, not how many there are."""
_CELLS = compiled(r"[|｜\t,]")
_BRACKET = compiled(r"[(（][^()（）]*[)）]")
_YEAR = compiled(r"20\d\d|[上去本今]年|增|降|变化")
_REST = compiled(r"(?:余下|剩下|剩余|尚余|还剩|剩)的?$|(?:^|[，,、；;：:+])\s?(?:其他|其它)\s?$")
_PRIVATE = compiled(
    "(?:(?<![和跟与像给])我(?![市县区局省国州厅部院校队所们们]|支队|大队|单位|中心|学院|公司|社区|街道)|俺|本人|笔者)[^，,。；;！!？?]*$"
)
_VOICE = compiled(r"上年|去年|上一年|同期|20\d\d年|[\u4e00-\u9fff]{2}(?:县|市)?公?安?局|分局|派出所|支队|大队|全市|市局机关")
_PART_OF_YEAR = compiled("全年|[上下]半年|[一二三四1-4]季度")


@dataclass(slots=True)
class Context:
    """A number's words. `near` are the telling pairs of its clause, `presence` all pairs by how near they stand, `sides` the
    members of the contrasts it is about (`own_sides`: named in its own clause), `voice` whose and which year's number it is.
    """

    near: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    presence: dict[str, float] = field(default_factory=dict)
    sides: Sides = field(default_factory=dict)
    hard: Sides = field(default_factory=dict)
    own_sides: Sides = field(default_factory=dict)
    text: str = ""
    voice: str = ""
    total: bool = False
    change: bool = False
    apiece: str = ""
    behind: str = ""
    under_way: bool = False
    aimed: bool = False
    part: bool = False
    lacking: bool = False

    def see_all(self, words: Iterable[tuple[str, float]]) -> None:
        """Takes all these in, each with its weight; of one said twice the greater weight stays."""
        for text, weight in sorted(words, key=itemgetter(1)):
            self.presence.update(dict.fromkeys(pairs(text), weight))

    def see(self, text: str, weight: float) -> None:
        """Takes the words of `text` in, none below the weight it has."""
        for pair in pairs(text):
            if self.presence.get(pair, 0.0) < weight:
                self.presence[pair] = weight


def contexts(claims: Sequence[Claim], *, county: bool = False) -> list[Context]:
    """The context of each statistic, in order; `county` says that the text speaks for a county's bureau."""
    found: list[Context] = []
    for index, claim in enumerate(claims):
        previous = next(
            ((claims[i], found[i]) for i in range(index - 1, max(-1, index - 4), -1) if claims[i].type is not Type.RANK), None
        )
        told = claim.type is Type.RANK or claim.prize
        found.append(_award(claim) if told else _context(claims, index, claim, previous))
    for context in found if county else ():
        context.hard = {MATRICES: 2, **context.hard}
        context.sides = {MATRICES: 2, **context.sides}
    return found


def _context(claims: Sequence[Claim], index: int, claim: Claim, previous: tuple[Claim, Context] | None) -> Context:
    before, after = (_head_or_row(claim), "") if claim.column else _own(claim)
    said = telling(f"{before} {after}")
    near = pairs(said)
    context = Context(
        near=near,
        subject=pairs(claim.subject),
        text=f"{plain(before)} {plain(after)}",
        total=bool(_TOTAL.match(before.strip("、：: 了为是有的"))),
        change=claim.again is None and _is_change(claim, before, after, previous),
        apiece="" if claim.again is not None else _apiece(_clauses(claim.lead)[-1]),
        behind=after,
        under_way=bool(_UNDER_WAY.search(before) or _UNDER_WAY.search(after)),
        part=bool(claim.whole) or before.lstrip().startswith("其中"),
        aimed=claim.planned or any(pattern.search(claim.lead) for pattern in (_AIMED, _REST, _PRIVATE, _ONE_OF)),
        lacking=bool(_LACKING.search(before) or _LACKING.search(after)),
        voice="".join((*_VOICE.findall(before), *_PART_OF_YEAR.findall(before)))
        + claim.column
        + (_row(claim) if claim.column else ""),
    )
    dealt = _dealt(claims, index, claim)
    bare = not any(len(word) > 1 for word in said.split()) and not dealt
    followed = previous if previous is not None and _near(previous[0], claim) else None
    topic = _topic(claim, claims[index - 1] if index else None)
    around = (*_weighed(before, after), *_around(claim, followed))
    context.see_all([(words, min(weight, TOPIC)) for words, weight in around] if dealt else around)
    if (bare or dealt) and followed is not None:
        context.apiece = context.apiece or ("" if topic else followed[1].apiece)
        context.change = context.change or (followed[1].change and bool(_VOICE.search(before)))
    if dealt:
        context.see(dealt, OWN)
        context.near = pairs(telling(dealt)) | pairs(telling(after))
    elif bare and topic:
        context.see(topic, OWN)
        context.near, context.text = pairs(telling(topic)), plain(topic)
        before = topic
    elif followed is not None:
        _take_over(context, followed[1], bare=bare)
    if head := _headed(claim):
        _take_head(context, head, "" if after else said)
    context.own_sides = _sides(dealt or before, after)
    if head and not after and context.own_sides and len(said.replace(" ", "")) <= CELL:
        context.own_sides = {**nearest(head, last=True), **context.own_sides}
    taken = followed[1].hard if bare and followed is not None and not topic else {}
    context.hard = {**_leading_sides(claim), **nearest(head, last=True), **taken, **context.own_sides}
    context.sides = {**nearest(claim.section, last=True), **nearest(claim.lead, last=True), **context.hard}
    return context


@lru_cache(maxsize=64)
def _clauses(lead: str) -> list[str]:
    """What leads to a number, clause by clause."""
    return _STOP.split(lead)


def _counts(clause: str) -> bool:
    """Whether a clause has a number of its own besides days and ordinals."""
    return _NUMBER.search(clause) is not None and _NUMBER.search(_DATED.sub("", clause)) is not None


def _headed(claim: Claim) -> str:
    """The words before the colon that own the cell, up to a bar or a semicolon: 民警：五星级350名，四星级517名."""
    cell = _CELL.split(claim.lead)[-1]
    found = list(_HEAD.finditer(cell)) if ":" in cell or "：" in cell or "=" in cell else []
    return found[-1][1] if found else ""


def _take_head(context: Context, head: str, said: str) -> None:
    """What stands under a head is of it, all the more where its own words are no more than a side or a name."""
    own = said.replace(" ", "")
    if own and _sides(own, "") and len(own) <= CELL:
        context.see(head, CLAUSE)
    elif own and len(_HAN.findall(own)) == len(own) <= NAME:
        context.see(head, OWN)
        context.near |= pairs(telling(head))
        context.text = f"{plain(head)} {context.text}"
        context.voice += own
    else:
        context.see(head, TOPIC)


def _weighed(before: str, after: str) -> list[tuple[str, float]]:
    """The words of the clause, those next to the number first: what is counted stands there."""
    return [(before[-HEAD:], OWN), (after[:HEAD], OWN), (before, CLAUSE), (after, CLAUSE)]


def _row(claim: Claim) -> str:
    """The first cell of a table's line that is no serial number."""
    cells = (cell.strip() for cell in _CELLS.split(claim.lead))
    return next((cell for cell in cells if cell and not cell.isdigit()), "")


def _head_or_row(claim: Claim) -> str:
    """What a cell is of: its column's head where that names it (刊稿), else its line's first cell."""
    head = _BRACKET.sub("", claim.column)
    return head if len(telling(head)) > 1 and not _YEAR.search(head) else _row(claim)


def _own(claim: Claim) -> tuple[str, str]:
    """The words of the number's own clause before and behind it.

    Words before a 、 belong to the number they follow (34名民警、25名辅警), a list that ends in 等 only gives examples, and a
    number that begins its clause is told by what follows it, even behind a colon (260条：推送的学习任务).
    """
    after = _behind(claim)
    last = _clauses(claim.lead)[-1]
    if not _HAN.search(last) and not _HAN.search(after) and (found := _HEADED.match(_ahead(claim))):
        return "", _HARD_STOP.split(found[1], maxsplit=1)[0]
    if len(_HAN.findall(telling(after))) > 1 and (not _HAN.search(last) or last.rstrip().endswith(("、", "和", "等"))):
        return "", after
    before = claim.before.strip(" 　：:（(")
    own = _STOP.split(before or _NUMBERED.split(last)[-1].strip("、 "))[-1]
    return _GRADE.sub(r"\1奖", own), after


def _behind(claim: Claim) -> str:
    """The words right behind the number, up to a stop; those after a 、 belong to the next number when there is one."""
    clause = _STOP.split(_ahead(claim) or claim.after, maxsplit=1)[0].strip()
    number = _NUMBER.search(clause)
    if number:
        clause = clause[: number.start()]
        clause = clause[: clause.rfind("、") if "、" in clause else len(clause)]
    return "" if _JOINED_ON.match(clause) or _SHARE.match(clause) else clause


def _topic(claim: Claim, previous: Claim | None) -> str:
    """The clause right before the number's own, when it has no number of its own and tells something."""
    clauses = [clause for clause in _clauses(claim.lead)[:-1] if clause and clause.strip()]
    if not clauses or _counts(clauses[-1]) or len(telling(clauses[-1])) < 2:
        return ""
    if previous is not None and previous.end > claim.start - len(claim.lead) + claim.lead.rfind(clauses[-1]):
        return ""
    return clauses[-1]


def _near(previous: Claim, claim: Claim) -> bool:
    return previous.type.statistic and claim.start - previous.end <= REACH


def _take_over(context: Context, said: Context, *, bare: bool) -> None:
    """The words of the number before: all of them when this clause says nothing itself, faintly otherwise."""
    if bare:
        context.near, context.subject, context.text = said.near, said.subject, said.text
        context.total = context.total or said.total
        for pair, weight in said.presence.items():
            context.presence[pair] = max(weight, context.presence.get(pair, 0.0))
        return
    for pair in said.near:
        context.presence[pair] = max(BESIDE, context.presence.get(pair, 0.0))


def _around(claim: Claim, followed: tuple[Claim, Context] | None) -> list[tuple[str, float]]:
    """The clauses before the number in its sentence, those behind it, and the headings, with their weights.

    A number in another unit right behind goes on about the same thing: 宣讲118场次，听课3620人次.
    """
    found: list[tuple[str, float]] = []
    clauses = [clause for clause in _clauses(claim.lead) if clause and clause.strip()]
    goes_on = followed is not None and followed[0].unit != claim.unit
    for distance, clause in enumerate(reversed(clauses)):
        led = not _counts(clause) or (goes_on and distance < 2)
        weight = TOPIC if led else PASSED
        found.append((clause, max(0.3, weight - FADING * max(0, distance - 1))))
    for distance, clause in enumerate(_HARD_STOP.split(_ahead(claim))[:2]):
        if distance and _NUMBER.search(clause):
            break
        found.append((_NUMBERED.split(clause)[-1], AHEAD - 0.2 * distance))
    found += [(heading, HEADING) for heading in claim.section.split() if not _NUMBER.search(heading) or "年" in heading]
    return found


def _ahead(claim: Claim) -> str:
    """What follows in the sentence."""
    lead = claim.lead.lstrip()
    return claim.sentence[len(lead) + len(claim.surface) :] if claim.sentence.startswith(lead) else ""


def _is_change(claim: Claim, before: str, after: str, previous: tuple[Claim, Context] | None) -> bool:
    """Whether the number says how much something changed: 增长24%、比上年多139件; not 增加到6个."""
    if (
        claim.compared
        or _CHANGED.search(before)
        or (claim.unit == "%" and _CHANGED_BEHIND.match(after))
        or "百分点" in claim.unit
    ):
        return True
    if previous is None or not previous[1].change or claim.start - previous[0].end > 2:
        return False
    return claim.lead[len(claim.lead) - (claim.start - previous[0].end) :].strip() in ("、", "和", "及", "与", "，")


def _apiece(before: str) -> str:
    found = _APIECE.search(before)
    return found[0][:2] if found else ""


def _dealt(claims: Sequence[Claim], index: int, claim: Claim) -> str:
    """The member of the list before 分别 that this number belongs to: 民警、辅警分别为51名和61名."""
    marks = list(_DEALT.finditer(claim.lead))
    if not marks or _HARD_STOP.search(claim.lead, marks[-1].end()):
        return ""
    start = claim.start - len(claim.lead) + marks[-1].end()
    place = sum(other.type.statistic and start <= other.start < claim.start for other in claims[max(0, index - 12) : index])
    listed = _HARD_STOP.split(claim.lead[: marks[-1].start()])[-1]
    members = [member for member in _MEMBERS.split(listed) if member.strip()]
    return members[place] if len(members) > 1 and place < len(members) else ""


def _sides(before: str, after: str) -> Sides:
    return {**nearest(after, last=False), **nearest(before, last=True)}


def _leading_sides(claim: Claim) -> Sides:
    """The sides named in clauses of the sentence that have no number of their own, and behind the last number ahead."""
    found = {**nearest(_NUMBERED.split(_HARD_STOP.split(_ahead(claim), maxsplit=1)[0])[-1], last=False)}
    for clause in _clauses(claim.lead):
        if not _counts(clause):
            found.update(nearest(clause, last=True))
    return found


def _award(claim: Claim) -> Context:
    """A prize is told by its grade and by the contest, which its sentence names; the works' titles tell nothing."""
    surface = claim.prize or claim.surface
    words = _contest(_TITLE.sub(" ", claim.lead), named=bool(claim.prize))
    context = Context(
        near=pairs(telling(words)) | pairs(surface),
        subject=pairs(surface),
        text=plain(words + surface),
    )
    context.see(words, OWN)
    context.see(surface, OWN)
    context.see(f"{words[-6:]}{surface}", OWN)
    context.see(claim.section, HEADING)
    context.sides = context.hard = context.own_sides = _sides(surface, "")
    context.aimed = claim.counted_beside or claim.planned
    return context


def _contest(words: str, *, named: bool) -> str:
    """Of a number of prizes the words since the last semicolon, other prizes and numbers left out: they name the contest."""
    return _NUMBERED.sub(" ", _OTHER_PRIZES.sub(" ", re.split("[；;]", words)[-1])) if named else words
