"""The full-text tables of the engine on SQLite; another database has its own."""

from django.db import migrations

# The ascii tokenizer parts words at ASCII marks alone and changes no other character; the engine
# writes no such mark into a term.
CREATE = [
    "CREATE VIRTUAL TABLE search_terms USING fts5("
    "title_lemma, title_part, body_lemma, body_part, title_phrase, body_phrase, tokenize = 'ascii')",
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "base, surface, tokenize = 'ascii', detail = 'column')",
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_words', 'col')",
]
DROP = ["DROP TABLE search_vocabulary", "DROP TABLE search_words", "DROP TABLE search_terms"]


def _on_sqlite(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(_on_sqlite(CREATE), _on_sqlite(DROP))]
