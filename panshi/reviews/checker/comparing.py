"""Reads what comparing numbers compare: 同比增长12%, 较上年增加40篇, 是去年的两倍, 提高3.2个百分点, 占35%.

Each is tied to the number it belongs to, in its own clause or the one before; a clause with a subject of its own belongs to
the number that has this subject, or to none. Nothing here knows the ledger: `reckoning` says whether a comparison holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from panshi.reviews.checker.claims import Change, Claim, Relation
from panshi.reviews.checker.layout import Layout
from panshi.reviews.checker.lexicon import either, words
from panshi.reviews.checker.measures import fit
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type

_UP = words("增长 增加 上升 上涨 提高 提升 增产 增收 增发 攀升 扩大 净增 多 增 升 涨 高")
_DOWN = words("下降 减少 降低 回落 下滑 下跌 缩短 压减 压降 压缩 减产 减收 净减 少 减 降 低")
_PLAIN_WORDS = words("增长 增加 上升 上涨 提高 提升 增产 增收 攀升 扩大 净增 下降 减少 降低 回落 下滑 下跌 缩短 减产 减收")
_DIRECTION = compiled(
    rf"(?P<word>{either(_UP + _DOWN)})"
    r"(?:(?P<rate>幅度?|率|速|比例)(?:为|达到?|是|在|约)?|(?<=[多少])[\u4e00-\u9fff]{1,4}|了|约)?[:：]?$"
)
_YEAR_NAMED = r"(?:去年|上一?年|前一年|昨年|上一?年度|(?P<year>20\d\d)年)"
_BASE = compiled(
    rf"同比|(?:较|比|与|同|从|由){_YEAR_NAMED}(?:度|末|底|初)?(?:同期|同时|全年)?(?:的|相比)?"
    rf"|在?{_YEAR_NAMED.replace('year', 'of')}(?:基础上|同期相比)"
)
_OTHER_BASE = compiled(
    r"环比|上月|上季度?|上周|上半年|[高低多少大小]于|超过|平均|较[\u4e00-\u9fff]{1,6}前|比[\u4e00-\u9fff]{1,6}前|目标|计划|任务数"
)
_TIMES_OF = compiled(rf"(?:是|为|达到?|等于|相当于|增至|增加到|扩大到|增长到)?{_YEAR_NAMED}(?:同期|全年)?的$")
_SHARE = compiled(
    r"(?:占(?:[^，,。；;占]{0,24}的|了|[^，,。；;占]{0,12}(?:比例|比重)(?:为|达)?|比|总数)?|比重|比例)(?:仅|只|约|为|达到?|是|有|超|近)*$"
)
_JOINER = compiled(rf"^(?:以及|[、，,和及与])\s?(?P<own>分别|同比)*(?P<word>{either(_PLAIN_WORDS)})?(?:了)?$")
_NEUTRAL = compiled(
    "同比|同口径|可比|按可比价格?|分别|各自|各|均|大幅度?|明显|显著|稳步|持续|继续|逆势|实现|快速|平稳|略有?|净|共|总量|总数|总额|数量|数字|规模|人数|次数|"
    "增幅|降幅|涨幅|增速|全年|总体|整体|再|又|已|且|并|也|了|仅|还|都|该|其|这一?|个|后者|前者|相比|较|比|的|数|量|后面|虽然|上升|下降|增长|[^\u4e00-\u9fff]"
)
_REACHED = compiled(
    r"^[，,、]?(?:总量|总数)?(?:已|共)?(?:达到?|至|到|为|突破|增至|升至|降至|增加到|提高到|上升到|下降到|攀升至)$"
)
_EARLIER = compiled(
    r"(?P<contrast>较|比|由|从|而|（|\()?(?P<year>去年|上一?年|前一年|昨年|上一?年度)(?P<then>末|底|初)?(?P<same>同期|此时|这时候?|这|那|的)?"
    r"(?!以来)[^，,。；;：:0-9]{0,12}$|同期(?:的|为|是|仅为?|只有)?$"
)
_ZONE = compiled(
    r"^\s*(?P<contrast>而|相比之下，)?(?P<year>去年|上一?年|前一年)(?P<then>末|底)?(?P<same>同期|此时|这时候?)?[，,](?!.*(?:今年|现在|如今|目前|现已))"
)
_LED_TO = compiled(
    r"[^，,。；;]{0,8}?(?:增|升|提高|提升|扩|减|缩|涨|跌|压|翻|扩大|扩充|壮大|发展|降|下降|减少|缩减|压减|压缩|缩短|增加|增长|上升|扩展|拓展|变)(?:至|到|为|成)"
)
_EARLIER_WORDS = compiled(
    r"20\d\d年|较|比|由|从|而|与|同|跟|和|去年|上一?年|前一年|昨年|年度|末|底|初|同期|全年|此时|这时候?|这个?|那|还|仅|只|停|在|同样|有|为|是"
)
_OTHERS = compiled(
    r"(?:[比较与同跟]|高于|低于|优于|不及)(?=.)(?:全[市省国县区局]|[\u4e00-\u9fff]{2,8}?(?:[局县市区省院校所队]|单位|部门))?"
    r"(?:的?(?:平均|总体)(?:水平|数|值)?)?的?$"
)
_BESIDE = compiled(r"^(?:的(?:平均)?水平|[^，,。；;0-9]{0,6}(?:高|低|多|少|差|相当|持平|提升|提高|下降|领先|落后|接近))")
_BASE_OF = compiled(r"(?:比|较|由|从)20\d\d年的?$")
_SENTENCE_STOP = compiled(r"[。；;！？!?\n]|[.] ")
_STOP = compiled(r"[，,：:（(]")
_SHARES = words("% 成 倍 ‰")
_PUT = compiled("[搁放]在|相比之下")
_DATED_IN_JANUARY = compiled(r"20\d\d年[12]月\d{1,2}日")
LOOK_BACK, BESIDE, HEAD_OF_TEXT = 60, 16, 200
NUMBERS_BACK = 8


@dataclass(frozen=True, slots=True)
class _Stated:
    """A comparison as its own words say it, before it is tied: `own` is the subject its clause has (empty for none)."""

    relation: Relation
    direction: int
    against: int | None
    judged: bool
    own: str
    begins: int
    pointed: str = ""


def compared(text: str, layout: Layout, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, comparing ones with their change and what it belongs to, those of the year before marked."""
    found = list(claims)
    stated: dict[int, _Stated] = {}
    this_year = "今年" in text and _DATED_IN_JANUARY.search(text, 0, HEAD_OF_TEXT) is None
    for index, claim in enumerate(found):
        if not claim.type.statistic or claim.type is Type.RANK:
            continue
        said = _stated(text, layout, found, index) or _continued(text, found, stated, index)
        if said is not None:
            stated[index] = said
            change = Change(said.relation, said.direction, against=said.against, judged=said.judged)
            found[index] = replace(claim, change=change, compared=said.relation is not Relation.SHARE)
        elif claim.year is not None and _BASE_OF.search(text[max(0, claim.start - 8) : claim.start]):
            found[index] = replace(claim, earlier=True)
        elif _earlier(text, layout, claim, this_year=this_year or _set_beside(text, found, index)):
            found[index] = replace(claim, earlier=True, year=None)
        elif _supposed(text, claim):
            found[index] = replace(claim, earlier=True, supposed=True)
    for group in _groups(text, stated, found):
        _tie(text, found, stated, group)
    for index, claim in enumerate(found):
        if (claim.earlier or _of_others(text, layout, claim)) and (again := _again(text, found, index)) is not None:
            found[index] = replace(claim, again=again)
    return found


def _stated(text: str, layout: Layout, claims: Sequence[Claim], index: int) -> _Stated | None:
    claim = claims[index]
    begins = layout.clause(claim.start, max(0, claim.start - LOOK_BACK))
    if text[begins - 1 : begins] in ("：", ":") and _DIRECTION.search(text[begins : claim.start]) is None:
        begins = layout.clause(begins - 1, max(0, claim.start - LOOK_BACK))
    lead, level = _masked(text, claims, index, begins)
    if times := _TIMES_OF.search(lead) if claim.unit in ("倍", "") or "倍" in claim.surface else None:
        return _Stated(Relation.MULTIPLE, 1, _year(times), True, _own(lead[: times.start()], level=level), begins)
    if "番" in claim.surface:
        return _doubled(lead, begins, level=level)
    if claim.type is Type.PERCENT and (share := _SHARE.search(lead)):
        return _Stated(Relation.SHARE, 1, None, True, _own(lead[: share.start()], level=level), begins)
    direction = _DIRECTION.search(lead)
    return _directed(claim, lead, direction, begins, level=level) if direction else None


def _directed(claim: Claim, lead: str, direction: re.Match[str], begins: int, *, level: bool) -> _Stated | None:
    """增长, 多, 增幅 before the number: with what it is compared, or plainly enough without."""
    word, rate = direction["word"], claim.type is Type.PERCENT
    base, other = _last_base(lead[: direction.start()] + word), _OTHER_BASE.search(lead)
    plain = word in _PLAIN_WORDS and (rate or _stands_bare(lead, direction, claim))
    if not (base or other or plain or direction["rate"]):
        return None
    cut = min(base.start() if base else direction.start(), direction.start())
    own = lead[:cut] + (lead[base.end() : direction.start()] if base and base.end() < direction.start() else "")
    return _Stated(
        _relation(claim),
        1 if word in _UP else -1,
        _year(base),
        base is not None or other is None,
        _own(own, level=level),
        begins,
        "前者" if "前者" in lead else "",
    )


def _relation(claim: Claim) -> Relation:
    if "百分点" in claim.unit or (claim.type is not Type.PERCENT):
        return Relation.DIFFERENCE
    return Relation.GROWTH


def _stands_bare(lead: str, direction: re.Match[str], claim: Claim) -> bool:
    """增加15件 as a clause of its own behind a number, with no other thing counted behind it."""
    return (
        not lead[: direction.start()].strip("又再共")
        and not claim.after.strip("。，、；")
        and direction["word"] in ("增加", "减少")
    )


def _doubled(lead: str, begins: int, *, level: bool) -> _Stated:
    base = _last_base(lead)
    own = lead[: base.start()] if base else re.sub(r"(?:近|翻了?|实现)+$", "", lead)
    return _Stated(Relation.MULTIPLE, 1, _year(base), True, _own(own, level=level), begins)


def _last_base(lead: str) -> re.Match[str] | None:
    found = list(_BASE.finditer(lead))
    return found[-1] if found else None


def _year(base: re.Match[str] | None) -> int | None:
    named = base and (base.groupdict().get("year") or base.groupdict().get("of"))
    return int(named) if named else None


def _masked(text: str, claims: Sequence[Claim], index: int, begins: int) -> tuple[str, bool]:
    """The clause up to the number with the numbers of the year before blanked, and whether it holds a number of this year."""
    lead, level = text[begins : claims[index].start], False
    for other in claims[max(0, index - 3) : index]:
        if other.start < begins or not other.type.statistic:
            continue
        level = level or not other.earlier
        lead = lead[: other.start - begins] + "0" * (other.end - other.start) + lead[other.end - begins :]
    return lead.rstrip(), level


def _own(words_before: str, *, level: bool) -> str:
    """The subject a comparing clause has itself: what is left when neutral words go; none behind a number of its own."""
    return "" if level else _NEUTRAL.sub("", words_before)


def _continued(text: str, claims: Sequence[Claim], stated: dict[int, _Stated], index: int) -> _Stated | None:
    """The next number of 分别增长64.8%、42.5%: it compares as the one before it does."""
    said = stated.get(index - 1)
    if said is None:
        return None
    dealt = "分别" in text[said.begins : claims[index - 1].start] and said.relation is Relation.DIFFERENCE
    if not _alike(claims[index - 1], claims[index]) and not dealt:
        return None
    joined = _JOINER.match(text[claims[index - 1].end : claims[index].start])
    if joined is None:
        return None
    word = joined["word"]
    return replace(said, direction=said.direction if word is None else 1 if word in _UP else -1)


def _alike(one: Claim, other: Claim) -> bool:
    """The same measure, or two shares however written: 三成以上、35.4%."""
    return one.unit == other.unit or (one.unit in _SHARES and other.unit in _SHARES)


def _earlier(text: str, layout: Layout, claim: Claim, *, this_year: bool) -> bool:
    """Whether it is said of the year before. 去年 alone is the year before only beside a 今年: a review of 2023 that comes
    out in January calls 2023 去年.
    """
    begins = max(0, layout.clause(claim.start, max(0, claim.start - LOOK_BACK)) - 1)
    said = _EARLIER.search(text[begins : claim.start].rstrip()) or _ZONE.search(
        text[layout.sentence(claim.start, claim.end)[0] : claim.start]
    )
    if said is None:
        return False
    return this_year or said["year"] != "去年" or bool(said["contrast"] or said["same"] or said["then"])


def _set_beside(text: str, claims: Sequence[Claim], index: int) -> bool:
    """1882篇，去年1517篇: 去年 alone right behind a number counted alike is set against it."""
    before, claim = claims[index - 1] if index else None, claims[index]
    if before is None or not before.level or before.unit != claim.unit or not 0 < claim.start - before.end <= BESIDE:
        return False
    between = text[before.end : claim.start].removeprefix(before.after)
    return not _NEUTRAL.sub("", _EARLIER_WORDS.sub("", _PUT.sub("", between)))


def _supposed(text: str, claim: Claim) -> bool:
    """由88辆增至96辆: the first is most likely the year before's, though the text does not say so."""
    come_from = re.search(r"[由从]$", text[max(0, claim.start - 1) : claim.start])
    return bool(come_from and _LED_TO.match(text, claim.end))


def _of_others(text: str, layout: Layout, claim: Claim) -> bool:
    """Whether it is the rate of another unit or of all that one is compared with: 比全市平均98.69%低, 较石泉县公安局的97%差."""
    if claim.unit != "%" or claim.change is not None:
        return False
    lead = text[layout.clause(claim.start, max(0, claim.start - LOOK_BACK)) : claim.start].rstrip()
    said = _OTHERS.search(lead)
    return said is not None and len(said[0]) > 1 and bool(_BESIDE.match(text[claim.end : claim.end + 12]))


def _again(text: str, claims: list[Claim], index: int) -> int | None:
    """The number of this year that an earlier one stands beside without words of its own: 73件，比上年的58件增加."""
    claim = claims[index]
    following = index + 1
    if claim.supposed:
        ahead = following < len(claims) and claims[following].level and claims[following].unit == claim.unit
        return following if ahead else None
    levels = [level for level in _levels_before(text, claims, index) if claims[level].unit == claim.unit]
    own = "" if not claim.earlier else _NEUTRAL.sub("", _EARLIER_WORDS.sub("", claim.before))
    if not levels or own or not _near(text, claims, levels[-1], index):
        return None
    return levels[-1]


def _groups(text: str, stated: dict[int, _Stated], claims: Sequence[Claim]) -> list[list[int]]:
    """Comparisons that follow one another as one list."""
    groups: list[list[int]] = []
    for index in sorted(stated):
        if groups and groups[-1][-1] == index - 1 and _grouped(text, stated, claims, index):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _grouped(text: str, stated: dict[int, _Stated], claims: Sequence[Claim], index: int) -> bool:
    """Whether a comparison goes on with the list of the one before it, in the same clause or by a 、."""
    dealt = "分别" in text[stated[index].begins : claims[index - 1].start]
    same_clause = stated[index].begins == stated[index - 1].begins and (dealt or _alike(claims[index], claims[index - 1]))
    return same_clause or _listed(text, stated, claims, index)


def _listed(text: str, stated: dict[int, _Stated], claims: Sequence[Claim], index: int) -> bool:
    """增长12%、下降5% is a list, and so is what 分别 leads; 增加366篇，增长24.1% says the same number twice."""
    joined = _JOINER.match(text[claims[index - 1].end : claims[index].start])
    led = "分别" in text[stated[index - 1].begins : claims[index - 1].start]
    if joined is None or (not _alike(claims[index - 1], claims[index]) and not led):
        return False
    return joined["word"] is None or led or joined[0][0] not in "，,"


def _tie(text: str, claims: list[Claim], stated: dict[int, _Stated], group: list[int]) -> None:
    first = stated[group[0]]
    begins = min(stated[index].begins for index in group)
    levels = _levels_before(text, claims, group[0])
    distributed = "分别" in text[begins : claims[group[0]].start] or len(group) > 1
    if distributed and first.relation is not Relation.SHARE:
        targets = _distributed(claims, group, levels)
        for index, target in zip(group, targets, strict=False):
            _set(claims, index, (target,))
        return
    for index in group:
        if first.relation is Relation.SHARE:
            _tie_share(text, claims, stated[index], index)
        else:
            _set(claims, index, _target(text, claims, stated[index], index), own=stated[index].own)


def _set(claims: list[Claim], index: int, of: tuple[int, ...], whole: int | None = None, *, own: str = "") -> None:
    change = claims[index].change
    assert change is not None, claims[index].surface
    subject = claims[of[-1]].subject if of else own or claims[index].subject
    claims[index] = replace(claims[index], subject=subject, change=replace(change, of=of, whole=whole, own=own))


def _levels_before(text: str, claims: Sequence[Claim], index: int) -> list[int]:
    """The numbers that stand before in the sentence and say a level of this year, nearest last."""
    found: list[int] = []
    for other in range(index - 1, max(-1, index - 1 - NUMBERS_BACK), -1):
        if _SENTENCE_STOP.search(text, claims[other].end, claims[index].start):
            break
        if claims[other].level and not claims[other].earlier:
            found.append(other)
    return found[::-1]


def _distributed(claims: Sequence[Claim], group: list[int], levels: list[int]) -> list[int]:
    """One number before for each comparison, in order; none when there are too few. 个百分点 go to rates only."""
    fitting = [level for level in levels if any(_fits(claims[index], claims[level]) for index in group)][-len(group) :]
    paired = zip(group, fitting, strict=False)
    dealt = len(group) > 1 and len(fitting) == len(group) and all(_fits(claims[index], claims[level]) for index, level in paired)
    return fitting if dealt else []


def _fits(change: Claim, level: Claim) -> bool:
    if "百分点" in change.unit:
        return level.unit in ("%", "‰")
    assert change.change is not None, change.surface
    if change.change.relation is Relation.DIFFERENCE:
        return bool(change.unit and level.unit) and fit(change.unit, level.unit) > 0
    return True


def _target(text: str, claims: Sequence[Claim], said: _Stated, index: int) -> tuple[int, ...]:
    """The number a single comparison belongs to; several when it stands behind several measures of one object."""
    before = [level for level in _levels_before(text, claims, index) if _fits(claims[index], claims[level])]
    ahead = _reached(text, claims, index)
    if said.own:
        same = [level for level in before if said.own in claims[level].before + claims[level].after]
        return (same[-1],) if same else ahead
    if said.pointed and len(before) > 1:
        return (before[-2],)
    if before and _near(text, claims, before[-1], index):
        return _measures(claims, before)
    return ahead


def _reached(text: str, claims: Sequence[Claim], index: int) -> tuple[int, ...]:
    """The number a change led to: 增长12%，达到3650场次."""
    following = index + 1
    if following >= len(claims) or not claims[following].level or claims[following].earlier:
        return ()
    reached = _REACHED.match(text[claims[index].end : claims[following].start])
    return (following,) if reached and _fits(claims[index], claims[following]) else ()


def _near(text: str, claims: Sequence[Claim], level: int, index: int) -> bool:
    """In the clause or the one before; comparisons of the same number may stand between."""
    between = text[claims[level].end : claims[index].start]
    chained = sum(claims[other].change is not None or claims[other].earlier for other in range(level + 1, index))
    return len(_STOP.findall(between)) <= 1 + 2 * chained


def _measures(claims: Sequence[Claim], before: list[int]) -> tuple[int, ...]:
    """The last number, with the one right before it when both measure one object (72期500余张)."""
    last = before[-1]
    together = len(before) > 1 and before[-2] == last - 1 and claims[last - 1].end >= claims[last].start - 1
    return (last - 1, last) if together and claims[last - 1].unit != claims[last].unit else (last,)


def _tie_share(text: str, claims: list[Claim], said: _Stated, index: int) -> None:
    """A share of the number named in its clause (占全市2149件的近一成), else of the larger one before its part."""
    inside = [other for other in range(max(0, index - 2), index) if claims[other].start > said.begins and claims[other].level]
    named = [other for other in inside if re.search(r"占[^，,。；;]*$", text[said.begins : claims[other].start])]
    before = [level for level in _levels_before(text, claims, index) if level not in named]
    if said.own:
        before = [level for level in before if said.own in claims[level].before + claims[level].after]
    if not before or not _near(text, claims, before[-1], index):
        return
    part = before[-1]
    wholes = named or [level for level in before[:-1] if _holds(claims[level], claims[part])]
    _set(claims, index, (part,), wholes[-1] if wholes else None)


def _holds(whole: Claim, part: Claim) -> bool:
    """Whether one may be the whole of the other: alike units and no less."""
    values = whole.expression.value, part.expression.value
    return fit(part.unit, whole.unit) > 0 and values[0] is not None and values[1] is not None and values[0] >= values[1]
