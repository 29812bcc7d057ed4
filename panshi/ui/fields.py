"""A form field made ready for a page: its widget told which help and errors describe it."""

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect


def prepared(bound: BoundField) -> dict[str, Any]:
    """The context of `ui/parts/field.html`. Fields stay optional or required in words, not by an asterisk alone."""
    described = [f"{bound.auto_id}_help"] if bound.help_text else []
    described += [f"{bound.auto_id}_errors"] if bound.errors else []
    attrs: dict[str, Any] = {}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    widget = bound.field.widget
    grouped = isinstance(widget, (RadioSelect, CheckboxSelectMultiple))
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attrs),
        "check": isinstance(widget, CheckboxInput),
        "grouped": grouped,
        "upload": isinstance(widget, FileInput),
    }
