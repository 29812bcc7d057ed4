"""Chinese numeral signs that say no number: words and place names made of them, idioms, slogans, names of congresses.

The words are the language's, not one text's: adverbs (十分), places (四川), idioms (千方百计), 一 in all its compounds.
"""

from panshi.reviews.checker import surroundings as near
from panshi.reviews.checker.lexicon import ACHIEVING, IDIOMS, NOT_NUMBERS, PLACE_NAMES, PROGRAMMES, either
from panshi.reviews.checker.measures import COUNT
from panshi.reviews.checker.numerals import CHINESE_SIGN
from panshi.reviews.checker.patterns import compiled

_BEFORE_HALF = "上下前后大过多年天月个岁亩一两三四五六七八九十"
_HALF_TIME = "个?多?(?:年(?!报|度|会)|月(?!刊|谈)|小时|钟头|天(?!然)|学期|世纪|米(?![饭面粉])|亩|公里|吨|公斤)"
HALF = rf"(?<=[近超])半(?=[，。、；的])|(?<![{_BEFORE_HALF}])半(?=数|{_HALF_TIME})"
HALF_OF = compiled(r"半(?P<unit>年|个多?月|个多?小时|个钟头|小时|天|个学期|学期|个世纪|月|米|亩|公里|吨|公斤)")
_NAMED = compiled(
    rf"{CHINESE_SIGN}{{1,3}}(?:大队(?!伍)|中队|支队(?!伍)|总队|小队|分队|连[丰冠胜增降涨升跌])|[一二三四五六七八九]年级(?!以)|"
    rf"[一二三四五六七八九][队组班](?=[ ：:][0-9])|"
    rf"[二三四五六七八九]个一(?=[”’]|活动)|"
    rf"[一二三四五六七八九十]{{1,2}}(?:车间|监区)|(?<=[判事政案行民刑])[一二三四五]庭|"
    rf"一[级类](?!以上|案件)|一号(?=[楼院厅馆台库线井桥站桌文专辩机选])|一楼(?![一道长])|(?<=[站校院年])一班(?!人)|"
    rf"千万(?=工程)|{either((*PROGRAMMES, *PLACE_NAMES))}"
)
_SKIP = compiled(either(NOT_NUMBERS))
_BEFORE = compiled(
    r"(?:几|(?<![人次件总户起指分倍参基点位字函系少岁票])数|数以|好几|无|统|唯|专|同|单|之|万无|划|归|清|合|始终如|不|逐|进)$"
)
_SIGN = compiled(f"{CHINESE_SIGN}++")
_CONGRESS = compiled(
    r"(?:[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])届[一二三四五六七八九]中全会|[一二三四五六七八九]中全会"
)
_PARTY = compiled(
    r"(?:二十|十[一二三四五六七八九]|[一二三四五六七八九])大(?=[^\u4e00-\u9fff]|精神|以来|报告|召开|代表|胜利|提出|作出|部署|安保|闭幕|开幕|要求|关于|专题|会议|和|的|对|上|安|期间)"
)
_PLAN = compiled(r"十[一二三四五]五(?![年个名人])|[一二三四五六七八九]五(?=规划|期间|时期)")
_PAIRED = compiled(
    rf"一(?!{CHINESE_SIGN})[\u4e00-\u9fff]一(?!{CHINESE_SIGN})[\u4e00-\u9fff]|{CHINESE_SIGN}位一体|{CHINESE_SIGN}(?!{CHINESE_SIGN})(?P<x>[\u4e00-\u9fff]){CHINESE_SIGN}(?!等[奖功])(?!{CHINESE_SIGN})[\u4e00-\u9fff]"
)
_DAY = compiled(rf"{CHINESE_SIGN}{{1,2}}[·•・]{CHINESE_SIGN}{{1,2}}")
_FEAST = compiled(
    r"(?:五一|十一|六一|七一|八一|三八|五四|九一八|一二九|双十一)(?=[”」]|[劳国儿建妇青前期黄红]|节|长假|勋章|假期|表彰|讲话|\b)"
)
_TIME_UNIT = compiled(
    r"(?:年|天|周|昼夜|小时|刻钟|个多?月|个星期|个季度|季度|星期|分钟|秒钟|月|等[奖功]|星级|个半月)(?![级轻轮纪末底度初密])"
)
_SURNAME = "[张王李赵刘陈杨黄吴徐孙胡朱林何郭罗丁]"
_FULL_NAME = compiled(
    rf"(?:^|[，,：:、（(\s“]){_SURNAME}{CHINESE_SIGN}[\u4e00-\u9fff](?:[，,。、（）()；\s]|$|同志|书记|主任|[所局队院校]长|教授|老师|先生|女士)"
)
_PERSON = compiled(r"(?:^|[^\u4e00-\u9fff]|[警官员长任名志生师某])" + _SURNAME + "$")
_BOUND = compiled(r"及?以[上下]")
_BOUNDED = compiled(
    r"(?:不少于|至少|不超过|不得少于|超过|不足|只有|仅有|仅|只|唯一的?|最多的|最大的|最小的|最后|另有|又有|其中|其余|有且仅有|增加|减少|增设|新设|还差|差|缺)$"
)
_EVERY = compiled(r"每(?:[年月周日天旬]|季度?|星期|半年|学期|[两二三四五]?个?[月年周])(?!一)[^，。；、]{1,8}$")
"""每月开展一次: how often."""
_QUARTERS = compiled("一[、和至到—-](?:[二三四]、)?第?[二三四]季度")
_ONE_PRIZE = compiled("一等[:：]?[0-9]{1,3}[项件个名篇部幅]|一[个项件枚](?:[特一二三]等奖|[金银铜优][秀]?[奖牌])")
_PARALLEL = compiled("一[个条项支座本场张把套](?=[\u4e00-\u9fff]{1,4}、[二两三四五六七八九])")
_PREFIXED_TENTH = compiled(r"一成(?!不变|为|立|员|功|果|就|长|套|熟|本|绩|效)")
_ROUND_BEFORE = compiled(r"[每近约超逾不足到达]$")
_ACHIEVED = compiled(f"(?:{either(ACHIEVING)})$")
_ONE = compiled(r"一(?=[名人起件座所支篇部项场家处例户台辆套枚面幅期本个条门间把节堂座栋艘架株口只头匹首则宗笔单])")
_ONE_BOUNDED = compiled(
    r"一(?=[名人起件座所支篇部项场家处例户台辆套枚面幅期个条门间把节堂座栋艘架株口只头匹首则宗笔单次块张份遍轮趟位])"
)
_TENTH = compiled(r"一成(?=[以左多半的，,。；;、]|[一二三四五六七八九][，,。；;、以的左]|$)|一倍")
_IDIOM = compiled(either(IDIOMS))
_QUOTED = compiled(rf"(?<=[“‘])(?:{CHINESE_SIGN}[^”’“‘，。、 0-9{CHINESE_SIGN[1:-1]}]{{1,4}}){{2,5}}(?=[”’])")
_END = compiled(r"\s*(?:[，。；、：！？）,.;!?)]|$)")
_HAN = compiled(r"[\u4e00-\u9fff]")


def lexical(text: str, at: int) -> int | None:
    """What the Chinese numeral sign at `at` begins: None a number, 0 nothing that counts, n a name of n characters."""
    if (named := _named(text, at)) is not None:
        return named
    before = text[max(0, at - 4) : at]
    skipped = _SKIP.match(text, at) is not None and not _counted(text, at)
    bound = _BEFORE.search(before) is not None and not _after_no(text, at)
    if skipped or bound or _person(text, at):
        return 0
    if _ONE_PRIZE.match(text, at):
        return None
    paired = _PAIRED.match(text, at)
    if paired and (
        paired["x"] is None or (not COUNT.match(text, at + 1) and paired["x"] not in "年月日时号点分届中到至是要在有为")
    ):
        return paired.end() - at
    run = _SIGN.match(text, at)
    assert run, text[at]
    if run[0] == "一":
        return _one(text, at)
    return 0 if run[0] in ("百", "千", "万", "亿", "千万", "百万", "亿万") and not _led(text, at, run.end()) else None


def _named(text: str, at: int) -> int | None:
    """The length of the name that begins here, 0 inside an idiom."""
    if any(found.start() <= at < found.end() for found in _IDIOM.finditer(text, max(0, at - 5), at + 7)):
        return 0
    forms = (form.match(text, at) for form in (_QUOTED, _DAY, _CONGRESS, _PLAN, _PARTY, _FEAST, _NAMED))
    return next((found.end() - at for found in forms if found), None)


def _person(text: str, at: int) -> bool:
    """李三, 王三元: a numeral in the name of a person."""
    if _FULL_NAME.match(text, max(0, at - 2)):
        return True
    return bool(_PERSON.search(text[max(0, at - 2) : at])) and not COUNT.match(text, at + 1)


def _counted(text: str, at: int) -> bool:
    """十分之三, 百万元: the word's own sign goes on as a number."""
    run = _SIGN.match(text, at)
    assert run, text[at]
    if text.startswith(("分之", "分百"), run.end()):
        return True
    return len(run[0]) > 1 and run[0] not in ("万一", "亿万", "五四", "百万")


def _after_no(text: str, at: int) -> bool:
    """不 and 进 before any numeral but 一 leave it a number, and so does 数 where it cannot be a vague one: 步数两万."""
    if text[at - 1] == "数":
        return text[at] in "二两三四五六七八九"
    return text[at] not in "一" and text[at - 1] in "不进合无单同之划归专"


def _one(text: str, at: int) -> int | None:
    if _PARALLEL.match(text, at) and text[at - 1 : at] in ("“", "‘", "、"):
        return 2
    if text[at - 1 : at + 2] == "上一年":
        return 0
    counts = _QUARTERS.match(text, at) or _one_of_time(text, at) or _one_thing(text, at) or _leads_a_list(text, at)
    return None if counts else 0


def _one_of_time(text: str, at: int) -> bool:
    """一成, 一半, 一年, 一分钟."""
    if _TENTH.match(text, at) or text.startswith("一半", at) or _TIME_UNIT.match(text, at + 1):
        return True
    return bool(_PREFIXED_TENTH.match(text, at) and _ROUND_BEFORE.search(text[max(0, at - 1) : at]))


def _one_thing(text: str, at: int) -> bool:
    """只有一家, 每月开展一次, 获一项."""
    measure = COUNT.match(text, at + 1)
    bounded = _BOUNDED.search(text[max(0, at - 4) : at]) or _EVERY.search(text[max(0, at - 14) : at])
    if measure and bounded and _ONE_BOUNDED.match(text, at):
        return True
    if measure is None or not _ONE.match(text, at):
        return False
    before = text[max(0, at - 3) : at]
    ended = _END.match(text, measure.end()) and before and before[-1] not in "钱元块" and _HAN.match(before[-1])
    return bool(_ACHIEVED.search(before) or ended)


def _leads_a_list(text: str, at: int) -> bool:
    heads = text[at + 1 : at + 2] in ("、", "是", "）", ")") and (at == 0 or text[at - 1] in "\n　 （(。；;：:，,")
    return heads or near.numbers_a_point(text, at, at + 1)


def _led(text: str, at: int, end: int) -> bool:
    """Whether a bare 百 or 万 is made a number by 近, 超, 上 before it, by 余, 分之 or a unit of measure behind it."""
    measured = COUNT.match(text, end)
    if (
        text[at:end] == "百"
        and measured
        and measured[0] in ("元", "公里", "岁")
        and text[measured.end() : measured.end() + 1] not in tuple("店户机山")
    ):
        return True
    return (
        text[max(0, at - 1) : at] in tuple("近超逾破过上约足到达")
        or (measured is not None and text[max(0, at - 1) : at] == "每")
        or text[end : end + 1] in ("余", "多")
        or text.startswith(("分之", "分百"), end)
        or (measured is not None and (text[max(0, at - 1) : at] in ("“", "‘") or _BOUND.match(text, measured.end()) is not None))
    )
