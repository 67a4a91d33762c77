"""The tables of the search, and what each engine in the database keeps beside them.

On SQLite the full text stands in a table of FTS5, and what a search asks of each row it finds in
one with short rows, which triggers keep, as the rows are long. PostgreSQL keeps what is long
elsewhere.
"""

import search.models
from django.db import migrations, models

COLUMNS = "uuid, kind, site, language, year, date, regions, topics, file_page, visible_until"
OF_NEW = ", ".join(f"NEW.{column}" for column in COLUMNS.split(", "))
ROWS, TERMS, FOUND = (f"kumppanuus_search_{name}" for name in ("searchdocument", "terms", "found"))
ENGINES = {
    "sqlite": [
        # The ascii tokenizer parts words at ASCII marks alone and changes no other character; the
        # engine writes no such mark into a term.
        f"CREATE VIRTUAL TABLE {TERMS} USING fts5(title_lemma, title_part, body_lemma, body_part,"
        " title_phrase, body_phrase, tokenize = 'ascii')",
        f"CREATE TABLE {FOUND} (id INTEGER PRIMARY KEY, {COLUMNS})",
        f"""CREATE TRIGGER {FOUND}_added AFTER INSERT ON {ROWS} BEGIN
        INSERT INTO {FOUND} (id, {COLUMNS}) VALUES (NEW.id, {OF_NEW}); END""",
        f"""CREATE TRIGGER {FOUND}_changed AFTER UPDATE ON {ROWS} BEGIN
        UPDATE {FOUND} SET ({COLUMNS}) = ({OF_NEW}) WHERE id = NEW.id; END""",
        f"""CREATE TRIGGER {FOUND}_removed AFTER DELETE ON {ROWS} BEGIN
        DELETE FROM {FOUND} WHERE id = OLD.id; END""",
    ],
    "postgresql": [
        # No foreign key to the rows: the engine deletes with them, and Django could not empty a
        # table that one it does not know refers to.
        f"CREATE TABLE {TERMS} (row_id bigint PRIMARY KEY, terms tsvector NOT NULL)",
        f"CREATE INDEX {TERMS}_gin ON {TERMS} USING gin (terms)",
        # In the C collation forms stand in the order of their letters' code points, as on SQLite,
        # so that a beginning is a range of the index.
        'ALTER TABLE kumppanuus_search_vocabularyword ALTER COLUMN form TYPE text COLLATE "C"',
    ],
}
# The triggers go with the table of the rows.
DROP = [f"DROP TABLE {TERMS}", f"DROP TABLE IF EXISTS {FOUND}"]


def make_tables_of_the_engine(apps, schema_editor):
    for statement in ENGINES[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_tables_of_the_engine(apps, schema_editor):
    for statement in DROP:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SynonymGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=500, verbose_name='words')),
            ],
            options={
                'verbose_name': 'group of synonyms',
                'verbose_name_plural': 'groups of synonyms',
                'ordering': ['words'],
            },
        ),
        migrations.CreateModel(
            name='VocabularyKey',
            fields=[
                ('pk', models.CompositePrimaryKey('key', 'form', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.BigIntegerField(verbose_name='key')),
                ('form', models.TextField(verbose_name='form')),
            ],
            options={
                'verbose_name': 'key of a word',
                'verbose_name_plural': 'keys of words',
            },
        ),
        migrations.CreateModel(
            name='PageVersion',
            fields=[
                ('uuid', models.UUIDField(primary_key=True, serialize=False, verbose_name='page')),
                ('version', models.PositiveBigIntegerField(default=search.models.version_now, verbose_name='version')),
                ('is_removed', models.BooleanField(default=False, verbose_name='removed')),
                ('is_sent', models.BooleanField(default=False, verbose_name='sent')),
            ],
            options={
                'verbose_name': 'version of a page',
                'verbose_name_plural': 'versions of pages',
                'indexes': [models.Index(condition=models.Q(('is_sent', False)), fields=['version'], name='kumppanuus_search_unsent')],
            },
        ),
        migrations.CreateModel(
            name='QueryCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('site', models.CharField(blank=True, max_length=255, verbose_name='site')),
                ('language', models.CharField(blank=True, max_length=8, verbose_name='language')),
                ('text', models.CharField(max_length=80, verbose_name='words')),
                ('searches', models.PositiveIntegerField(default=0, verbose_name='searches')),
                ('pages', models.PositiveIntegerField(default=0, verbose_name='pages found')),
            ],
            options={
                'verbose_name': 'searches of a day',
                'verbose_name_plural': 'searches by day',
                'default_permissions': ['view'],
                'indexes': [models.Index(fields=['text', 'site', 'language', '-day'], name='kumppanuus__text_83b516_idx')],
                'constraints': [models.UniqueConstraint(fields=('day', 'site', 'language', 'text'), name='kumppanuus_count_a_day')],
            },
        ),
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(verbose_name='page')),
                ('file_key', models.CharField(blank=True, max_length=64, verbose_name='file content')),
                ('file_page', models.PositiveIntegerField(default=0, verbose_name='page of the file')),
                ('file_title', models.TextField(blank=True, verbose_name='title of the file')),
                ('file_path', models.TextField(blank=True, verbose_name='address of the file')),
                ('kind', models.CharField(max_length=32, verbose_name='kind')),
                ('site', models.CharField(blank=True, max_length=255, verbose_name='site')),
                ('language', models.CharField(max_length=8, verbose_name='language')),
                ('title', models.TextField(verbose_name='title')),
                ('title_key', models.TextField(blank=True, verbose_name='words of the title')),
                ('path', models.TextField(verbose_name='address of the page')),
                ('regions', models.JSONField(blank=True, default=list, verbose_name='regions')),
                ('topics', models.JSONField(blank=True, default=list, verbose_name='topics')),
                ('date', models.DateField(blank=True, null=True, verbose_name='date')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                ('state', models.CharField(blank=True, max_length=32, verbose_name='state')),
                ('visible_until', models.DateTimeField(blank=True, null=True, verbose_name='visible until')),
                ('analysis_backend', models.CharField(blank=True, max_length=32, verbose_name='analysed by')),
                ('analysis_version', models.CharField(blank=True, max_length=32, verbose_name='version of the analysis')),
                ('extra', models.TextField(blank=True, verbose_name='other names')),
                ('items', models.JSONField(blank=True, default=list, verbose_name='items')),
                ('sentences', models.JSONField(blank=True, default=dict, verbose_name='sentences')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('analysis', models.JSONField(blank=True, default=dict, verbose_name='analysis')),
            ],
            options={
                'verbose_name': 'search row',
                'verbose_name_plural': 'search rows',
                'indexes': [models.Index(fields=['analysis_backend', 'analysis_version'], name='kumppanuus__analysi_9cd53b_idx'), models.Index(fields=['file_page', '-date'], name='kumppanuus__file_pa_7628f1_idx'), models.Index(fields=['title_key'], name='kumppanuus_search_titled'), models.Index(condition=models.Q(('visible_until__isnull', False)), fields=['visible_until'], name='kumppanuus_search_expiring')],
                'constraints': [models.UniqueConstraint(fields=('uuid', 'file_key', 'file_page'), name='kumppanuus_one_row_each')],
            },
        ),
        migrations.CreateModel(
            name='VocabularyWord',
            fields=[
                ('pk', models.CompositePrimaryKey('form', 'term', 'site', blank=True, editable=False, primary_key=True, serialize=False)),
                ('form', models.TextField(verbose_name='form')),
                ('term', models.TextField(blank=True, verbose_name='base form')),
                ('site', models.CharField(blank=True, max_length=255, verbose_name='site')),
                ('rows', models.IntegerField(verbose_name='rows')),
            ],
            options={
                'verbose_name': 'word',
                'verbose_name_plural': 'words',
                'indexes': [models.Index(condition=models.Q(('form', models.F('term'))), fields=['form', 'site', 'rows'], name='kumppanuus_search_base_forms')],
            },
        ),
        migrations.RunPython(make_tables_of_the_engine, drop_tables_of_the_engine),
    ]
