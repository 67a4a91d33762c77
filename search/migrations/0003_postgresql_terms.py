"""The full-text tables of the engine on PostgreSQL; another database has its own."""

from django.db import migrations

# No foreign keys to the rows: the engine deletes with them, and Django could not empty a table that
# one it does not know refers to.
CREATE = [
    "CREATE TABLE search_terms (row_id bigint PRIMARY KEY, terms tsvector NOT NULL)",
    "CREATE INDEX search_terms_gin ON search_terms USING gin (terms)",
    # In the C collation forms stand in the order of their letters' code points, so that a
    # beginning is a range of the index.
    'CREATE TABLE search_words (form text COLLATE "C", is_base boolean, row_id bigint,'
    " PRIMARY KEY (form, is_base, row_id))",
    "CREATE INDEX search_words_row ON search_words (row_id)",
]
DROP = ["DROP TABLE search_words", "DROP TABLE search_terms"]


def _on_postgresql(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0002_sqlite_terms")]
    operations = [migrations.RunPython(_on_postgresql(CREATE), _on_postgresql(DROP))]
