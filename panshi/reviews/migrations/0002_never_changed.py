from django.db import migrations

TABLE = "reviews_frozenreview"
SAID = "a frozen review is never changed; freeze a new one"
SQLITE = "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{said}'); END"
POSTGRESQL_FUNCTION = """
CREATE FUNCTION {table}_never_changed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{said}'; END $$
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_never_changed()
"""


def forbid_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION.format(table=TABLE, said=SAID))
        for verb in ("UPDATE", "DELETE", "TRUNCATE"):
            schema_editor.execute(POSTGRESQL_TRIGGER.format(table=TABLE, verb=verb))
    else:
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(SQLITE.format(table=TABLE, verb=verb, said=SAID))


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [migrations.RunPython(forbid_changes)]
