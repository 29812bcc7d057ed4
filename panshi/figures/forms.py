"""The form by which users define figures of their own: conditions on a kind's dimensions, typed, and the words around them."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from panshi.figures.definitions import Condition, Figure, Measure, Operator, Ratio, declared
from panshi.figures.selectors import catalogue
from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

RANGED = (DimensionType.INTEGER, DimensionType.DATE)
TEXT_MAX = 300
SEPARATORS = re.compile(r"[、;；\n]+")


def measures_of(kind: Kind) -> tuple[Measure, ...]:
    """The ways in which entries of the kind can be counted."""
    offered = [Measure.COUNT]
    offered += [Measure.SUM] if kind.quantity else []
    offered += [Measure.PEOPLE] if kind.people else []
    offered += [Measure.PERSON_TIMES] if kind.people or kind.quantity else []
    offered += [Measure.STOCK] if kind.until else []
    offered += [Measure.ORDINAL]
    offered += [Measure.PERIOD] if len(_years(kind)) > 1 else []
    offered += [Measure.SCORE] if _rule_tables(kind) else []
    return tuple(offered)


def _years(kind: Kind) -> list[tuple[str, Words]]:
    return [(one.key, one.label) for one in kind.dimensions if one.type is DimensionType.INTEGER]


def _rule_tables(kind: Kind) -> list[tuple[str, Words]]:
    return [(one.rules, one.label) for one in declared() if one.kind == kind.key and one.rules]


class WordsForm(forms.Form):
    """The words of a figure in both languages."""

    label_zh = forms.CharField(label=_("Name in Chinese"), max_length=60)
    label_en = forms.CharField(label=_("Name in English"), max_length=100)
    question_zh = forms.CharField(
        label=_("Question in Chinese"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What is counted, what is not, and how: in words a stranger understands."),
    )
    question_en = forms.CharField(label=_("Question in English"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    unit_zh = forms.CharField(
        label=_("Unit of count in Chinese"), max_length=10, help_text=_("As it stands behind the number: 篇, 场次, 名.")
    )
    unit_en = forms.CharField(label=_("Unit of count in English"), max_length=30)

    def words(self, name: str) -> Words:
        """Both languages of one field."""
        return Words(self.cleaned_data.get(f"{name}_zh", ""), self.cleaned_data.get(f"{name}_en", ""))

    def forgive(self) -> None:
        """Forgets what is wrong with the words: the value alone was asked for."""
        for name in WordsForm.base_fields:
            self.errors.pop(name, None)

    def figure(self, key: str = "") -> Figure:
        """The figure as defined; call it once the form is valid, or to try it with what is valid."""
        raise NotImplementedError

    def texts(self) -> Iterator[forms.BoundField]:
        """The fields of the words, in order."""
        return (self[name] for name in WordsForm.base_fields)


class FigureForm(WordsForm):
    """A figure over one kind and measure. Each dimension has a field `how_…` and, where it needs any, values."""

    def __init__(self, data: Any = None, *, kind: Kind, measure: Measure, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"unit_zh": kind.unit_of_count.zh, "unit_en": kind.unit_of_count.en} | (initial or {}))
        self.kind, self.measure = kind, measure
        for dimension in kind.dimensions:
            self.fields |= _fields(dimension)
        if measure is Measure.PERIOD:
            self.fields["first_year"] = forms.ChoiceField(label=_("First year"), choices=_years(kind))
            self.fields["last_year"] = forms.ChoiceField(label=_("Last year"), choices=_years(kind))
        if measure is Measure.SCORE:
            self.fields["rules"] = forms.ChoiceField(label=_("Table of rules"), choices=_rule_tables(kind))

    def clean(self) -> dict[str, Any]:
        """Turns the fields of each dimension into conditions; what is wrong stands beside its field."""
        super().clean()
        self.where: tuple[Condition, ...] = ()
        for dimension in self.kind.dimensions:
            try:
                self.where += _conditions(dimension, self.cleaned_data)
            except ValidationError as wrong:
                self.add_error(_value_field(dimension), wrong)
        return self.cleaned_data

    def figure(self, key: str = "") -> Figure:
        """The figure as defined so far."""
        facts = self.cleaned_data
        return Figure(
            key=key,
            label=self.words("label"),
            question=self.words("question"),
            unit=self.words("unit"),
            measure=self.measure,
            kind=self.kind.key,
            where=self.where,
            rules=facts.get("rules", ""),
            period_dimensions=(facts.get("first_year", ""), facts.get("last_year", "")),
        )

    def dimensions(self) -> Iterator[tuple[Dimension, list[forms.BoundField]]]:
        """Each dimension with its fields, for the page."""
        for dimension in self.kind.dimensions:
            names = (f"how_{dimension.key}", f"in_{dimension.key}", f"from_{dimension.key}", f"to_{dimension.key}")
            yield dimension, [self[name] for name in names if name in self.fields]

    def others(self) -> list[forms.BoundField]:
        """The fields only some measures have."""
        return [self[name] for name in ("first_year", "last_year", "rules") if name in self.fields]


class RatioForm(WordsForm):
    """A figure made of two others, divided."""

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"unit_zh": "%", "unit_en": "%"} | (initial or {}))
        divisible = [
            (one.key, one.label) for one in catalogue() if one.measure not in (Measure.RATIO, Measure.PERIOD, Measure.SCORE)
        ]
        self.fields["numerator"] = forms.ChoiceField(label=_("Above the line"), choices=divisible)
        self.fields["denominator"] = forms.ChoiceField(label=_("Below the line"), choices=divisible)

    def clean(self) -> dict[str, Any]:
        """A figure divided by itself says nothing."""
        facts = super().clean() or {}
        if facts.get("numerator") and facts["numerator"] == facts.get("denominator"):
            self.add_error("denominator", _t("A figure divided by itself is always 100 %."))
        return facts

    def figure(self, key: str = "") -> Figure:
        """The figure as defined so far."""
        ratio = Ratio(self.cleaned_data["numerator"], self.cleaned_data["denominator"])
        label, question, unit = self.words("label"), self.words("question"), self.words("unit")
        return Figure(key=key, label=label, question=question, unit=unit, measure=Measure.RATIO, ratio=ratio)

    def others(self) -> list[forms.BoundField]:
        """The two figures."""
        return [self["numerator"], self["denominator"]]


def initial_of(figure: Figure) -> dict[str, Any]:
    """What the form of an existing figure starts with."""
    found: dict[str, Any] = {}
    for name in ("label", "question", "unit"):
        words: Words = getattr(figure, name)
        found |= {f"{name}_zh": words.zh, f"{name}_en": words.en}
    if figure.ratio:
        found |= {"numerator": figure.ratio.numerator, "denominator": figure.ratio.denominator}
    found |= {"rules": figure.rules, "first_year": figure.period_dimensions[0], "last_year": figure.period_dimensions[1]}
    for condition in figure.where:
        found |= _initial(condition)
    return found


def _initial(condition: Condition) -> dict[str, Any]:
    key, values = condition.dimension, condition.values
    match condition.operator:
        case Operator.AT_LEAST:
            return {f"from_{key}": values[0]}
        case Operator.AT_MOST:
            return {f"to_{key}": values[0]}
        case Operator.IN if values and isinstance(values[0], bool):
            return {f"how_{key}": "yes" if values[0] else "no"}
        case Operator.IN | Operator.NOT_IN:
            listed = [str(value) for value in values]
            return {f"how_{key}": condition.operator.value, f"in_{key}": listed}
        case _:
            return {f"how_{key}": condition.operator.value}


def _fields(dimension: Dimension) -> dict[str, forms.Field]:
    """The fields of one dimension: how it is asked, and with what values."""
    key, said = dimension.key, [] if dimension.required else [("filled", _("filled in")), ("empty", _("left empty"))]
    whatever: list[tuple[str, Any]] = [("", _("whatever it is"))]
    if dimension.type is DimensionType.BOOLEAN:
        return {f"how_{key}": _how([*whatever, ("yes", _("yes")), ("no", _("no")), *said])}
    if dimension.type in RANGED:
        day = dimension.type is DimensionType.DATE
        made: Any = (
            (
                lambda label: forms.DateField(
                    label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
                )
            )
            if day
            else (lambda label: forms.IntegerField(label=label, required=False))
        )
        how = {f"how_{key}": _how([*whatever, *said])} if said else {}
        return how | {f"from_{key}": made(_("at least")), f"to_{key}": made(_("at most"))}
    ways = [*whatever, ("in", _("one of these")), ("not_in", _("none of these")), *said]
    return {f"how_{key}": _how(ways), f"in_{key}": _listed(dimension)}


def _how(ways: list[tuple[str, Any]]) -> forms.Field:
    return forms.ChoiceField(label=_("Condition"), choices=ways, required=False)


def _listed(dimension: Dimension) -> forms.Field:
    if dimension.type is DimensionType.CHOICE:
        choices = [(name, str(label)) for name, label in dimension.choices.items()]
        return forms.MultipleChoiceField(label=_("Values"), choices=choices, required=False, widget=forms.CheckboxSelectMultiple)
    return Listed(label=_("Values"), required=False, help_text=_("Exactly as recorded; several with 、 or ; between them."))


class Listed(forms.CharField):
    """Several texts in one line."""

    def to_python(self, value: Any) -> Any:
        """The texts, without empty ones."""
        return [part.strip() for part in SEPARATORS.split(value or "") if part.strip()]

    def prepare_value(self, value: Any) -> Any:
        """The texts in one line again."""
        return "、".join(value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        """Each text is one that an entry can hold."""
        for text in value:
            if len(text) > TEXT_MAX or not text.isprintable():
                raise ValidationError(_t("“%(text)s” is too long or holds signs that cannot be shown.") % {"text": text[:20]})

    def run_validators(self, value: Any) -> None:
        """Validators of one text do not apply to several."""


def _value_field(dimension: Dimension) -> str:
    if dimension.type is DimensionType.BOOLEAN:
        return f"how_{dimension.key}"
    return f"from_{dimension.key}" if dimension.type in RANGED else f"in_{dimension.key}"


def _conditions(dimension: Dimension, facts: dict[str, Any]) -> tuple[Condition, ...]:
    key, how = dimension.key, facts.get(f"how_{dimension.key}", "")
    if how in ("filled", "empty"):
        return (Condition(key, Operator(how)),)
    if how in ("yes", "no"):
        return (Condition(key, Operator.IN, (how == "yes",)),)
    low, high = facts.get(f"from_{key}"), facts.get(f"to_{key}")
    if low is not None and high is not None and low > high:
        raise ValidationError(_t("“At least” lies above “at most”."))
    bounds = ((Operator.AT_LEAST, low), (Operator.AT_MOST, high))
    found = tuple(Condition(key, operator, (dimension.check(bound),)) for operator, bound in bounds if bound is not None)
    values = facts.get(f"in_{key}") or ()
    if how in ("in", "not_in") and not values:
        raise ValidationError(_t("Choose at least one value."))
    if values:
        found += (Condition(key, Operator(how or "in"), tuple(dimension.check(value) for value in values)),)
    return found
