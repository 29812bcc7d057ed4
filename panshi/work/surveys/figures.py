"""What surveys add up to: waves, questionnaires out and back, the response rate."""

from panshi.figures.definitions import Figure, Measure, Ratio, among
from panshi.kernel.words import Words

SHEETS = Words("份", "questionnaires")

FIGURES = (
    Figure(
        key="surveys.waves",
        label=Words("民警思想状况调查", "survey waves"),
        question=Words(
            "期内开展了多少次问卷调查？一次调查发给多少单位都算一次。",
            "How many survey waves were held? A wave is one, however many units it goes to.",
        ),
        unit=Words("次", "waves"),
        measure=Measure.COUNT,
        kind="surveys.wave",
        aliases=("思想状况调查", "问卷调查", "思想动态调查", "队伍思想状况分析"),
    ),
    Figure(
        key="surveys.invited",
        label=Words("发放调查问卷", "questionnaires sent out"),
        question=Words(
            "各次调查一共发放多少份问卷？一个人收到两次调查算两份。",
            "How many questionnaires were sent out? A person invited to two waves counts twice.",
        ),
        unit=SHEETS,
        measure=Measure.SUM,
        kind="surveys.turnout",
        where=(among("stage", "invited"),),
        aliases=("发放问卷",),
    ),
    Figure(
        key="surveys.answered",
        label=Words("回收调查问卷", "questionnaires answered"),
        question=Words(
            "各次调查一共回收多少份问卷？只数份数，不知道是谁。",
            "How many questionnaires came back? Only their number is kept, never whose they are.",
        ),
        unit=SHEETS,
        measure=Measure.SUM,
        kind="surveys.turnout",
        where=(among("stage", "answered"),),
        aliases=("回收问卷", "有效问卷"),
    ),
    Figure(
        key="surveys.response_rate",
        label=Words("问卷回收率", "response rate"),
        question=Words("发放的问卷回收了百分之几？", "What share of the questionnaires sent out came back?"),
        unit=Words("%", "%"),
        measure=Measure.RATIO,
        ratio=Ratio("surveys.answered", "surveys.invited"),
        aliases=("回收率", "应答率", "参与率"),
    ),
)
