"""Tokens in sight of a person: their own, and those of the units they manage."""

from django.db.models import F, Q, QuerySet

from panshi.kernel.refusals import NotFound
from panshi.org.models import ApiToken, Person, Unit
from panshi.org.selectors import units_with


def tokens_in(unit: Unit, *, person: Person) -> QuerySet[ApiToken]:
    """The tokens of the unit and those below it that `person` may revoke; those that hold first, then the newest."""
    found = ApiToken.objects.filter(_theirs(person), unit__path__startswith=unit.path)
    return found.select_related("unit", "person", "revoked_by").order_by(F("revoked_at").asc(nulls_first=True), "-pk")


def token(pk: int, *, person: Person) -> ApiToken:
    """The token, for its maker and whoever manages its unit; for others it is not there."""
    found = ApiToken.objects.select_related("unit", "person").filter(_theirs(person), pk=pk).first()
    if found is None:
        raise NotFound(what=pk)
    return found


def _theirs(person: Person) -> Q:
    return Q(person=person) | Q(unit__in=units_with("org.manage", person=person))
