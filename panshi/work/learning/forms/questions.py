"""The form of a question, in as many shapes as questions have."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.work.learning.choices import Difficulty, Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models import Bank, Question
from panshi.work.learning.models.contents import WHOLE, Accepted, Choice, Content, Gap, Pair, Text
from panshi.work.learning.selectors.questions.checking import problems
from panshi.work.learning.services.questions import Draft, make_bank, save_question, set_bank
from panshi.work.learning.services.questions.pictures import keep_picture

ROWS, ROWS_MAX = 4, 26
CHOOSING = {Form.SINGLE, Form.MULTIPLE}
LISTING = CHOOSING | {Form.ORDERING}
_ACCEPTED = re.compile(r"(?:%(?P<share>-?\d+(?:\.\d+)?)%)?(?P<text>.*?)(?:\s+//\s*(?P<feedback>.*))?")


class BankForm(forms.Form):
    """A bank's name, whose it is, and whether people practise with it."""

    title = forms.CharField(label=_("Name"), max_length=200)
    practised = forms.BooleanField(
        label=_("Open to practice"),
        required=False,
        help_text=_("Everybody of the unit and below may practise with its questions."),
    )

    def __init__(self, *args: Any, person: Person, scope: Scope, bank: Bank | None = None) -> None:
        super().__init__(*args)
        self.initial = {"title": bank.title, "practised": bank.practised} if bank else {}
        self.person, self.bank = person, bank
        if bank is None:
            units = units_with("learning.teach", person=person).order_by("path")
            first = scope.unit if units.filter(pk=scope.unit.pk).exists() else units.first()
            self.fields["unit"] = forms.ModelChoiceField(units, label=_("Unit"), initial=first, empty_label=None)
        else:
            self.fields["retired"] = forms.BooleanField(label=_("Out of use"), required=False, initial=bool(bank.retired_at))

    def save(self) -> Bank:
        """Makes or changes the bank."""
        given = self.cleaned_data
        if self.bank is None:
            unit: Unit = given["unit"]
            return make_bank(unit=unit, title=given["title"], practised=given["practised"], by=self.person)
        return set_bank(self.bank, title=given["title"], practised=given["practised"], retired=given["retired"], by=self.person)


class EditForm(forms.Form):
    """One question of a given form; rows for choices or pairs are numbered fields, as many as are needed and some more."""

    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("For lists only; the text serves where there is none.")
    )
    text = forms.CharField(label=_("Question text"), widget=forms.Textarea(attrs={"rows": 4}), required=False, strip=False)
    markup = forms.ChoiceField(label=_("Written as"), choices=Markup.choices, initial=Markup.PLAIN)
    picture = forms.FileField(label=_("Picture"), required=False, help_text=_("png, jpg, gif or webp, up to 5 MB."))
    points = forms.DecimalField(label=_("Marks"), min_value=Decimal(0), max_value=Decimal(1000), decimal_places=2, initial=1)
    difficulty = forms.TypedChoiceField(label=_("Difficulty"), choices=Difficulty.choices, coerce=int, initial=0)
    labels = forms.CharField(
        label=_("Labels"), required=False, help_text=_("With commas between them; questions are found and drawn by them.")
    )
    feedback = forms.CharField(
        label=_("Said to everybody afterwards"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, bank: Bank, form: Form, question: Question | None, person: Person, rows: int = 0) -> None:
        self.bank, self.form, self.question, self.person = bank, form, question, person
        self.held = question.current.read() if question and question.current else None
        super().__init__(*args)
        self.initial = _initial(question, self.held) if question else {}
        needed = len(self.held.choices or self.held.pairs) + 1 if self.held else ROWS
        sent = int(self.data.get("rows", 0) or 0) if str(self.data.get("rows", "")).isdecimal() else 0
        self.rows = min(ROWS_MAX, max(needed, ROWS, sent, rows))
        self._add_fields()
        self.content: Content | None = None

    def choice_rows(self) -> list[dict[str, Any]]:
        """The rows of choices: their bound fields by what they are."""
        return self._rows("choice", "right", "share", "said")

    def pair_rows(self) -> list[dict[str, Any]]:
        """The rows of pairs."""
        return self._rows("left", "right_side")

    def clean(self) -> dict[str, Any]:
        """Puts the content together and says what keeps it from being asked."""
        given = super().clean() or {}
        if self.errors:
            return given
        try:
            self.content = self._content(given)
        except InvalidOperation as wrong:
            raise ValidationError(_("A number could not be read.")) from wrong
        ticked = [row for row in range(self.rows) if given.get(f"right{row}")]
        if self.form == Form.SINGLE and len(ticked) > 1:
            self.add_error(None, _("Only one choice can be ticked as right."))
        for problem in problems(self.content):
            self.add_error(None, str(problem))
        return given

    def draft(self) -> Draft:
        """What was typed, to be kept."""
        assert self.content is not None, "asked before it was clean"
        given = self.cleaned_data
        labels = tuple(re.split(r"[,，、;；]", given["labels"]))
        return Draft(self.content, given["title"], given["points"], labels, Difficulty(given["difficulty"]))

    def save(self) -> Question:
        """Keeps the question, and the picture sent with it."""
        seen = int(self.data["seen"]) if str(self.data.get("seen", "")).isdecimal() else 0
        return save_question(bank=self.bank, question=self.question, draft=self.draft(), seen=seen, by=self.person)

    def _add_fields(self) -> None:
        held = self.held
        if self.form in LISTING:
            for row in range(self.rows):
                choice = held.choices[row] if held and row < len(held.choices) else None
                self.fields |= _choice_fields(self.form, row, choice)
        elif self.form == Form.TRUE_FALSE:
            right = "1" if held is None or held.choices[0].share > 0 else "0"
            self.fields["truth"] = forms.ChoiceField(
                label=_("It is"), choices=[("1", _("true")), ("0", _("false"))], initial=right, widget=forms.RadioSelect
            )
            for key, label, place in (
                ("said_true", _("Said to who answers true"), 0),
                ("said_false", _("Said to who answers false"), 1),
            ):
                said = held.choices[place].feedback.said if held else ""
                self.fields[key] = forms.CharField(label=label, required=False, initial=said)
        elif self.form == Form.MATCHING:
            for row in range(self.rows):
                pair = held.pairs[row] if held and row < len(held.pairs) else None
                self.fields[f"left{row}"] = _line(_("Left"), pair.left.said if pair else "")
                self.fields[f"right_side{row}"] = _line(_("Right"), pair.right if pair else "")
        elif self.form in (Form.FILL, Form.NUMERICAL):
            self._add_gaps()
        elif self.form == Form.WRITTEN:
            self.fields["rubric"] = forms.CharField(
                label=_("How it is marked"), required=False, strip=False, initial=held.rubric.said if held else "",
                widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Only who marks it sees this."),
            )  # fmt: skip
        if self.form in CHOOSING:
            self.fields["fixed"] = forms.BooleanField(
                label=_("Choices always in this order"), required=False, initial=bool(held and held.fixed)
            )
        if held and held.pictures:
            self.fields["drop_pictures"] = forms.BooleanField(label=_("Remove the pictures below the text"), required=False)

    def _add_gaps(self) -> None:
        gaps = self.held.gaps if self.held else ()
        number = 1 if self.form == Form.NUMERICAL else max(len(gaps) + 1, 2, min(self.rows, len(gaps) + 3))
        for row in range(number):
            gap = gaps[row] if row < len(gaps) else None
            self.fields[f"gap{row}"] = forms.CharField(
                label=_("Answers to [[%(number)s]]") % {"number": row + 1} if self.form == Form.FILL else _("Right number"),
                required=False,
                initial="\n".join(map(_accepted_line, gap.accepted)) if gap else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            if self.form == Form.FILL:
                self.fields[f"options{row}"] = _line(_("To pick from"), " | ".join(gap.options) if gap else "")
                self.fields[f"exact{row}"] = forms.BooleanField(
                    label=_("Capitals matter"), required=False, initial=bool(gap and gap.exact)
                )

    def _rows(self, *names: str) -> list[dict[str, Any]]:
        return [{name: self[f"{name}{row}"] for name in names if f"{name}{row}" in self.fields} for row in range(self.rows)]

    def _content(self, given: Mapping[str, Any]) -> Content:
        held = self.held
        pictures = held.pictures if held and not given.get("drop_pictures") else ()
        if given.get("picture"):
            kept = keep_picture(given["picture"].read(), name=given["picture"].name)
            pictures = (*pictures, kept.digest)
        return Content(
            form=self.form,
            text=Text(given["text"].replace("\r\n", "\n"), Markup(given["markup"])),
            choices=self._choices(given),
            gaps=self._gaps(given),
            pairs=self._pairs(given),
            feedback=_as(given["feedback"], held.feedback if held else Text()),
            rubric=_as(given.get("rubric", ""), held.rubric if held else Text()),
            fixed=bool(given.get("fixed")),
            pictures=pictures,
        )

    def _choices(self, given: Mapping[str, Any]) -> tuple[Choice, ...]:
        held = self.held.choices if self.held else ()
        if self.form == Form.TRUE_FALSE:
            worth = (WHOLE, Decimal(0)) if given["truth"] == "1" else (Decimal(0), WHOLE)
            words = [choice.text for choice in held] or [Text(str(_("True"))), Text(str(_("False")))]
            said = (given["said_true"], given["said_false"])
            return tuple(Choice(*each) for each in zip(words, worth, map(Text, said), strict=True))
        if self.form not in LISTING:
            return ()
        rows = [row for row in range(self.rows) if given.get(f"choice{row}", "").strip()]
        right = [row for row in rows if given.get(f"right{row}") and given.get(f"share{row}") is None]
        named = sum(given.get(f"share{row}") or 0 for row in rows if (given.get(f"share{row}") or 0) > 0)
        each = _shared(WHOLE - named, len(right)) if self.form == Form.MULTIPLE else WHOLE
        return tuple(
            Choice(
                _as(given[f"choice{row}"], held[row].text if row < len(held) else Text()),
                each if row in right else given.get(f"share{row}") or Decimal(0),
                _as(given.get(f"said{row}", ""), held[row].feedback if row < len(held) else Text()),
            )
            for row in rows
        )

    def _pairs(self, given: Mapping[str, Any]) -> tuple[Pair, ...]:
        if self.form != Form.MATCHING:
            return ()
        held = self.held.pairs if self.held else ()
        rows = [row for row in range(self.rows) if given.get(f"left{row}") or given.get(f"right_side{row}")]
        return tuple(
            Pair(_as(given[f"left{row}"], held[row].left if row < len(held) else Text()), given[f"right_side{row}"])
            for row in rows
        )

    def _gaps(self, given: Mapping[str, Any]) -> tuple[Gap, ...]:
        rows = [row for row in range(ROWS_MAX) if given.get(f"gap{row}", "").strip()]
        numeric = self.form == Form.NUMERICAL
        return tuple(
            Gap(
                tuple(_accepted(line, numeric=numeric) for line in given[f"gap{row}"].splitlines() if line.strip()),
                tuple(each.strip() for each in given.get(f"options{row}", "").split("|") if each.strip()),
                bool(given.get(f"exact{row}")),
            )
            for row in rows
        )


def _initial(question: Question, held: Content | None) -> dict[str, Any]:
    assert held is not None
    assert question.current is not None
    return {
        "title": question.title,
        "text": held.text.said,
        "markup": held.text.markup,
        "points": f"{question.current.points.normalize():f}",
        "difficulty": question.difficulty,
        "labels": "，".join(label.text for label in question.labels.all()),
        "feedback": held.feedback.said,
    }


def _choice_fields(form: Form, row: int, choice: Choice | None) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        f"choice{row}": _line(_("Choice %(number)s") % {"number": row + 1}, choice.text.said if choice else "")
    }
    if form not in CHOOSING:
        return fields
    plain = choice is None or choice.share == 0 or (form == Form.SINGLE and choice.share == WHOLE)
    fields[f"right{row}"] = forms.BooleanField(label=_("right"), required=False, initial=bool(choice and choice.share > 0))
    fields[f"share{row}"] = forms.DecimalField(
        label=_("worth, %"), required=False, min_value=-WHOLE, max_value=WHOLE, decimal_places=5,
        initial=None if plain or choice is None else f"{choice.share:f}",
    )  # fmt: skip
    fields[f"said{row}"] = _line(_("Said to who chooses it"), choice.feedback.said if choice else "")
    return fields


def _line(label: Any, initial: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, initial=initial, max_length=2000)


def _as(said: str, held: Text) -> Text:
    """What was typed, written as what stood there before was."""
    return Text(said.replace("\r\n", "\n"), held.markup if held else Markup.PLAIN)


def _shared(whole: Decimal, number: int) -> Decimal:
    return (whole / number).quantize(Decimal("0.00001")).normalize() if number else Decimal(0)


def _accepted_line(accepted: Accepted) -> str:
    share = "" if accepted.share == WHOLE else f"%{accepted.share.normalize():f}%"
    tolerance = f" ± {accepted.tolerance:f}" if accepted.tolerance else ""
    return f"{share}{accepted.text}{tolerance}" + (f" // {accepted.feedback.said}" if accepted.feedback else "")


def _accepted(line: str, *, numeric: bool) -> Accepted:
    found = _ACCEPTED.fullmatch(line.strip())
    assert found is not None, "the pattern takes any line"
    text, tolerance = found["text"].strip(), None
    if numeric or "±" in text:
        text, _sign, said = text.partition("±")
        text = text.strip()
        tolerance = Decimal(said.strip() or 0)
    return Accepted(text, Decimal(found["share"] or 100), Text(found["feedback"] or ""), tolerance)
