"""Forms of the registers."""

from panshi.work.registers.forms.reporting import FilesField, PeopleField, RecordForm, field_of

__all__ = ["FilesField", "PeopleField", "RecordForm", "field_of"]
