"""What a search asks of each row it finds stands by itself on SQLite, in a table with short rows by
their keys, as the rows are long. Triggers keep it. PostgreSQL keeps what is long elsewhere."""

from django.db import migrations

COLUMNS = "uuid, kind, language, year, date, regions, topics, file_page, visible_until"
OF_NEW = ", ".join(f"NEW.{column}" for column in COLUMNS.split(", "))
INDEX = f"CREATE INDEX search_found ON search_searchdocument (id, {COLUMNS})"
TABLE = [
    f"CREATE TABLE search_found (id INTEGER PRIMARY KEY, {COLUMNS})",
    f"INSERT INTO search_found SELECT id, {COLUMNS} FROM search_searchdocument ORDER BY id",
    f"""CREATE TRIGGER search_found_added AFTER INSERT ON search_searchdocument BEGIN
    INSERT INTO search_found (id, {COLUMNS}) VALUES (NEW.id, {OF_NEW}); END""",
    f"""CREATE TRIGGER search_found_changed AFTER UPDATE ON search_searchdocument BEGIN
    UPDATE search_found SET ({COLUMNS}) = ({OF_NEW}) WHERE id = NEW.id; END""",
    """CREATE TRIGGER search_found_removed AFTER DELETE ON search_searchdocument BEGIN
    DELETE FROM search_found WHERE id = OLD.id; END""",
]
NO_TABLE = [
    "DROP TRIGGER search_found_added",
    "DROP TRIGGER search_found_changed",
    "DROP TRIGGER search_found_removed",
    "DROP TABLE search_found",
]


def on_sqlite(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for statement in statements:
                schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0008_sentences_and_facets")]

    operations = [
        migrations.RunPython(
            on_sqlite(["DROP INDEX search_found", *TABLE]), on_sqlite([*NO_TABLE, INDEX])
        )
    ]
