"""What stands right before and right behind a number, asked as plain questions. Every look is a fixed number of signs."""

from typing import Literal

from panshi.reviews.checker import lexicon
from panshi.reviews.checker.lexicon import either
from panshi.reviews.checker.numerals import CHINESE_SIGN, D
from panshi.reviews.checker.patterns import compiled

_CONCRETE = rf"(?:{either(lexicon.EVENT_KINDS)})*(?:{either(lexicon.CONCRETE)})"
_HEAD = compiled(rf"(?P<concrete>{_CONCRETE})|[^，。；、,;\s了过]{{0,4}}?(?:{either(lexicon.ABSTRACT)})")
_SPENT = compiled(rf"(?:{either(lexicon.SPENDING)})[^，。；,;]{{0,8}}$")
_ADDRESS = compiled(rf"(?:{either(lexicon.ADDRESSES)})$")
_ENUMERATED = compiled(r"、|[.．](?!\d)")
_PAID_BEFORE = compiled(rf"(?:{either(lexicon.PAYING)})[了过的到出约近超给他她]{{0,2}}$")
_PAID_AFTER = compiled(r"(?:补助|补贴|奖金|工资|红包|租金|学费|押金|罚款|钱|一[斤个份张次顿天月位桌])")
_OWN_NOUN = compiled(either(lexicon.OWN_NOUNS))
_HONOURED = compiled(r"(?:入选|获评|评为|跻身|荣膺|列入|当选|评选|全[省国市县球]|年度|中国|世界|“)$")
_POINTS = "一二三四五六七八九"
_POINTING = frozenset("要靠抓看讲查促强严在防保建聚守")
_BEFORE_POINT = frozenset(("", *"\n。；;：:，,、 　"))
_CLAIMED = compiled(rf"(?:{either(lexicon.CLAIMING)})\s?$")
_PEOPLE = compiled(
    rf"(?:余|多)?(?:名|位)?(?:人(?![均大工类才民])|(?:{either(lexicon.CROWD)})(?![^，。；、]{{0,4}}?(?:{either(lexicon.NOT_CROWDS)})))"
)
_COUNTED_CROWD = tuple(word for word in lexicon.CROWD if word not in ("粉丝", "人口", "贫困人口"))
_PEOPLE_COUNTED = compiled(
    rf"(?:人数|人次|{either(_COUNTED_CROWD)}|[(（、，,][男女]性?)(?:总数|总量|合计)?[达到至为共有近约超突破逾仅已升降增减]{{0,4}}"
    r"[ \u3000]?$"
)
_LISTED = compiled(r"(?:[\u4e00-\u9fff”」》）]、[^，。；、\s]{1,12}|等)$")
_LISTED_NOUN = compiled(r"(?<!附)(?<!附[件图表])[\u4e00-\u9fff）)](?<![号码图表到从牌第线路])[ \u3000]?$")
_LISTED_END = compiled(r"[ \u3000]?(?:[，,；;、。/|+＋]|\.(?![0-9])|$|\n|[)）\]］】])")
_IN_BRACKETS = compiled(
    rf"(?:{D}|[万亿余多])[ \u3000]?(?P<unit>{either((*lexicon.PEOPLE, *lexicon.MONEY))}|[一-鿿]{{1,2}}|[%％])[ \u3000]?[(（]$"
)
_BEHIND_MEASURE = compiled(r"[(（](?P<unit>[^()（）\s]{1,4})[)）][：:]?$")
_BULLET = compiled(r"[●■◆▪•○▶★◎][ \u3000]*$|——[ \u3000]*$|[；;][ \u3000]*$")
_BULLET_AFTER = compiled(r"[ \u3000]*(?:——|[：:]|—)(?P<rest>[^。；\n]{0,24})")
_CHAPTER = compiled(r"(?:^|\n)[ \u3000]*[【\[]?$")
_CHAPTER_AFTER = compiled(r"[ \u3000、/|】\]｜·]|\n|$")
_NOTE_AFTER = compiled(r"[.．](?!\d)")
_SENTENCE_HEAD = compiled(r"(?:^|[。；;：:！？\n\u3000 ])[“（(]?$")
_ORDINAL_STOP = compiled(r"[，,、：:]|[是要]")
_RATE_BEFORE = compiled(r"率[^，。；]{0,8}$")
_RUNS = compiled(r"(?:发车|开行|加开|加密|发班|日发|日开|[日天]均)(?:了|约|近)?$")
_BUILDING_AFTER = compiled(r"(?:住宅|高层|建筑|[^，。；、0-9]{0,3}楼(?![道梯的长]))")
_KINDS_COUNTED = compiled(rf"(?:{either(lexicon.KINDS_COUNTED)})(?:了|过|出)?$")
_AGAIN = compiled(r"成为|蝉联|获|荣|登|入选|当选|夺|捧|问鼎|被|赴|上[央榜热]|受到|摘|刷新|折|进|捐|参加|援")
_HOTLINE = compiled(rf"(?:{either(lexicon.HOTLINE_KINDS)})?(?:{either(lexicon.HOTLINES)})")
_OPEN_QUOTE = compiled(r"[“‘「『]([^“”‘’「」『』，。！？；]{0,14})$")
_CLOSE_QUOTE = compiled(r"[^“”‘’「」『』，。！？；]{0,14}[”’」』]")
_COUNTED = compiled(rf"(?:{either((*lexicon.COUNTING, *lexicon.ACHIEVING))})(?:了|过)?$")
_NOUN_BEFORE = compiled(r"[\u4e00-\u9fff）”》]$")
_PUBLISHED = compiled(rf"》(?:20\d\d年)?$|{either(lexicon.PUBLICATIONS)}")
_PUBLISHED_BEHIND = compiled(rf"《|[，,]?总第|{either(lexicon.PUBLICATIONS_BEHIND)}")
_NUMBERED = compiled(r"(?<!身份)(?:[编证文案批单货卡]号|税则号列|税号|品目|证书号|编码|许可证|备案号)[：:为是]?$")
_PHONE = compiled(r"(?:电话|热线|号码|手机|传真|拨打?|致电|请拨|QQ|微信|邮编|账号|卡号)[号码]{0,2}[：:为是]?$")
_DAY_AFTER = compiled(
    r"[，,。、；;）)：\s至到—~-]|$|[上下]午|晚|早|凌晨|中午|起|前(?![锋卫台厅端])|[后以当召开是为在]|之前|之后|左右|夜"
)
_MEETING = compiled(
    r"[省市县区镇州旗]委|纪委|(?:[一二三四五六七八九]次)?(?:会议|全会|全体|人大|人代会|政协|党代|党代会|代表大会|常委会|职代会|教代会|理事会)"
)
_PROPORTION = compiled(rf"(?:{either(lexicon.PROPORTIONS)})[^，。；;\n]{{0,36}}$")
_OF_TWO = compiled(
    r"(?:降至|升至|降为|升为|提高到|提升到|调整为|优化为|优化到|下降到|上升到|缩小到|扩大到)$|(?<![对相占环同类])比[为达约由从至到仅是]{0,2}[”’]?$"
)
_PROPORTIONAL = compiled(
    r"的?(?:比例|配比|比值|结构)|(?:优化|提升|上升|下降|降低|降|缩小|扩大|提高|调整|改善|明显|变)(?:[为到至]|改善|优化|提高|提升|下降)"
)
_PARTED = compiled(r"(?:兵分|分)$")
_FORCES_AFTER = compiled(
    "水枪|人马|大军|纵队|队伍|专班|小组|并进|出击|推进|合围|攻坚|民警|干部|警力|记者|同时|救援|人员|宣讲|进发"
)
_KNOCKED_OUT = compiled("(?:挺进|晋级|闯入|闯进|进入|杀入|杀进|跻身|打进|冲进|止步)$")
_BY_MEASURE = compiled("高(?![级中职校等速层])|低|大(?![队道街会学型楼院桥厅])|多|长(?![江度城])|快|深|强(?!化)")
_CELL_BEFORE = compiled(r"[|｜\t]\s*$")
_CELL_AFTER = compiled(r"[ 　]*(?:[|｜\t\n]|$)")
_NUMBERED_PART = compiled(r"(?:^|[\s（(━─—-])(?:附件|附表|附录|附图|表|图|PART\.?|Part\.?|NO\.|No\.)[ \u3000]?$")
_NUMBERED_PART_AFTER = compiled(r"[ \u3000\n：:、.．/）)]|$")
_PHASE_BEFORE = compiled("(?:区|园|城|道|路|厂|站|馆|院|墓|工程|项目|中心|基地|线|桥|楼)$")
_PHASE_AFTER = compiled("(?:工程|项目|建成|建设|竣工|开工|投[用产运]|用地|新建|扩建|改造|[（(，。、；]|$)")
_PAIR_BEFORE = compiled(r"(?<![0-9.])[0-9][0-9,]{0,9} / $")
_PAIR_AFTER = compiled(r"[ \u3000\n]|$")
_STANDS_AT = compiled("(?:[位处设散居]?在|位于|处于)$")
_ZONED = compiled("区|水[，。、；质体]|声环境|标准")
_TIMES_SIGN = compiled(r"[\u4e00-\u9fffA-Za-z][ \u3000]?[×xX*][ \u3000]?$")
_ROW_BEFORE = compiled(r"(?:^|[\n\d]|[\u4e00-\u9fff%]\s*)\s+$")
_ROW_AFTER = compiled(r"\s*(?:$|\n)|\s+[\d-]")
_FIRST = compiled(either(lexicon.FIRST_WORDS))
_RANKED = compiled(rf"(?:{either(lexicon.RANKING)})[^，。；,;]{{0,8}}$")
_FOCUS = compiled(rf"(?:{either(lexicon.FOCUSING)})[^，。；,;]{{0,20}}$")
_MOVED = compiled(rf"(?:{either(lexicon.MOVING)})了?$")
_NUMERAL = compiled(CHINESE_SIGN + "|" + D)
_END = compiled(r"[\s，。；、,;:：！!）)”]|$")


def head_after(text: str, end: int) -> Literal["concrete", "abstract"] | None:
    """Whether a countable event or thing follows, or an abstract noun such as 工程, 方面."""
    head = _HEAD.match(text, end)
    if head is None:
        return None
    return "concrete" if head["concrete"] else "abstract"


def spent_before(text: str, start: int) -> bool:
    """服务, 累计, 培训 …: hours that add up."""
    return bool(_SPENT.search(text[max(0, start - 12) : start]))


def address_before(text: str, start: int) -> bool:
    """路, 街, 楼 …: the number is part of an address."""
    return bool(_ADDRESS.search(text[max(0, start - 4) : start]))


def numbers_a_part(text: str, start: int, end: int) -> bool:
    """Heads a line, a clause (一是) or stands in brackets alone: （一）."""
    before, ahead = text[max(0, start - 1) : start], text[end : end + 2]
    if numbers_a_point(text, start, end):
        return True
    if ahead[:1] == "是":
        return before in ("", *"\n。；;：:，,、 　？！?!")
    if before in ("（", "(", "[", "［", "【"):
        return ahead[:1] in ("）", ")", "]", "］", "】")
    return before in ("", "\n", " ", "　") and bool(_ENUMERATED.match(ahead))


def numbers_a_point(text: str, start: int, end: int) -> bool:
    """一要 …，二要 …: the points of a speech, each with the same word."""
    word = text[end : end + 1]
    if word not in _POINTING or text[max(0, start - 1) : start] not in _BEFORE_POINT or text[start:end] not in _POINTS:
        return False
    number = _POINTS.index(text[start:end])
    if number and _POINTS[number - 1] + word in text[max(0, start - 100) : start]:
        return True
    return _POINTS[number + 1 : number + 2] + word in text[end : end + 100] if number + 1 < len(_POINTS) else False


def claimed_before(text: str, start: int) -> bool:
    """达, 为, 共 …: a number without a measure word is still a claim."""
    return bool(_CLAIMED.search(text[max(0, start - 4) : start]))


def counted_before(text: str, start: int) -> bool:
    """建成, 其中 …: a small Chinese numeral behind it counts."""
    return bool(_COUNTED.search(text[max(0, start - 5) : start]))


def noun_before(text: str, start: int) -> bool:
    """Whether a word, not a stop, stands right before: 小分队八支."""
    return bool(_NOUN_BEFORE.search(text[max(0, start - 1) : start]))


def published(text: str, start: int, end: int) -> bool:
    """简报, 通报 … beside it, or alone on its line or in brackets: the number of an issue."""
    if text[max(0, start - 1) : start] == "总":
        return True
    alone = text[max(0, start - 1) : start] in ("", "\n", "（", "(", "　", " ") and text[end : end + 1] in (
        "",
        "\n",
        "）",
        ")",
        " ",
        "　",
    )
    return alone or bool(_PUBLISHED.search(text[max(0, start - 8) : start]) or _PUBLISHED_BEHIND.match(text, end))


def proportion(text: str, start: int, end: int) -> bool:
    """收入比, 结构为 …: a ratio that claims something, no score."""
    before = text[max(0, start - 40) : start]
    return bool(_PROPORTION.search(before) or _OF_TWO.search(before)) or bool(_PROPORTIONAL.match(text, end))


def parted_before(text: str, start: int) -> bool:
    """兵分 …: 六路 counts."""
    return bool(_PARTED.search(text[max(0, start - 2) : start]))


def forces_after(text: str, end: int) -> bool:
    """水枪, 人马 …: 四路 counts."""
    return bool(_FORCES_AFTER.match(text, end))


def knocked_out(text: str, start: int) -> bool:
    """挺进, 止步 …: 四强 is how far somebody came."""
    return bool(_KNOCKED_OUT.search(text[max(0, start - 2) : start]))


def measured_after(text: str, end: int) -> bool:
    """高, 大 …: 第三高, 第二大."""
    return bool(_BY_MEASURE.match(text, end))


def numbered_before(text: str, start: int) -> bool:
    """编号, 证号 …: a code that numbers a paper."""
    return bool(_NUMBERED.search(text[max(0, start - 6) : start]))


def phone_before(text: str, start: int) -> bool:
    """电话, 热线 …: digits that are dialled."""
    return bool(_PHONE.search(text[max(0, start - 8) : start]))


def day_after(text: str, end: int) -> bool:
    """Whether 8号 can be a day of the month: 8号病区 is not."""
    return bool(_DAY_AFTER.match(text, end))


def meeting_after(text: str, end: int) -> bool:
    """人大, 会议, 全会 …: what 届 and 次 without 第 count."""
    return bool(_MEETING.match(text, end))


def cell(text: str, start: int, end: int) -> bool:
    """Alone in a cell of a table."""
    if bool(_CELL_BEFORE.search(text[max(0, start - 6) : start])) and bool(_CELL_AFTER.match(text, end)):
        return True
    return end - start > 2 and bool(_ROW_BEFORE.search(text[max(0, start - 12) : start])) and bool(_ROW_AFTER.match(text, end))


def people_counted_before(text: str, start: int) -> bool:
    """参观人数, 干部群众 …: a number without a measure word that counts persons."""
    return bool(_PEOPLE_COUNTED.search(text[max(0, start - 12) : start]))


def listed_before(text: str, start: int) -> bool:
    """茶叶、竹木、康养, 教育、医疗等: a small Chinese numeral behind it counts what was listed."""
    return bool(_LISTED.search(text[max(0, start - 16) : start]))


def noun_and_stop(text: str, start: int, end: int) -> bool:
    """中央 214, 微电影 10 +: a bare number between a noun and a stop."""
    return bool(_LISTED_NOUN.search(text[max(0, start - 4) : start])) and bool(_LISTED_END.match(text, end))


def measure_beside(text: str, start: int, end: int) -> str:
    """The measure word that a bare number takes from beside it: 350名(268), 破案（起）974; "" for none."""
    before = text[max(0, start - 8) : start]
    enclosed = _IN_BRACKETS.search(before) if text[end : end + 1] in (")", "）") else None
    found = enclosed or _BEHIND_MEASURE.search(before)
    return found["unit"] if found else ""


def bulleted(text: str, start: int, end: int) -> str | None:
    """What a number at the head of a bullet is said to be: ● 260——五星级辅警的人数; None elsewhere."""
    after = _BULLET_AFTER.match(text, end) if _BULLET.search(text[max(0, start - 4) : start]) else None
    return after["rest"] if after else None


def numbers_a_chapter(text: str, start: int, end: int) -> bool:
    """01, 02 alone at the head of a line."""
    zero = text[start : start + 1] in "0０" and end - start == 2
    return zero and bool(_CHAPTER.search(text[max(0, start - 3) : start])) and bool(_CHAPTER_AFTER.match(text, end))


def numbers_a_table(text: str, start: int, end: int) -> bool:
    """表1, 附件3, PART.2: parts of a text by number."""
    return bool(_NUMBERED_PART.search(text[max(0, start - 8) : start])) and bool(_NUMBERED_PART_AFTER.match(text, end))


def paired(text: str, start: int, end: int) -> bool:
    """100 / 72: the other number of a pair."""
    return bool(_PAIR_BEFORE.search(text[max(0, start - 12) : start])) and bool(_PAIR_AFTER.match(text, end))


def stands_at(text: str, start: int) -> bool:
    """起火点在17层: which storey, not how many."""
    return bool(_STANDS_AT.search(text[max(0, start - 3) : start]))


def zoned(text: str, end: int) -> bool:
    """2类区, 3类水: a class by its number."""
    return bool(_ZONED.match(text, end))


def phase(text: str, start: int, end: int) -> bool:
    """新院区二期（…）, 大道三期工程: a stage of what is built."""
    return bool(_PHASE_BEFORE.search(text[max(0, start - 4) : start])) and bool(_PHASE_AFTER.match(text, end))


def multiplied(text: str, start: int, end: int) -> bool:
    """短视频 ×418: how many, in a list of signs."""
    return bool(_TIMES_SIGN.search(text[max(0, start - 4) : start])) and bool(_LISTED_END.match(text, end))


def numbers_a_note(text: str, start: int, end: int) -> bool:
    """2. behind the end of a sentence: the number of a note."""
    return text[max(0, start - 1) : start] in tuple("。：；") and bool(_NOTE_AFTER.match(text, end))


def heads_a_sentence(text: str, start: int, end: int) -> bool:
    """第一， at the head of a sentence."""
    return bool(_SENTENCE_HEAD.search(text[max(0, start - 2) : start])) and bool(_ORDINAL_STOP.match(text, end))


def rate_before(text: str, start: int) -> bool:
    """再犯罪率为 …."""
    return bool(_RATE_BEFORE.search(text[max(0, start - 10) : start]))


def runs_before(text: str, start: int) -> bool:
    """发车, 开行 …: 班 counts journeys."""
    return bool(_RUNS.search(text[max(0, start - 4) : start]))


def building_after(text: str, end: int) -> bool:
    """住宅楼, 高楼 …: 33层 counts its storeys."""
    return bool(_BUILDING_AFTER.match(text, end))


def kinds_counted_before(text: str, start: int) -> bool:
    """攒齐, 改了, 冲上 …: even 十大 and 六稿 behind it count."""
    return bool(_KINDS_COUNTED.search(text[max(0, start - 5) : start]))


def han_after(text: str, end: int) -> bool:
    """Whether a word follows at once."""
    return "\u4e00" <= text[end : end + 1] <= "\u9fff"


def own_noun(text: str, start: int) -> bool:
    """Whether a measure word at `start` stands before what it measures: 头牛, 口井, 门课."""
    return bool(_OWN_NOUN.match(text, start))


def honoured_before(text: str, start: int) -> bool:
    """入选, 全省 …: 十大 behind it is a title."""
    return bool(_HONOURED.search(text[max(0, start - 4) : start]))


def paid(text: str, start: int, end: int) -> bool:
    """分红, 工资 … before or 补助 … behind: 三千六百块 is money."""
    return bool(_PAID_BEFORE.search(text[max(0, start - 6) : start])) or bool(_PAID_AFTER.match(text, end))


def again_after(text: str, end: int) -> bool:
    """蝉联, 获评 …: 三度 counts."""
    return bool(_AGAIN.match(text, end))


def people_after(text: str, end: int) -> bool:
    """民警, 群众 … follow at once."""
    return bool(_PEOPLE.match(text, end))


def hotline_after(text: str, end: int) -> bool:
    """报警, 热线 …: 110, 12345."""
    return bool(_HOTLINE.match(text, end))


def quoted(text: str, start: int, end: int) -> bool:
    """Inside a short pair of quotation marks: “三个警营”."""
    return bool(_OPEN_QUOTE.search(text[max(0, start - 16) : start])) and bool(_CLOSE_QUOTE.match(text, end))


def first_word_after(text: str, end: int) -> bool:
    """时间, 书记 …: 第一时间 ranks nothing."""
    return bool(_FIRST.match(text, end))


def ranked_before(text: str, start: int) -> bool:
    """位居, 全市 …: 位居全市第一."""
    return bool(_RANKED.search(text[max(0, start - 14) : start]))


def focus_before(text: str, start: int) -> bool:
    """围绕, 聚焦 …: what follows is a programme."""
    return bool(_FOCUS.search(text[max(0, start - 24) : start]))


def moved_before(text: str, start: int) -> bool:
    """前移, 上升 …: places, not persons."""
    return bool(_MOVED.search(text[max(0, start - 4) : start]))


def numeral_after(text: str, end: int) -> bool:
    """Whether another number begins here: the sign before it may be its prefix."""
    return bool(_NUMERAL.match(text, end))


def ends(text: str, end: int) -> bool:
    """Whether the clause ends here."""
    return bool(_END.match(text, end))
