"""What counts in surveys: a wave held and how many were invited and answered. Never a person, never an answer."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

SURVEY = Dimension("survey", Words("调查名称", "survey"), grouped=True)

WAVE = Kind(
    key="surveys.wave",
    label=Words("问卷调查", "survey wave"),
    unit_of_count=Words("次", "waves"),
    dimensions=(SURVEY,),
    identity=("survey",),
    title="survey",
    aliases=("思想调查", "思想状况调查", "问卷"),
)
TURNOUT = Kind(
    key="surveys.turnout",
    label=Words("问卷参与", "turnout"),
    unit_of_count=Words("条", "reports"),
    dimensions=(
        SURVEY,
        Dimension(
            "stage",
            Words("环节", "stage"),
            DimensionType.CHOICE,
            {"invited": Words("发放", "invited"), "answered": Words("回收", "answered")},
            grouped=True,
        ),
    ),
    quantity=Words("份数", "questionnaires"),
    identity=("survey", "stage"),
    everywhere=True,
    title="survey",
    aliases=("发放问卷", "回收问卷"),
)

KINDS = (WAVE, TURNOUT)
