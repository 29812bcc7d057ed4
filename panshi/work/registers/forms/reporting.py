"""The form of any kind, made from its declaration; files already sent stay with it when something else is wrong."""

import re
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from panshi.kernel.clock import today
from panshi.kernel.refusals import Refusal
from panshi.ledger.kinds import Dimension, DimensionType, Kind
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.work.registers import selectors, services
from panshi.work.registers.models import Draft, Evidence, Record, stored

ASIDE = ("kept", "files", "told", "distinct_because")
"""Fields that stand apart from what was typed about the thing itself."""
WORDS = re.compile(r"[\s,，、;；]+")
ACCEPTED = ".jpg,.jpeg,.png,.webp,.pdf,.xlsx,.docx"


class Files(forms.ClearableFileInput):
    """Any number of files; the phone's camera is offered by the browser."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The files chosen, as a list."""

    widget = Files(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file cleaned as one is; none is fine."""
        return [super(FilesField, self).clean(each, initial) for each in data or ()]


class PeopleField(forms.CharField):
    """People by staff number, or by name where only one has it, among those the reporter may see by name."""

    widget = forms.Textarea(attrs={"rows": 4, "autocomplete": "off"})

    def __init__(self, *, reporter: Person, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.reporter = reporter

    def clean(self, value: Any) -> tuple[Person, ...]:
        """The people meant, in order; an error names who was not found and which namesakes need a number."""
        asked = list(dict.fromkeys(word for word in WORDS.split(super().clean(value)) if word))
        units = units_with("org.view_people", person=self.reporter)
        among = Person.objects.filter(postings__unit__in=units).distinct()
        by_number = {person.number: person for person in among.filter(number__in=asked)}
        by_name: dict[str, list[Person]] = {}
        for person in among.filter(name__in=asked).order_by("number"):
            by_name.setdefault(person.name, []).append(person)
        found, wrong = [], []
        for word in asked:
            meant = [by_number[word]] if word in by_number else by_name.get(word, [])
            if len(meant) == 1:
                found.append(meant[0])
            elif meant:
                several = "、".join(person.number for person in meant)
                wrong.append(
                    _t("Several are called %(name)s; give the staff number: %(numbers)s.") % {"name": word, "numbers": several}
                )
            else:
                wrong.append(_t("“%(name)s” is not among the people you may see.") % {"name": word})
        if wrong:
            raise ValidationError(wrong)
        return tuple(found)


class RecordForm(forms.Form):
    """What a person reports of one kind; `record` is the one corrected, `begun` what to begin from: a draft, one's last.

    What is pointed out (`doubts`) is shown once before the record is taken: changed, answered, or reported all the same.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        kind: Kind,
        person: Person,
        scope: Scope,
        record: Record | None = None,
        begun: Draft | Record | None = None,
    ) -> None:
        given = data.copy() if data is not None else None  # what has been filed is put among what was given
        self.kind, self.person, self.record = kind, person, record
        self.draft = begun if isinstance(begun, Draft) else None
        super().__init__(given, files, initial=(_known(record) if record else {}) | _begun(begun))
        self.doubts: tuple[selectors.Doubt, ...] = ()
        units = units_with("records.report", person=person).order_by("path")
        self.fields["unit"] = forms.ModelChoiceField(units, label=_("Unit"), initial=self._unit(scope), empty_label=None)
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "max": today().isoformat()})
        self.fields["occurred_on"] = forms.DateField(label=_("Date"), widget=day, help_text=_("The day it happened."))
        for dimension in kind.dimensions:
            self.fields[f"dim_{dimension.key}"] = field_of(dimension)
        if kind.quantity:
            self.fields["quantity"] = forms.IntegerField(label=str(kind.quantity), min_value=0, max_value=2**53 - 1)
        if kind.people:
            hint = _("Staff numbers or names, one a line; where two share a name, the staff number.")
            self.fields["people"] = PeopleField(reporter=person, label=_("People"), help_text=hint)
        note = forms.Textarea(attrs={"rows": 2})
        self.fields["note"] = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=note)
        because = _("What sets it apart from what is shown here, such as: morning and afternoon session.")
        self.fields["distinct_because"] = forms.CharField(
            label=_("Why it is another one"), required=False, max_length=300, help_text=because
        )
        self._add_evidence(self.draft or record)

    def _unit(self, scope: Scope) -> Unit:
        return self.record.unit if self.record else scope.unit

    def _add_evidence(self, filed: Record | Draft | None) -> None:
        kept = self.data.getlist("kept") if isinstance(self.data, QueryDict) else []
        digests = kept if self.is_bound else [each.digest for each in filed.evidence.all()] if filed else []
        self.fields["kept"] = Kept(
            selectors.visible_evidence(person=self.person).filter(digest__in=digests),
            to_field_name="digest",
            required=False,
            label=_("Evidence so far"),
            help_text=_("Untick what does not belong."),
            widget=forms.CheckboxSelectMultiple,
            initial=digests,
        )
        hint = _("Photos (jpg, png, webp), scans (pdf), xlsx or docx, at most 20 MB each.")
        self.fields["files"] = FilesField(label=_("Evidence"), required=False, help_text=hint)
        address = forms.URLInput(attrs={"placeholder": "https://"})
        self.fields["link"] = forms.CharField(label=_("Link"), required=False, max_length=2000, widget=address)

    def clean_files(self) -> list[Evidence]:
        """Files the chosen ones at once and ticks them, so that they need not be sent again."""
        filed, wrong = [], []
        for upload in self.cleaned_data["files"]:
            try:
                if upload.size > services.SIZE_MAX_BYTES:
                    raise services.FileTooLarge(name=upload.name, size=-(-upload.size // 1024**2))
                filed.append(services.store(upload.read(), name=upload.name, by=self.person))
            except Refusal as refusal:  # a form says it beside the field, so that nothing typed is lost
                wrong.append(str(refusal))
        self._tick(filed)
        if wrong:
            raise ValidationError(wrong)
        return filed

    def _tick(self, filed: list[Evidence]) -> None:
        kept = self.fields["kept"]
        assert isinstance(kept, forms.ModelMultipleChoiceField), "evidence so far is chosen among what was filed"
        assert isinstance(self.data, QueryDict), "only a bound form is cleaned"
        digests = [*self.data.getlist("kept"), *(each.digest for each in filed)]
        kept.queryset = selectors.visible_evidence(person=self.person).filter(digest__in=digests)
        self.data.setlist("kept", digests)

    def clean_link(self) -> Evidence | None:
        """The address as evidence, if one was given."""
        address = self.cleaned_data["link"]
        try:
            return services.link(address, by=self.person) if address else None
        except Refusal as refusal:  # a form says it beside the field, so that nothing typed is lost
            raise ValidationError(str(refusal)) from None

    def clean(self) -> None:
        """Asks the service whether it would refuse, once every field is right by itself."""
        if self.errors:
            return
        try:
            services.check(self.new_record(), by=self.person)
        except Refusal as refusal:  # a form says it above the fields, so that nothing typed is lost
            raise ValidationError(str(refusal)) from None
        self.doubts = selectors.doubts([self._suspect()], viewer=self.person)[0]
        self.fields["distinct_because"].required = any(doubt.asks for doubt in self.doubts)
        if self.doubts and self.data.get("told") != self.told:
            raise ValidationError(_t("Look at what is pointed out; then change it, or report it all the same."))
        if any(doubt.asks for doubt in self.doubts) and not self.cleaned_data["distinct_because"].strip():
            self.add_error("distinct_because", _t("Say why it is another one; otherwise it would count twice."))

    def _suspect(self) -> selectors.Suspect:
        new = self.new_record()
        return selectors.Suspect(
            kind=new.kind,
            unit=new.unit,
            occurred_on=new.occurred_on,
            dims=stored(new.kind.check(new.dims)),
            quantity=new.quantity,
            people=tuple(person.pk for person in new.people),
            title=str(new.dims.get(new.kind.title or "", "")),
            evidence=new.evidence,
            pk=self.record.pk if self.record else None,
        )

    @property
    def told(self) -> str:
        """What has been pointed out, in short: sent along, so that it is pointed out once and whatever is new is, too."""
        return sha256("\n".join(f"{doubt.said.zh}{doubt.named}" for doubt in self.doubts).encode()).hexdigest()[:16]

    @property
    def asks(self) -> bool:
        """Whether why it is another one is to be said."""
        return any(doubt.asks for doubt in self.doubts) or bool(self.initial.get("distinct_because"))

    def new_record(self) -> services.NewRecord:
        """What was typed, for the services."""
        given = self.cleaned_data
        dims = {dimension.key: given[f"dim_{dimension.key}"] for dimension in self.kind.dimensions}
        link = [given["link"]] if given.get("link") else []
        return services.NewRecord(
            kind=self.kind,
            unit=given["unit"],
            occurred_on=given["occurred_on"],
            dims={key: value for key, value in dims.items() if value not in (None, "")},
            quantity=given.get("quantity", 1),
            people=given.get("people", ()),
            note=given["note"],
            distinct_because=given.get("distinct_because", "") if self.asks else "",
            evidence=tuple(dict.fromkeys([*given["kept"], *given["files"], *link])),
        )

    def save(self) -> Record:
        """Reports the record, or reports it again as corrected."""
        if self.record and self.draft:
            return services.resubmit_draft(self.draft, self.record, self.new_record(), by=self.person)
        if self.record:
            return services.resubmit(self.record, self.new_record(), by=self.person)
        if self.draft:
            return services.report_draft(self.draft, self.new_record(), by=self.person)
        return services.report(self.new_record(), by=self.person)

    def keep(self) -> Draft:
        """Keeps what was typed as a draft, right or wrong, with the files chosen."""
        self.full_clean()
        assert isinstance(self.data, QueryDict), "only what was sent is kept"
        typed = {name: self.data.getlist(name) for name in self.fields if name not in ASIDE and name in self.data}
        filed = selectors.visible_evidence(person=self.person).filter(digest__in=self.data.getlist("kept"))
        return services.save_draft(
            kind=self.kind, typed=typed, evidence=list(filed), by=self.person, draft=self.draft, record=self.record
        )

    @property
    def overtaken(self) -> bool:
        """Whether the record was corrected by somebody else after this correction was begun."""
        return bool(self.record and self.draft and self.draft.revision != self.record.revision)

    def shown(self) -> list[forms.BoundField]:
        """The fields to show: evidence so far only where there is some; why it is another one stands with what asks it."""
        return [bound for bound in self if bound.name != "distinct_because" and (bound.name != "kept" or bound.subwidgets)]


class Kept(forms.ModelMultipleChoiceField):
    """Evidence by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name under which it was filed."""
        return str(obj.name)


def field_of(dimension: Dimension) -> forms.Field:
    """The form field of a dimension: its type, label, choices and note."""
    said: dict[str, Any] = {
        "label": str(dimension.label),
        "required": dimension.required,
        "help_text": str(dimension.note or ""),
    }
    match dimension.type:
        case DimensionType.CHOICE:
            options = [("", "—"), *((key, str(label)) for key, label in dimension.choices.items())]
            return forms.ChoiceField(choices=options, **said)
        case DimensionType.BOOLEAN:
            options = [("True", _t("yes")), ("False", _t("no"))]
            return forms.TypedChoiceField(
                choices=options, coerce=lambda text: text == "True", empty_value=None, widget=forms.RadioSelect, **said
            )
        case DimensionType.INTEGER:
            return forms.IntegerField(min_value=-(2**53) + 1, max_value=2**53 - 1, **said)
        case DimensionType.DATE:
            return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **said)
        case _:
            return forms.CharField(max_length=300, **said)


def _known(record: Record) -> dict[str, Any]:
    """The record as typed once more."""
    people = "\n".join(person.number for person in selectors.people_on(record))
    dims = {f"dim_{key}": str(value) if isinstance(value, bool) else value for key, value in record.dims.items()}
    rest = {"occurred_on": record.occurred_on, "quantity": record.quantity, "people": people, "note": record.note}
    return dims | rest | {"distinct_because": record.distinct_because}


def _begun(begun: Draft | Record | None) -> dict[str, Any]:
    """What a new record begins from: a draft as it was typed; of one's last record all but its evidence, dated today."""
    if isinstance(begun, Draft):
        return {name: values[0] for name, values in begun.typed.items() if values}
    if begun is None:
        return {}
    return _known(begun) | {"unit": begun.unit_id, "occurred_on": today(), "distinct_because": ""}
