"""Questions of every form, written as short as a test can read them."""

from decimal import Decimal

from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import Accepted, Choice, Content, Gap, Pair, Text


def single(text: str = "报警电话是哪个？", *others: str, right: str = "110") -> Content:
    wrong = others or ("119", "120")
    return Content(Form.SINGLE, Text(text), (Choice(Text(right), Decimal(100)), *(Choice(Text(each)) for each in wrong)))


def multiple(**shares: str) -> Content:
    given = shares or {"出示证件": "50", "告知权利": "50", "先行扣押": "0"}
    return Content(
        Form.MULTIPLE, Text("现场执法应当？"), tuple(Choice(Text(text), Decimal(share)) for text, share in given.items())
    )


def true_false(*, right: bool = True) -> Content:
    return Content(
        Form.TRUE_FALSE,
        Text("执法记录仪应当全程开启。"),
        (Choice(Text("对"), Decimal(100 * right)), Choice(Text("错"), Decimal(100 * (not right)))),
    )


def fill(*accepted: str, text: str = "心肺复苏按压频率每分钟[[1]]次。") -> Content:
    return Content(Form.FILL, Text(text), gaps=(Gap(tuple(Accepted(each) for each in accepted or ("100至120",))),))


def numerical(text: str = "30", tolerance: str = "0") -> Content:
    return Content(Form.NUMERICAL, Text("按压通气比是几比二？"), gaps=(Gap((Accepted(text, tolerance=Decimal(tolerance)),)),))


def matching() -> Content:
    pairs = (Pair(Text("火警"), "119"), Pair(Text("急救"), "120"), Pair(Text("匪警"), "110"), Pair(Text(""), "114"))
    return Content(Form.MATCHING, Text("把电话与事项配对。"), pairs=pairs)


def ordering() -> Content:
    steps = ("判断意识", "呼救", "胸外按压", "人工呼吸")
    return Content(Form.ORDERING, Text("把急救步骤排好。"), tuple(Choice(Text(each)) for each in steps))


def written() -> Content:
    return Content(Form.WRITTEN, Text("说明盘查的要点。"), rubric=Text("安全距离、告知、记录各三分。"))


def note() -> Content:
    return Content(Form.NOTE, Text("以下各题看图作答。"))


ALL = (single(), multiple(), true_false(), fill(), numerical(), matching(), ordering(), written(), note())
