"""A question laid out for a page: to be answered, or to be looked at afterwards with what was right."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import Content, Gap
from panshi.work.learning.selectors.questions.scoring import gap_share, taken
from panshi.work.learning.selectors.questions.showing import GAP, plain, shown

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, to put in order, or the left side of a pair. `value` is its place as shown."""

    value: str
    letter: str
    html: SafeString
    chosen: bool = False
    said: str = ""
    right: bool | None = None
    feedback: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a page. `text` holds the inputs of its gaps; `rights` are (value, words) to pick from; `given` a text typed.

    With `review` it shows what was right and can no longer be answered.
    """

    place: int
    form: str
    text: SafeString
    points: Decimal
    revision: int = 0
    options: tuple[Option, ...] = ()
    rights: tuple[tuple[str, str], ...] = ()
    given: str = ""
    pictures: tuple[str, ...] = ()
    review: bool = False
    mark: Decimal | None = None
    answer: str = ""
    remark: str = ""
    feedback: SafeString | str = ""
    rubric: SafeString | str = ""

    @property
    def name(self) -> str:
        """The name of its fields."""
        return f"q{self.place}"

    @property
    def hint(self) -> str:
        """What to do, in a few words."""
        return str(Form(self.form).label)


def laid_out(
    content: Content,
    *,
    place: int = 1,
    points: Decimal = Decimal(1),
    order: Sequence[int] = (),
    said: Sequence[str] = (),
    review: bool = False,
    **facts: Any,
) -> Asked:
    """The question as its page shows it; `said` are answers in places as shown, `order` how its choices lie."""
    size = len(content.rights()) if content.pairs else len(content.choices)
    order = list(order) or list(range(size))
    return Asked(
        place=place,
        form=content.form,
        text=_text(content, place, said, review=review),
        points=points,
        options=_options(content, order, said, review=review),
        rights=_rights(content, order),
        given=said[0] if said and content.form == Form.WRITTEN else "",
        pictures=tuple(reverse("learning:picture", args=[digest]) for digest in content.pictures),
        review=review,
        answer=right_answer(content, order) if review else "",
        feedback=shown(content.feedback) if review and content.feedback else "",
        rubric=shown(content.rubric) if content.rubric else "",
        **facts,
    )


def right_answer(content: Content, order: Sequence[int] = ()) -> str:
    """What is right, in words."""
    if content.form in (Form.SINGLE, Form.MULTIPLE, Form.TRUE_FALSE):
        lie = list(order) or list(range(len(content.choices)))
        good = [spot for spot, own in enumerate(lie) if content.choices[own].share > 0]
        return "; ".join(f"{LETTERS[spot]} {plain(content.choices[lie[spot]].text)}" for spot in good)
    if content.form == Form.MATCHING:
        return "; ".join(f"{plain(pair.left)} → {pair.right}" for pair in content.lefts())
    if content.form == Form.ORDERING:
        return " → ".join(plain(choice.text) for choice in content.choices)
    return "; ".join(_gap_answer(gap) for gap in content.gaps)


def _gap_answer(gap: Gap) -> str:
    best = [each for each in gap.accepted if each.share == 100]
    return " / ".join(each.text.replace("\\*", "*") + (f" ± {each.tolerance}" if each.tolerance else "") for each in best)


def _options(content: Content, order: Sequence[int], said: Sequence[str], *, review: bool) -> tuple[Option, ...]:
    if content.form == Form.MATCHING:
        rights = content.rights()
        return tuple(
            _option(
                spot,
                shown(pair.left, inline=True),
                said,
                right=_at(said, spot) != "" and rights[order[int(_at(said, spot))]] == pair.right,
            )
            if review
            else _option(spot, shown(pair.left, inline=True), said)
            for spot, pair in enumerate(content.lefts())
        )
    if content.form == Form.ORDERING:
        return tuple(
            _option(
                spot,
                shown(content.choices[own].text, inline=True),
                said,
                right=_at(said, spot) == str(own + 1) if review else None,
            )
            for spot, own in enumerate(order)
        )
    return tuple(
        Option(
            value=str(spot),
            letter=LETTERS[spot],
            html=shown(content.choices[own].text, inline=True),
            chosen=str(spot) in said,
            right=content.choices[own].share > 0 if review else None,
            feedback=shown(content.choices[own].feedback, inline=True) if review and str(spot) in said else "",
        )
        for spot, own in enumerate(order)
    )


def _option(spot: int, html: SafeString, said: Sequence[str], *, right: bool | None = None) -> Option:
    return Option(value=str(spot), letter=str(spot + 1), html=html, said=_at(said, spot), right=right)


def _at(said: Sequence[str], spot: int) -> str:
    return said[spot] if spot < len(said) else ""


def _rights(content: Content, order: Sequence[int]) -> tuple[tuple[str, str], ...]:
    if content.form == Form.MATCHING:
        rights = content.rights()
        return tuple((str(spot), rights[own]) for spot, own in enumerate(order))
    if content.form == Form.ORDERING:
        return tuple((str(spot + 1), str(spot + 1)) for spot in range(len(order)))
    return ()


def _text(content: Content, place: int, said: Sequence[str], *, review: bool) -> SafeString:
    """The text with a field at the place of each gap; gaps that have no place in it come after it."""
    html = str(shown(content.text))
    if content.form not in (Form.FILL, Form.NUMERICAL):
        return mark_safe(html)  # noqa: S308 -- cleaned by `shown`
    fields = [_field(gap, place, number, _at(said, number), review=review) for number, gap in enumerate(content.gaps)]
    placed = set()
    pieces = GAP.split(html)
    for spot in range(1, len(pieces), 2):
        number = int(pieces[spot]) - 1
        if 0 <= number < len(fields) and number not in placed:
            placed.add(number)
            pieces[spot] = str(fields[number])
        else:
            pieces[spot] = "____"
    rest = format_html_join("", "<p>{}</p>", ((field,) for number, field in enumerate(fields) if number not in placed))
    return mark_safe("".join(pieces)) + rest  # noqa: S308 -- cleaned by `shown`, the fields escaped below


def _field(gap: Gap, place: int, number: int, said: str, *, review: bool) -> SafeString:
    label = _("Gap %(number)s of question %(place)s") % {"number": number + 1, "place": place}
    if review:
        tone = "good" if gap_share(gap, said) == 1 else "bad"
        found = taken(gap, said)
        hint = found.feedback.said if found and found.feedback else ""
        sign = "✓" if tone == "good" else "✕"
        return format_html(
            '<span class="tag {}" title="{}"><span aria-hidden="true">{}</span> {}</span>', tone, hint, sign, said or "—"
        )
    if gap.options:
        choices = format_html_join(
            "",
            '<option value="{0}"{1}>{0}</option>',
            ((each, mark_safe(" selected") if each == said else "") for each in gap.options),
        )
        return format_html(
            '<select class="gap" name="q{}" aria-label="{}"><option value="">—</option>{}</select>', place, label, choices
        )
    return format_html(
        '<input class="gap" name="q{}" value="{}" aria-label="{}" maxlength="500" autocomplete="off" autocapitalize="off">',
        place,
        said,
        label,
    )
