from django.db import migrations

SAID = {
    "ledger_entry": "entries are never changed; reverse them",
    "ledger_tile": "tiles are never changed",
    "ledger_checkpoint": "checkpoints are never changed",
}
SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{said}'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION {table}_never_changed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{said}'; END $$
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_never_changed()
"""


def statements(vendor):
    """The SQL that makes the tables append-only in this vendor's database."""
    found = []
    for table, said in SAID.items():
        if vendor == "postgresql":
            found.append(POSTGRESQL_FUNCTION.format(table=table, said=said))
            found += [POSTGRESQL_TRIGGER.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE", "TRUNCATE")]
        else:
            found += [SQLITE.format(table=table, verb=verb, said=said) for verb in ("UPDATE", "DELETE")]
    return found


def forbid_changes(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(forbid_changes)]
