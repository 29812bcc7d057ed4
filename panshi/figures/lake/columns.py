"""The columns of a kind's segments: the entry's own, and one typed column `d_…` for each dimension of the kind."""

import json
from hashlib import sha256

from panshi.ledger import kinds
from panshi.ledger.kinds import DimensionType, Kind

FORM = 1  # raised when the way columns, cells or weights are written changes: every kind is then written anew
SQL_TYPES = {
    DimensionType.CHOICE: "VARCHAR",
    DimensionType.TEXT: "VARCHAR",
    DimensionType.INTEGER: "BIGINT",
    DimensionType.BOOLEAN: "BOOLEAN",
    DimensionType.DATE: "DATE",
}


def declared(key: str) -> Kind | None:
    """The kind called `key` when a room declares it today; an entry outlives its room."""
    return next((kind for kind in kinds.kinds() if kind.key == key), None)


def fingerprint(key: str) -> str:
    """Changes exactly when the kind's segments or cells would have to be written otherwise."""
    kind = declared(key)
    said = kind and ([(d.key, d.type, d.grouped) for d in kind.dimensions], kind.people, kind.until)
    return sha256(json.dumps([FORM, said]).encode()).hexdigest()[:16]


def typed(key: str) -> str:
    """SQL that gives the staged entries of the kind with typed columns."""
    kind = declared(key)
    dimensions = kind.dimensions if kind else ()
    shape = json.dumps({d.key: SQL_TYPES[d.type] for d in dimensions})
    columns = "".join(f', j."{d.key}" AS d_{d.key}' for d in dimensions)
    extracted = f", json_transform(dims, '{shape}') AS j" if dimensions else ""
    return (
        f"SELECT seq, unit, person, occurred_on, quantity, sign, reverses{columns} "  # noqa: S608 -- declared names only
        f"FROM (SELECT *{extracted} FROM staged WHERE kind = '{key}')"
    )


def cells(key: str) -> str:
    """SQL that sums the typed entries by unit, day and grouped dimensions (those as JSON text in `key`)."""
    kind = declared(key)
    until = f"d_{kind.until}" if kind and kind.until else "NULL::DATE"
    inner = (
        f"SELECT unit, occurred_on AS day, {until} AS until{_grouped(kind)}, SUM(sign)::BIGINT AS n, "  # noqa: S608 -- declared names
        "SUM(quantity * sign)::BIGINT AS q FROM typed GROUP BY ALL"
    )
    return f"SELECT '{key}' AS kind, unit, day, until, {_key(kind)} AS key, n, q FROM ({inner})"  # noqa: S608 -- declared names


def people(key: str) -> str:
    """SQL that sums the typed entries by person, unit, month and grouped dimensions."""
    kind = declared(key)
    inner = (
        f"SELECT person, unit, date_trunc('month', occurred_on)::DATE AS month{_grouped(kind)}, SUM(sign)::BIGINT AS n "  # noqa: S608 -- declared names
        "FROM typed WHERE person IS NOT NULL GROUP BY ALL"
    )
    return f"SELECT '{key}' AS kind, person, unit, month, {_key(kind)} AS key, n FROM ({inner})"  # noqa: S608 -- declared names


def _grouped(kind: Kind | None) -> str:
    return "".join(f", d_{d.key} AS g_{d.key}" for d in kind.dimensions if d.grouped) if kind else ""


def _key(kind: Kind | None) -> str:
    # Written out after summing: text is dear to make and dearer to group by.
    grouped = [d.key for d in kind.dimensions if d.grouped] if kind else []
    named = ", ".join(f"'{key}': g_{key}" for key in grouped)  # quoted: a dimension may be called `group`
    return f"to_json({{{named}}})::VARCHAR" if grouped else "'{}'"
