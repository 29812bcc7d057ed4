"""Runs of digits that are no quantities: numbers of documents and issues, telephones, roads, models, addresses on the web."""

import unicodedata
from dataclasses import dataclass

from panshi.reviews.checker.measures import COUNT
from panshi.reviews.checker.numerals import GAP, MIXED, D
from panshi.reviews.checker.patterns import compiled

_BRACKET_YEAR = compiled(rf"(?:19|20){D}{{2}}[〕）)\]】][^\s，。；,;〔（(]{{0,14}}?{D}{{1,6}}号")
_PART = rf"{D}{{1,3}}(?!万|亿|名|人|个)[\u4e00-\u9fff]{{1,3}}"
_FORMS = tuple(
    compiled(form)
    for form in (
        rf"0{D}{{2,3}}[-—]{D}{{7,8}}(?!{D})",
        rf"1[3-9]{D}{{9}}(?!{D})",
        rf"(?!(?:19|20){D}{{2}}-(?:19|20)){D}{{4}}-{D}{{4}}(?!{D})",
        rf"[48]00[-—]{D}{{3,4}}[-—]?{D}{{3,4}}(?!{D})",
        rf"{D}{{15,18}}[Xx]?(?!{D})",
        rf"{D}{{1,3}}(?:\.{D}{{1,3}}){{2,3}}(?![.\d])",
        rf"{D}{{1,2}}[·•・]{D}{{1,2}}(?!{D})",
        rf"{D}{{1,4}}[×xX*]{D}{{1,5}}(?:小时|米|厘米|毫米|天|cm|mm|m)?(?!{D})",
        rf"{_PART}(?:[+＋](?:{_PART}|[A-Za-z]+)){{1,5}}+(?![\u4e00-\u9fff]{{3}})",
        rf"{D}年级{D}{{1,2}}班",
        rf"{D}{{1,3}}#",
        rf"{D}{{2,3}}(?=[国省县]道)",
        r"[0-9][05]后(?!续|期|面|方|来)",
        rf"{D}荤{D}素(?:{D}汤)?",
        rf"{D}{{1,2}}(?:[+＋](?:[0-9A-Za-z]{{1,3}}|[XxNn])){{1,5}}+",
        rf"(?:19|20){D}{{2}}[届级](?!以上)",
        rf"{D}{{2,3}}/{D}{{2,3}} ?(?:mmHg|毫米汞柱)",
        rf"{D}-{D}-{D}(?:-{D})?(?![-\d])",
        r"(?:985|211)(?=高校|大学|工程|院校|、|和)",
        rf"{D}[主核带轴心体]{D}[\u4e00-\u9fff](?:{D}[\u4e00-\u9fff])*",
        rf"{D}{{1,3}}\.{D}{{1,2}}(?:[A-Z](?![A-Za-z])|版|时代)",
    )
)
_FORMED = compiled(
    rf"{D}{{11}}|{D}++(?:[-—.·•・×xX*+＋/#届级荤后国省县]|[\u4e00-\u9fff]{{1,3}}[+＋]|[主带轴心体]{D})|(?:985|211)"
)
"""What every one of the forms begins like."""
_RATIO = compiled(
    rf"{D}{{1,4}}(?:\.{D}{{1,4}})?(?:{GAP}[∶:：︰]{GAP}{D}{{1,4}}(?:\.{D}{{1,4}})?){{1,5}}+(?![:：]?{D})|"
    rf"{D}{{1,3}}(?:\.{D}{{1,2}})?比{D}{{1,3}}(?:\.{D}{{1,2}})?(?![\d.万亿])"
)
_CLOCK_LIKE = compiled(rf"(?:[01]?{D}|2[0-3])[:：][0-5]{D}(?:[:：][0-5]{D})?")
_WON = compiled(
    "(?:的?(?:总?比分|成绩|优势))?(?:战胜|击败|险胜|大胜|完胜|小胜|力克|力挫|不敌|负于|惜败|取胜|获胜|逆转|淘汰|战平|胜出|领先|落败|告负|夺冠|拿下)"
)
_SCORE = compiled("比分(?:为|是|定格在|锁定在|锁定为|定格为|达)?$")
_CLASS = compiled(rf"[一二三四五六七八九](?:[（(]{D}{{1,2}}[)）]班?|年级{D}{{1,2}}班(?!级))")
_FORM = compiled(r"[一二三四](?=年级|班|[，。、；的毕学文理全上下]|\d)")
_COHORT = compiled(rf"(?:19|20){D}{{2}}[届级]")
_OWN_NUMBER = compiled(rf"{D}{{4}}[〕）)\]】]第?{D}")
_DIGITS = compiled(rf"{D}++")
_BRACKET_CLASS = compiled(rf"{D}{{1,2}}[)）]班")
_BEFORE_AGENCY = (
    "[告令]|印发|根据|按照|依据|文件|下发|转发|发文|文号|编号|批准|通知|意见|方案|办法|[见和与及以为了的在由经对据按至从到]"
)
_AGENCY = compiled(rf"(?P<agency>(?:(?!{_BEFORE_AGENCY})[\u4e00-\u9fffA-Z]){{1,10}})$")
_STANDARDS = (
    r"(?:GB/T|GB/Z|GBZ|GB|GA/T|GA|ISO|IEC|DB\d{0,4}/T|YY/T|YY|HJ|JGJ|CJJ|TSG|WS/T|SF/T|JR/T|MZ/T|"
    r"DL/T|DL|SL|CJ/T|JTG|NY/T|SB/T|LY/T|RB/T|XF/T|XF|QB/T|AQ|T/[A-Z]{2,6})"
)
_STANDARD = compiled(_STANDARDS + r"[ \u3000]$")
_STANDARD_NUMBER = compiled(rf"{D}++(?:\.{D}++)*(?:[-—–:：]{{1,2}}(?:19|20)?{D}{{2}}(?!{D}))?")
_STANDARD_LETTERS = compiled(_STANDARDS + "$")
_NUMBERED = compiled(r"(?:税则号列|税号|品目|商品编码|编码|编号|文号|案号|标准号|批号|证号|备案号|登记号|单号)[为是：:]?[“‘]?$")
_NUMBER_OF_PARTS = compiled(rf"{D}++(?:[-—./]{D}++)*+")
_OF_PERIODICAL = compiled(rf"(?:19|20){D}{{2}}年{GAP}第{D}{{1,3}}(?:期|(?P<act>号(?=公告|通告|令)))")
_PERIODICAL = compiled("(?:》|[日晚周月季学]报|简报|期刊|杂志|内参|通讯)[（(]?$")
_ACT = compiled(r"(?:公告|令|通告|批复|决定)[（(]?$")
_ACT_NUMBER = compiled(rf"(?:19|20){D}{{2}}年{GAP}第?{D}{{1,4}}号")
_NUMERIC = compiled(MIXED)
_STAKE = compiled(rf"K{D}{{1,4}}[+＋]{D}{{1,3}}米?")
_LATIN = compiled(r"[A-Za-z\d][A-Za-z\d@.\-/_]*+级?")
_NAMED_BY = compiled("(?<=[0-9])(?:[栋幢座]|路(?![口段面由径上]))")
"""What goes with the letters and digits that name a house or a bus: H7栋, K12路."""
_WIDTH = compiled(
    r"(?:km|kg|cm|w(?=[+＋，。；、]|$)|W(?=[+＋])|mmHg|mm|mg|ml|mL|PB|kV|TEU|kWh|GB|MB|TB|m²|m2|kW|MW|W|V|G|M|K|k|m|t|h)(?![A-Za-z])"
)
_LETTER = compiled(r"[A-Za-z]")
_ADDRESS = compiled(r"[A-Za-z0-9@:/._%?=&#~+-]")


@dataclass(frozen=True, slots=True)
class Code:
    """A run that names something; `issue` when it numbers a document."""

    start: int
    end: int
    value: str
    unit: str = ""
    issue: bool = False
    ratio: bool = False


def match(text: str, at: int, floor: int) -> Code | None:
    """The code that begins at the digit `at`, or None when the run may be a quantity or a date."""
    return next((found for form in _READERS if (found := form(text, at, floor))), None)


def _bracketed(text: str, at: int, floor: int) -> Code | None:
    """〔2023〕7号, （3）班."""
    before = text[at - 1] if at > floor else "-"
    if before in "〔（([【" and (found := _BRACKET_YEAR.match(text, at)):
        return _issue(text, at, found.end(), floor)
    if before in "（(" and (found := _BRACKET_CLASS.match(text, at)):
        return _code(text, at - 1, found.end(), unit="班")
    return None


def _standard(text: str, at: int, floor: int) -> Code | None:
    """GB/T 15835, GB 50016—2014, JGJ59-2011."""
    near = at > floor and (text[at - 1] in " \u3000" or (text[at - 1].isascii() and text[at - 1].isupper()))
    before = text[max(floor, at - 10) : at] if near else ""
    standard = (_STANDARD.search(before) or _STANDARD_LETTERS.search(before)) if near else None
    found = _STANDARD_NUMBER.match(text, at) if standard else None
    if standard is None or found is None or len(found[0]) < 2:
        return None
    start = at - len(standard[0])
    return Code(start, found.end(), text[start : found.end()], issue=True)


def _numbered(text: str, at: int, floor: int) -> Code | None:
    """税则号列8541.4300, 公告2023年第135号: numbers that something goes by."""
    if text[max(floor, at - 1) : at] in _BEFORE_NUMBERS:
        before = text[max(floor, at - 6) : at]
        if _NUMBERED.search(before) and (found := _NUMBER_OF_PARTS.match(text, at)) and len(found[0]) > 3:
            return Code(at, found.end(), found[0], issue=True)
        if _ACT.search(before) and (found := _ACT_NUMBER.match(text, at)):
            return Code(at, found.end(), found[0], issue=True)
    return None


_BEFORE_NUMBERS = frozenset("列号目码为是：:“‘告令复定（(")


def _periodical(text: str, at: int, floor: int) -> Code | None:
    """2023年第6期 beside the title of a paper or magazine, 2023年第71号公告."""
    found = _OF_PERIODICAL.match(text, at)
    if found is None:
        return None
    beside = text[found.end() : found.end() + 1] == "《" or _PERIODICAL.search(text[max(floor, at - 4) : at])
    return Code(at, found.end(), found[0], issue=True) if beside or found["act"] else None


def _ratio(text: str, at: int, floor: int) -> Code | None:
    """3:1, 1∶13.6; no time of day."""
    found = _RATIO.match(text, at)
    if found is None or (_CLOCK_LIKE.fullmatch(found[0]) and not _scored(text, at, found.end())):
        return None
    return Code(at, found.end(), unicodedata.normalize("NFKC", found[0].replace("︰", ":").replace("∶", ":")), "比", ratio=True)


def _scored(text: str, at: int, end: int) -> bool:
    """21:17战胜对手: no time of day but who won."""
    return _WON.match(text, end) is not None or _SCORE.search(text[max(0, at - 6) : at]) is not None


def _formed(text: str, at: int, floor: int) -> Code | None:
    if text[max(floor, at - 1) : at].isascii() and text[max(floor, at - 1) : at].isalpha():
        return None
    if _FORMED.match(text, at) is None:
        return None
    for form in _FORMS:
        found = form.match(text, at)
        if found and not (found[0].isdigit() and COUNT.match(text, found.end())):
            return _code(text, at, found.end())
    return None


def _lettered(text: str, at: int, floor: int) -> Code | None:
    """G210, PM2.5, 5G, 1080P; and whatever stands in an address of the web."""
    before = text[at - 1] if at > floor else ""
    if before.isascii() and (before.isalpha() or (before and before in "-_/" and _LETTER.search(text[max(floor, at - 6) : at]))):
        return _after_letters(text, at, floor)
    run = _DIGITS.match(text, at)
    end = run.end() if run else at
    width = _WIDTH.match(text, end) or (COUNT.match(text, end) if text[end : end + 1].isascii() else None)
    if run and width is None and _LETTER.match(text, end) and (found := _LATIN.match(text, at)):
        return _code(text, at, found.end())
    return _code(text, at, end + 1) if run and width and text[end] in "GgKkMm" and not COUNT.match(text, end) else None


_READERS = (_bracketed, _numbered, _standard, _periodical, _ratio, _formed, _lettered)


def school_class(text: str, at: int, floor: int) -> Code | None:
    """三（2）班, 高一（7）班: a class of a school that begins with a Chinese numeral."""
    formed = text[max(floor, at - 1) : at] in ("高", "初", "大", "研")
    found = _CLASS.match(text, at) or (_FORM.match(text, at) if formed else None)
    return found and _code(text, at - formed, found.end(), unit="班")


def _issue(text: str, at: int, end: int, floor: int) -> Code:
    """〔2023〕7号 with the letters of who issued it (公通字); （2023）川01民初326号 has them inside."""
    start = at - 1
    own = _OWN_NUMBER.match(text, at)
    if own and text[start] in "〔[【" and (agency := _AGENCY.search(text[max(floor, start - 12) : start])):
        start -= len(agency["agency"])
    return Code(start, end, text[start:end], "号", issue=True)


def _after_letters(text: str, at: int, floor: int) -> Code | None:
    start = at
    while start > floor and start > at - 40 and _ADDRESS.match(text[start - 1]):
        start -= 1
    found = _LATIN.match(text, at)
    end = found.end() if found else at + 1
    if stake := _STAKE.match(text, start):
        return _code(text, start, stake.end())
    if named := _NAMED_BY.match(text, end):
        end = named.end()
    number = _NUMERIC.match(text, at)
    measured = COUNT.match(text, number.end()) if number else None
    counted = measured and measured[0] not in ("级", "号", "区", "栋", "楼", "型", "年", "次", "线", "路")
    counted = counted or (number is not None and text[number.end() : number.end() + 1] in ("%", "‰"))
    if counted and text[start:at].isalpha() and at - start > 1:
        return None
    return _code(text, start, end)


def _code(text: str, start: int, end: int, *, unit: str = "", issue: bool = False) -> Code:
    value = unicodedata.normalize("NFKC", text[start:end])
    return Code(start, end, value[:4] if _COHORT.fullmatch(value) else value, unit, issue)
