"""What a column of a book can hold: the fields of a kind, of people and of units, each with the names people give it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger.kinds import Dimension, DimensionType, Kind
from panshi.org.choices import Category, Level

PEOPLE, UNITS = "people", "units"
IGNORED = ""


class FieldType(StrEnum):
    """How the cells of a column are read."""

    UNIT = "unit"
    PEOPLE = "people"
    NUMBERS = "numbers"
    TEXT = "text"
    CHOICE = "choice"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a row says. `aliases` are other headers for it; `example` stands in the template's example row."""

    key: str
    label: Words
    type: FieldType
    required: bool = True
    choices: Mapping[str, Words] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    note: Words | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What a book holds: records of a kind, people, or units. `kind` is None for the latter two."""

    key: str
    label: Words
    fields: tuple[Field, ...]
    kind: Kind | None = None

    def field(self, key: str) -> Field:
        """The field called `key`; asking for another is a bug."""
        return next(each for each in self.fields if each.key == key)

    @property
    def permission(self) -> str:
        """What it takes in the unit to bring such a book in."""
        return "records.report" if self.kind else "org.manage"


WHAT_IS_DATED = (
    "",
    "发生",
    "活动",
    "开展",
    "举办",
    "刊发",
    "刊登",
    "发布",
    "完成",
    "获奖",
    "登记",
    "播出",
    "评定",
    "成立",
    "报送",
)
DAYS = tuple(what + day for what in WHAT_IS_DATED for day in ("日期", "时间"))
PLACES = (
    "单位",
    "单位名称",
    "单位编号",
    "所属单位",
    "填报单位",
    "上报单位",
    "部门",
    "所在单位",
    "承办单位",
    "主办单位",
    "报送单位",
)
NAMES = ("人员", "姓名", "人员姓名", "参加人员", "参训人员", "名单", "人员名单", "姓名或警号", "参加人")
NUMBERS = ("警号", "人员编号", "工号", "警员编号", "编号（警号）")
NOTES = ("备注", "说明", "备注说明")
SERIAL = ("序号", "编号", "号", "no", "no.", "顺序号", "#")
REASON = Words("退回原因", "why it was returned")
SAME: tuple[tuple[str, ...], ...] = (
    ("标题", "题目", "主题", "稿件标题", "作品标题", "文章标题", "活动主题", "活动名称", "活动内容", "内容", "名称", "素材标题"),
    ("媒体", "媒体名称", "刊登媒体", "刊发媒体", "报刊名称", "发表媒体"),
    ("媒体层级", "媒体级别", "级别", "层级"),
    ("活动层级", "级别", "层级", "活动级别"),
    ("授予或刊发层级", "级别", "层级", "奖项级别", "表彰级别"),
    ("形式", "活动形式", "类型", "类别", "活动类型", "产品形式", "作品形式"),
    ("名称", "队伍名称", "社团名称", "规划名称"),
    ("作品名称", "作品", "作品题目", "参赛作品"),
    ("等次", "奖项", "获奖等次", "奖次", "奖级"),
    ("授予单位", "颁奖单位", "表彰单位", "颁发单位"),
    ("账号", "账号名称", "公众号", "公众号名称"),
    ("平台", "发布平台", "平台名称"),
    ("任务名称", "任务", "学习任务", "课程", "课程名称"),
    ("分数", "成绩", "得分", "考试成绩"),
    ("版次", "版面"),
    ("字数", "篇幅"),
    ("期号", "期数", "第几期"),
    ("届次", "第几届", "届"),
    ("合格", "是否合格"),
    ("原创", "是否原创"),
    ("领导干部", "是否领导干部", "是否领导"),
    ("学时", "课时", "学习时长"),
)


class UnknownBook(Refusal):
    """Books of this sort are not read."""

    words = Words("没有“{key}”这种台账。", "There is no book of “{key}”.")
    code = "unknown-book"
    status = 404


def form(key: str) -> Form:
    """The form of books of `key`: a kind's key, "people" or "units"; refuses another."""
    if key == PEOPLE:
        return PEOPLE_FORM
    if key == UNITS:
        return UNITS_FORM
    known = {kind.key: kind for kind in kinds.kinds()}
    if key not in known:
        raise UnknownBook(key=key)
    return of_kind(known[key])


def of_kind(kind: Kind) -> Form:
    """Unit and date, the kind's dimensions, quantity and people where it has them, a note."""
    found = [
        Field("unit", Words("单位", "unit"), FieldType.UNIT, required=False, aliases=PLACES, note=UNIT_NOTE),
        Field(
            "occurred_on", Words("日期", "date"), FieldType.DATE, aliases=(*DAYS, "年月日"), note=DAY_NOTE, example="2023-05-03"
        ),
        *(_of_dimension(dimension) for dimension in kind.dimensions),
    ]
    if kind.quantity:
        found.append(Field("quantity", kind.quantity, FieldType.INTEGER, aliases=("数量",), note=NUMBER_NOTE, example="3"))
    if kind.people:
        names = Words("人员", "people")
        found.append(Field("people", names, FieldType.PEOPLE, required=False, aliases=NAMES, note=PEOPLE_NOTE))
        numbers = Words("警号", "staff number")
        found.append(Field("numbers", numbers, FieldType.NUMBERS, required=False, aliases=NUMBERS, note=BOTH_NOTE))
    found.append(Field("note", Words("备注", "note"), FieldType.TEXT, required=False, aliases=NOTES))
    return Form(kind.key, kind.label, tuple(found), kind)


def _of_dimension(dimension: Dimension) -> Field:
    label = dimension.label.zh
    aliases = [name for group in SAME if label in group for name in group if name != label]
    example = {
        DimensionType.CHOICE: next((words.zh for words in dimension.choices.values()), ""),
        DimensionType.BOOLEAN: "是",
        DimensionType.INTEGER: "1",
        DimensionType.DATE: "",
        DimensionType.TEXT: f"{label}（示例）" if dimension.required else "",
    }[dimension.type]
    return Field(
        key=f"dim_{dimension.key}",
        label=dimension.label,
        type=FieldType(dimension.type.value),
        required=dimension.required,
        choices=dimension.choices,
        aliases=tuple(dict.fromkeys(aliases)),
        note=dimension.note,
        example=example if dimension.required else "",
    )


UNIT_NOTE = Words("单位编号或名称；空着就是上传时选的单位。", "Code or name; empty: the unit chosen when uploading.")
DAY_NOTE = Words("发生的那一天，如 2023-05-03、2023年5月3日。", "The day it happened, such as 2023-05-03 or 2023年5月3日.")
NUMBER_NOTE = Words("准确的整数，不写“约”“余”。", "An exact whole number: no “about”, no “more than”.")
PEOPLE_NOTE = Words(
    "姓名或警号，几个人用顿号隔开；有重名的写警号。",
    "Names or staff numbers, several parted by 、; where two share a name, the staff number.",
)
BOTH_NOTE = Words("姓名、警号分两列时填这里。", "For books that keep names and numbers in two columns.")


def _labels(choices: type[Category | Level]) -> dict[str, Words]:
    known = {
        "officer": Words("民警", "officer"),
        "auxiliary": Words("辅警", "auxiliary"),
        "civilian": Words("文职", "civilian staff"),
        "city": Words("市局", "city bureau"),
        "county": Words("县（市、区）局", "county bureau"),
        "station": Words("所队", "station"),
        "division": Words("部门", "division"),
    }
    return {choice.value: known[choice.value] for choice in choices}


PEOPLE_FORM = Form(
    PEOPLE,
    Words("人员名册", "staff list"),
    (
        Field("number", Words("警号", "staff number"), FieldType.TEXT, aliases=NUMBERS, example="P0001"),
        Field("name", Words("姓名", "name"), FieldType.TEXT, aliases=("人员姓名", "名字"), example="张三"),
        Field(
            "category",
            Words("人员类别", "category"),
            FieldType.CHOICE,
            choices=_labels(Category),
            aliases=("类别", "身份", "人员身份"),
            example="民警",
        ),
        Field("unit", Words("单位", "unit"), FieldType.UNIT, required=False, aliases=PLACES, note=UNIT_NOTE),
        Field(
            "since",
            Words("任职日期", "posted since"),
            FieldType.DATE,
            aliases=("任现职时间", "入职日期", "入职时间", "到岗日期", "日期", "起始日期"),
            example="2020-01-01",
        ),
        Field("post", Words("职务", "post"), FieldType.TEXT, required=False, aliases=("岗位", "现任职务")),
        Field("leader", Words("领导干部", "in a leading post"), FieldType.BOOLEAN, required=False, aliases=("是否领导",)),
    ),
)
UNITS_FORM = Form(
    UNITS,
    Words("单位名册", "list of units"),
    (
        Field("code", Words("单位编号", "code"), FieldType.TEXT, aliases=("编号", "编码", "单位代码", "代码"), example="C01-01"),
        Field("name", Words("单位名称", "name"), FieldType.TEXT, aliases=("名称", "单位"), example="古镇派出所"),
        Field(
            "level",
            Words("级别", "level"),
            FieldType.CHOICE,
            choices=_labels(Level),
            aliases=("层级", "单位级别", "类型"),
            example="所队",
        ),
        Field(
            "above",
            Words("上级单位", "unit above"),
            FieldType.UNIT,
            required=False,
            aliases=("上级", "隶属单位", "主管单位"),
            note=UNIT_NOTE,
        ),
        Field(
            "opened_on",
            Words("设立日期", "opened on"),
            FieldType.DATE,
            aliases=("成立日期", "成立时间", "设立时间", "日期"),
            example="2000-01-01",
        ),
    ),
)
