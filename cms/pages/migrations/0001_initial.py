import cms.pages.editing.areas
import cms.pages.editing.bounds
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import uuid
import wagtail.fields
from django.conf import settings
from cms.removing import refuse_while_pages_exist
from django.db import migrations, models
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(get_document_model_string()),
        ('kumppanuus_snippets', '0001_initial'),
        ('kumppanuus_themes', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='EventIndexPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='Shown above the list; may be left empty.', verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'list of events',
                'verbose_name_plural': 'lists of events',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('organisation', models.CharField(blank=True, help_text="In this language; may be left empty where it is that of the site's identity.", max_length=100, verbose_name='name of the organisation')),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='What the partnership tables are, in two or three sentences.', verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'front page',
                'verbose_name_plural': 'front pages',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='MeetingIndexPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='Shown above the list; may be left empty.', verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'list of meetings',
                'verbose_name_plural': 'lists of meetings',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='Shown above the list; may be left empty.', verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'list of news',
                'verbose_name_plural': 'lists of news',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PublicationIndexPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='Shown above the list; may be left empty.', verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'list of publications',
                'verbose_name_plural': 'lists of publications',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='SiteIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.CharField(blank=True, help_text='Whose site this is, such as the city. A front page in another language may give the name in its own.', max_length=100, verbose_name='name of the organisation')),
                ('wordmark', models.CharField(blank=True, help_text='A word or two at the top of each page, before the title of the front page.', max_length=30, verbose_name='wordmark')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('postal_address', models.TextField(blank=True, max_length=300, verbose_name='postal address')),
                ('feedback_url', models.URLField(blank=True, help_text='Where “Give feedback” leads on pages of no table, and of tables that have no feedback link of their own. Left empty: to the e-mail address above.', verbose_name='address of the feedback form')),
                ('official_domains', models.TextField(blank=True, help_text="Domains of the organisation's own sites, one on each line, such as city.example. What stands under them is official too.", max_length=2000, verbose_name='official domains')),
                ('official_numbers', models.TextField(blank=True, help_text='Numbers of the organisation, or the beginning that many share, one on each line. They and the official domains may be published without being asked about.', max_length=2000, verbose_name='official phone numbers')),
                ('licence', models.CharField(blank=True, help_text='On what terms texts may be used elsewhere, such as CC BY 4.0.', max_length=100, verbose_name='licence of the content')),
                ('licence_url', models.URLField(blank=True, help_text='Where the terms can be read.', verbose_name='address of the licence')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
                ('theme', models.ForeignKey(blank=True, help_text='Brand of the pages that belong to no region.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kumppanuus_themes.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': "site's identity",
                'verbose_name_plural': 'identities of sites',
                'default_related_name': 'kumppanuus_identity',
            },
        ),
        migrations.CreateModel(
            name='StatementIndexPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='Shown above the list; may be left empty.', verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'list of statements',
                'verbose_name_plural': 'lists of statements',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='InfoIndexPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='Shown above the list; may be left empty.', verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'list of information pages',
                'verbose_name_plural': 'lists of information pages',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='InfoPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('kind', models.CharField(choices=[('about', 'about the site'), ('contact', 'contact details'), ('accessibility', 'accessibility statement'), ('privacy', 'privacy notice'), ('cookies', 'cookies'), ('other', 'other')], default='other', help_text='By it the site and its checks know the accessibility statement.', max_length=20, verbose_name='kind')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences for lists.', verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('text', 4), ('quote', 7), ('picture', 10), ('attachment', 13), ('page', 14)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 2.3.', 'label': 'Number', 'max_length': 10, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 250}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Chapter'), ('3', 'Subsection'), ('4', 'Minor heading')], 'label': 'Level'}), 3: ('wagtail.blocks.StructBlock', [[('number', 0), ('text', 1), ('level', 2)]], {}), 4: ('cms.pages.blocks.body.BodyTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link', 'document-link', 'superscript', 'h4']}), 5: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 200, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 5), ('source', 6)]], {}), 8: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('image', 8), ('caption', 9)]], {}), 11: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': "The file's own title when left empty.", 'label': 'Title', 'max_length': 250, 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('document', 11), ('title', 12)]], {}), 14: ('cms.pages.blocks.body.LinkedPageBlock', (), {})}, verbose_name='text')),
            ],
            options={
                'verbose_name': 'information page',
                'verbose_name_plural': 'information pages',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='TermPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('decision_body', models.CharField(blank=True, help_text='Such as Kaupunginvaltuusto.', max_length=200, verbose_name='decided by')),
                ('decision_date', models.DateField(blank=True, null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='date of the decision')),
                ('decision_section', models.CharField(blank=True, help_text='The number only, such as 91.', max_length=12, validators=[django.core.validators.RegexValidator('^\\d{1,5}[a-z]?$', 'Write only the number of the section, such as 91.')], verbose_name='section (§)')),
                ('decision_url', models.URLField(blank=True, verbose_name='link to the decision')),
                ('starts_on', models.DateField(validators=[cms.pages.editing.bounds.validate_year], verbose_name='first day')),
                ('ends_on', models.DateField(validators=[cms.pages.editing.bounds.validate_year], verbose_name='last day')),
                ('min_seats', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(9999)], verbose_name='members at least')),
                ('max_seats', models.PositiveSmallIntegerField(default=15, validators=[django.core.validators.MaxValueValidator(9999)], verbose_name='members at most')),
                ('trustee_seats', models.PositiveSmallIntegerField(default=2, help_text='How many seats must be held by elected trustees of the city.', validators=[django.core.validators.MaxValueValidator(9999)], verbose_name='seats reserved for trustees')),
                ('has_deputies', models.BooleanField(default=True, help_text='Every member has a deputy of their own.', verbose_name='personal deputies')),
            ],
            options={
                'verbose_name': 'term of office',
                'verbose_name_plural': 'terms of office',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='EventPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('plain_summary', models.TextField(blank=True, help_text='The same in short sentences and common words (selkokieli).', verbose_name='summary in plain language')),
                ('moved_from', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='time before it was moved')),
                ('starts_at', models.DateTimeField(help_text='In local time.', validators=[cms.pages.editing.bounds.validate_year], verbose_name='starts')),
                ('ends_at', models.DateTimeField(blank=True, null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='ends')),
                ('place', models.CharField(blank=True, help_text='Name and street address.', max_length=250, verbose_name='place')),
                ('online_url', models.URLField(blank=True, verbose_name='online link')),
                ('state', models.CharField(choices=[('as_planned', 'as planned'), ('moved', 'moved'), ('cancelled', 'cancelled')], default='as_planned', help_text='Choose moved when the time or place was changed after publishing.', max_length=20, verbose_name='state')),
                ('kind', models.CharField(choices=[('kerro_pois', 'Kerro Pois!'), ('hearing', 'hearing'), ('forum', 'forum'), ('info', 'information event'), ('coffee', 'coffee hour'), ('workshop', 'workshop'), ('festivity', 'festivity')], default='kerro_pois', max_length=20, verbose_name='kind')),
                ('organiser_role', models.CharField(choices=[('own', 'organised by the table'), ('co_organised', 'organised together'), ('supported', 'supported')], default='own', max_length=20, verbose_name='role of the table')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences for lists and embeds.', verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('text', 4), ('quote', 7), ('picture', 10), ('attachment', 13), ('page', 14)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 2.3.', 'label': 'Number', 'max_length': 10, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 250}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Chapter'), ('3', 'Subsection'), ('4', 'Minor heading')], 'label': 'Level'}), 3: ('wagtail.blocks.StructBlock', [[('number', 0), ('text', 1), ('level', 2)]], {}), 4: ('cms.pages.blocks.body.BodyTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link', 'document-link', 'superscript', 'h4']}), 5: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 200, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 5), ('source', 6)]], {}), 8: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('image', 8), ('caption', 9)]], {}), 11: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': "The file's own title when left empty.", 'label': 'Title', 'max_length': 250, 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('document', 11), ('title', 12)]], {}), 14: ('cms.pages.blocks.body.LinkedPageBlock', (), {})}, verbose_name='text')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, help_text='WGS 84, such as 60.982675.', max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, help_text='WGS 84, such as 25.661210.', max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('audiences', models.JSONField(blank=True, default=list, verbose_name='audiences')),
                ('accessibility', models.TextField(blank=True, help_text='Steps, lifts, induction loop, interpretation, parking.', verbose_name='accessibility')),
                ('registration_url', models.URLField(blank=True, verbose_name='registration link')),
                ('participants', models.PositiveIntegerField(blank=True, help_text='Filled in afterwards.', null=True, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='participants')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='picture')),
                ('partners', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='kumppanuus_snippets.organisation', verbose_name='partners')),
                ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='kumppanuus_snippets.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='EventFeedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('text', models.TextField(verbose_name='what was said')),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kumppanuus_snippets.topic', verbose_name='topic')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='kumppanuus_pages.eventpage')),
            ],
            options={
                'verbose_name': 'feedback',
                'verbose_name_plural': 'feedback',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HomeBudgetRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2200)], verbose_name='year')),
                ('purpose', models.CharField(max_length=200, verbose_name='purpose')),
                ('allotted', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(0)], verbose_name='allotted, €')),
                ('used', models.DecimalField(blank=True, decimal_places=2, help_text='Left empty until it is known.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='used, €')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='budget_rows', to='kumppanuus_pages.homepage')),
            ],
            options={
                'verbose_name': 'budget row',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('plain_summary', models.TextField(blank=True, help_text='The same in short sentences and common words (selkokieli).', verbose_name='summary in plain language')),
                ('moved_from', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='time before it was moved')),
                ('starts_at', models.DateTimeField(help_text='In local time.', validators=[cms.pages.editing.bounds.validate_year], verbose_name='starts')),
                ('ends_at', models.DateTimeField(blank=True, null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='ends')),
                ('place', models.CharField(blank=True, help_text='Name and street address.', max_length=250, verbose_name='place')),
                ('online_url', models.URLField(blank=True, verbose_name='online link')),
                ('state', models.CharField(choices=[('as_planned', 'as planned'), ('moved', 'moved'), ('cancelled', 'cancelled')], default='as_planned', help_text='Choose moved when the time or place was changed after publishing.', max_length=20, verbose_name='state')),
                ('kind', models.CharField(choices=[('regular', 'regular meeting'), ('planning', 'planning meeting'), ('cooperation', 'cooperation meeting'), ('seminar', 'seminar')], default='regular', max_length=20, verbose_name='kind')),
                ('stage', models.CharField(choices=[('planned', 'planned'), ('agenda_published', 'agenda published'), ('minutes_published', 'minutes published')], default='planned', help_text='Agenda published needs items; minutes published needs a text in each.', max_length=20, verbose_name='stage')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='notice')),
                ('attachments', wagtail.fields.StreamField([('attachment', 2)], blank=True, block_lookup={0: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': "The file's own title when left empty.", 'label': 'Title', 'max_length': 250, 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('document', 0), ('title', 1)]], {})}, verbose_name='attachments')),
                ('next_meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kumppanuus_pages.meetingpage', verbose_name='next meeting')),
                ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='kumppanuus_snippets.topic', verbose_name='topics')),
                ('term', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings', to='kumppanuus_pages.termpage', verbose_name='term of office')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(9999)], verbose_name='number')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('text', wagtail.fields.RichTextField(blank=True, verbose_name='text')),
                ('outcome', models.TextField(blank=True, help_text='What was decided or agreed, in a sentence or two.', verbose_name='outcome')),
                ('attachments', wagtail.fields.StreamField([('attachment', 2)], blank=True, block_lookup={0: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': "The file's own title when left empty.", 'label': 'Title', 'max_length': 250, 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('document', 0), ('title', 1)]], {})}, verbose_name='attachments')),
                ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='kumppanuus_snippets.topic', verbose_name='topics')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_items', to='kumppanuus_pages.meetingpage')),
            ],
            options={
                'verbose_name': 'agenda item',
                'verbose_name_plural': 'agenda items',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PageChange',
            fields=[
                ('uuid', models.UUIDField(primary_key=True, serialize=False)),
                ('type_name', models.CharField(max_length=64)),
                ('site', models.CharField(max_length=20)),
                ('version', models.PositiveBigIntegerField()),
                ('news_version', models.PositiveBigIntegerField(db_index=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('is_removed', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['version', 'uuid'], name='kumppanuus_changes_in_order')],
            },
        ),
        migrations.CreateModel(
            name='PublicationPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('plain_summary', models.TextField(blank=True, help_text='The same in short sentences and common words (selkokieli).', verbose_name='summary in plain language')),
                ('kind', models.CharField(choices=[('action_plan', 'action plan'), ('evaluation', 'evaluation'), ('report', 'report')], max_length=20, verbose_name='kind')),
                ('version', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(9999)], verbose_name='version')),
                ('valid_from', models.DateField(validators=[cms.pages.editing.bounds.validate_year], verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, help_text='Left empty: valid until further notice.', null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='valid to')),
                ('summary', models.TextField(blank=True, help_text='Two or three sentences for lists.', verbose_name='summary')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('text', 4), ('quote', 7), ('picture', 10), ('attachment', 13), ('page', 14)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 2.3.', 'label': 'Number', 'max_length': 10, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 250}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Chapter'), ('3', 'Subsection'), ('4', 'Minor heading')], 'label': 'Level'}), 3: ('wagtail.blocks.StructBlock', [[('number', 0), ('text', 1), ('level', 2)]], {}), 4: ('cms.pages.blocks.body.BodyTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link', 'document-link', 'superscript', 'h4']}), 5: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 200, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 5), ('source', 6)]], {}), 8: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('image', 8), ('caption', 9)]], {}), 11: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': "The file's own title when left empty.", 'label': 'Title', 'max_length': 250, 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('document', 11), ('title', 12)]], {}), 14: ('cms.pages.blocks.body.LinkedPageBlock', (), {})}, verbose_name='text')),
                ('source_hash', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 of the imported file')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_document_model_string(), verbose_name='file')),
                ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='kumppanuus_snippets.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'publication',
                'verbose_name_plural': 'publications',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PublicationDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('decision_body', models.CharField(blank=True, help_text='Such as Kaupunginvaltuusto.', max_length=200, verbose_name='decided by')),
                ('decision_date', models.DateField(blank=True, null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='date of the decision')),
                ('decision_section', models.CharField(blank=True, help_text='The number only, such as 91.', max_length=12, validators=[django.core.validators.RegexValidator('^\\d{1,5}[a-z]?$', 'Write only the number of the section, such as 91.')], verbose_name='section (§)')),
                ('decision_url', models.URLField(blank=True, verbose_name='link to the decision')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='kumppanuus_pages.publicationpage')),
            ],
            options={
                'verbose_name': 'decision reference',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(9999)], verbose_name='number')),
                ('text', models.TextField(verbose_name='note')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='kumppanuus_pages.publicationpage')),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegionPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='What the table does and for whom, in two or three sentences.', verbose_name='introduction')),
                ('area', models.JSONField(blank=True, help_text="The region's borders as GeoJSON (WGS 84).", null=True, validators=[cms.pages.editing.areas.validate_area], verbose_name='area')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='picture')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='regions', to='kumppanuus_themes.theme', verbose_name='brand')),
            ],
            options={
                'verbose_name': 'region',
                'verbose_name_plural': 'regions',
                'permissions': [('change_region_identity', 'Can change the address and brand of a region')],
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='RegionLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('kind', models.CharField(choices=[('feedback', 'feedback'), ('social', 'social media'), ('other', 'other')], max_length=20, verbose_name='kind')),
                ('label', models.CharField(max_length=150, verbose_name='text of the link')),
                ('url', models.URLField(verbose_name='address')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='kumppanuus_pages.regionpage')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegionCoordinator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('title', models.CharField(blank=True, max_length=150, verbose_name='job title')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='coordinators', to='kumppanuus_pages.regionpage')),
            ],
            options={
                'verbose_name': 'coordinator',
                'verbose_name_plural': 'coordinators',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegionBudgetRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2200)], verbose_name='year')),
                ('purpose', models.CharField(max_length=200, verbose_name='purpose')),
                ('allotted', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(0)], verbose_name='allotted, €')),
                ('used', models.DecimalField(blank=True, decimal_places=2, help_text='Left empty until it is known.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='used, €')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='budget_rows', to='kumppanuus_pages.regionpage')),
            ],
            options={
                'verbose_name': 'budget row',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('date', models.DateField(default=django.utils.timezone.localdate, help_text='Shown to readers. To publish later, set a schedule.', validators=[cms.pages.editing.bounds.validate_year], verbose_name='publication date')),
                ('lead', models.TextField(help_text='One or two sentences for lists and embeds.', verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('text', 4), ('quote', 7), ('picture', 10), ('attachment', 13), ('page', 14)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 2.3.', 'label': 'Number', 'max_length': 10, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 250}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Chapter'), ('3', 'Subsection'), ('4', 'Minor heading')], 'label': 'Level'}), 3: ('wagtail.blocks.StructBlock', [[('number', 0), ('text', 1), ('level', 2)]], {}), 4: ('cms.pages.blocks.body.BodyTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link', 'document-link', 'superscript', 'h4']}), 5: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 200, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 5), ('source', 6)]], {}), 8: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('image', 8), ('caption', 9)]], {}), 11: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': "The file's own title when left empty.", 'label': 'Title', 'max_length': 250, 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('document', 11), ('title', 12)]], {}), 14: ('cms.pages.blocks.body.LinkedPageBlock', (), {})}, verbose_name='text')),
                ('newspaper_text', models.TextField(blank=True, help_text='600 characters at most.', verbose_name='short text for newspapers')),
                ('social_text', models.TextField(blank=True, help_text='280 characters at most.', verbose_name='short text for social media')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='picture')),
                ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='kumppanuus_snippets.topic', verbose_name='topics')),
                ('regions', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='None chosen: city-wide news concerns every region.', related_name='+', to='kumppanuus_pages.regionpage', verbose_name='regions')),
            ],
            options={
                'verbose_name': 'news post',
                'verbose_name_plural': 'news posts',
                'permissions': [('name_regions', 'Can name other regions that a news post concerns')],
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='FoundingDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('decision_body', models.CharField(blank=True, help_text='Such as Kaupunginvaltuusto.', max_length=200, verbose_name='decided by')),
                ('decision_date', models.DateField(blank=True, null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='date of the decision')),
                ('decision_section', models.CharField(blank=True, help_text='The number only, such as 91.', max_length=12, validators=[django.core.validators.RegexValidator('^\\d{1,5}[a-z]?$', 'Write only the number of the section, such as 91.')], verbose_name='section (§)')),
                ('decision_url', models.URLField(blank=True, verbose_name='link to the decision')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='founding_decisions', to='kumppanuus_pages.regionpage')),
            ],
            options={
                'verbose_name': 'decision reference',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FocusArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2200)], verbose_name='year')),
                ('text', models.CharField(max_length=400, verbose_name='focus area')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='focus_areas', to='kumppanuus_pages.regionpage')),
            ],
            options={
                'verbose_name': 'focus area',
                'verbose_name_plural': 'focus areas',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegionResources',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(unique=True, verbose_name='translation key of the region')),
                ('collection', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('coordinators', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='auth.group', verbose_name="coordinators' group")),
                ('workflow', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.workflow', verbose_name='moderation workflow')),
            ],
            options={
                'verbose_name': 'resources of a region',
                'verbose_name_plural': 'resources of regions',
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('person', models.CharField(max_length=150, verbose_name='member')),
                ('represents', models.CharField(choices=[('resident', 'residents'), ('association', 'associations'), ('company', 'companies'), ('school', 'schools'), ('parish', 'parishes'), ('community', 'other communities'), ('trustee', 'trustees of the city')], max_length=20, verbose_name='represents')),
                ('role', models.CharField(choices=[('chair', 'chair'), ('deputy_chair', 'deputy chair'), ('member', 'member')], default='member', max_length=20, verbose_name='role')),
                ('deputy', models.CharField(blank=True, max_length=150, verbose_name='personal deputy')),
                ('starts_on', models.DateField(blank=True, help_text='Left empty: from the start of the term.', null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='from')),
                ('ends_on', models.DateField(blank=True, help_text='Left empty: to the end of the term.', null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='to')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kumppanuus_snippets.organisation', verbose_name='organisation')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='kumppanuus_pages.termpage')),
            ],
            options={
                'verbose_name': 'seat',
                'verbose_name_plural': 'seats',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('name', models.CharField(blank=True, help_text="Taken from the seat when left empty: the deputy's when a deputy attends.", max_length=150, verbose_name='name')),
                ('status', models.CharField(choices=[('present', 'present'), ('absent', 'absent'), ('deputy_attends', 'deputy attends'), ('expert', 'expert')], default='present', max_length=20, verbose_name='attendance')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='kumppanuus_pages.meetingpage')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='attendance', to='kumppanuus_pages.seat', verbose_name='seat')),
            ],
            options={
                'verbose_name': 'attendance',
                'verbose_name_plural': 'attendance',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CityResources',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(unique=True, verbose_name='translation key of the front page')),
                ('collection', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.collection', verbose_name='shared collection')),
                ('communications', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='auth.group', verbose_name="communications' group")),
                ('lead_coordinators', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='auth.group', verbose_name="lead coordinators' group")),
            ],
            options={
                'verbose_name': 'resources of a city',
                'verbose_name_plural': 'resources of cities',
            },
        ),
        migrations.CreateModel(
            name='StatementPage',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='kumppanuus_%(class)s', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('kind', models.CharField(choices=[('statement', 'statement on request'), ('position', 'position'), ('proposal', 'proposal'), ('budget_opinion', 'opinion on the budget'), ('for_information', 'for information')], default='statement', max_length=20, verbose_name='kind')),
                ('requested_on', models.DateField(blank=True, null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='requested on')),
                ('requested_until', models.DateField(blank=True, help_text='The day by which the statement was asked for.', null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='requested until')),
                ('given_on', models.DateField(blank=True, help_text='Left empty while it is being prepared.', null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='given on')),
                ('due_on', models.DateField(blank=True, help_text='The day by which the addressee should reply.', null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='reply due on')),
                ('summary', models.TextField(blank=True, help_text='Two or three sentences for lists.', verbose_name='summary')),
                ('plain_summary', models.TextField(blank=True, help_text='The same in short sentences and common words (selkokieli).', verbose_name='summary in plain language')),
                ('what_was_done', models.TextField(blank=True, help_text='Written later: what the reply or the decision has led to.', verbose_name='what was done')),
                ('body', wagtail.fields.StreamField([('heading', 3), ('text', 4), ('quote', 7), ('picture', 10), ('attachment', 13), ('page', 14)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 2.3.', 'label': 'Number', 'max_length': 10, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 250}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Chapter'), ('3', 'Subsection'), ('4', 'Minor heading')], 'label': 'Level'}), 3: ('wagtail.blocks.StructBlock', [[('number', 0), ('text', 1), ('level', 2)]], {}), 4: ('cms.pages.blocks.body.BodyTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link', 'document-link', 'superscript', 'h4']}), 5: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 200, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 5), ('source', 6)]], {}), 8: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('image', 8), ('caption', 9)]], {}), 11: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': "The file's own title when left empty.", 'label': 'Title', 'max_length': 250, 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('document', 11), ('title', 12)]], {}), 14: ('cms.pages.blocks.body.LinkedPageBlock', (), {})}, verbose_name='text')),
                ('attachments', wagtail.fields.StreamField([('attachment', 2)], blank=True, block_lookup={0: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': "The file's own title when left empty.", 'label': 'Title', 'max_length': 250, 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('document', 0), ('title', 1)]], {})}, verbose_name='attachments')),
                ('addressee', models.ForeignKey(blank=True, help_text='The board or other body that the statement is given to.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kumppanuus_snippets.organisation', verbose_name='addressee')),
                ('agenda_item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='statements', to='kumppanuus_pages.agendaitem', verbose_name='from agenda item')),
                ('requested_by', models.ForeignKey(blank=True, help_text='Left empty when the table speaks of its own accord.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kumppanuus_snippets.organisation', verbose_name='requested by')),
                ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='kumppanuus_snippets.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('decision_body', models.CharField(blank=True, help_text='Such as Kaupunginvaltuusto.', max_length=200, verbose_name='decided by')),
                ('decision_date', models.DateField(blank=True, null=True, validators=[cms.pages.editing.bounds.validate_year], verbose_name='date of the decision')),
                ('decision_section', models.CharField(blank=True, help_text='The number only, such as 91.', max_length=12, validators=[django.core.validators.RegexValidator('^\\d{1,5}[a-z]?$', 'Write only the number of the section, such as 91.')], verbose_name='section (§)')),
                ('decision_url', models.URLField(blank=True, verbose_name='link to the decision')),
                ('date', models.DateField(validators=[cms.pages.editing.bounds.validate_year], verbose_name='date of the reply')),
                ('outcome', models.CharField(choices=[('accepted', 'accepted'), ('partly', 'partly accepted'), ('noted', 'noted'), ('rejected', 'rejected')], max_length=20, verbose_name='outcome')),
                ('text', wagtail.fields.RichTextField(blank=True, verbose_name='reply')),
                ('body', models.ForeignKey(blank=True, help_text='The addressee when left empty.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kumppanuus_snippets.organisation', verbose_name='replied by')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='kumppanuus_pages.statementpage')),
            ],
            options={
                'verbose_name': 'reply',
                'verbose_name_plural': 'replies',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DocumentReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kumppanuus_page_references', to=get_document_model_string())),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kumppanuus_document_references', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('page', 'document'), name='kumppanuus_one_reference')],
            },
        ),
        migrations.CreateModel(
            name='PublicPersonalData',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField()),
                ('has_codes', models.BooleanField(default=False)),
                ('places', models.JSONField(default=list)),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='kumppanuus_personal_data', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'page with public personal data',
                'verbose_name_plural': 'pages with public personal data',
            },
        ),
        migrations.AddIndex(
            model_name='eventpage',
            index=models.Index(fields=['starts_at', 'page_ptr'], name='kumppanuus_event_starts_at'),
        ),
        migrations.AddIndex(
            model_name='eventpage',
            index=models.Index(fields=['ends_at', 'starts_at'], name='kumppanuus_event_ends_at'),
        ),
        migrations.AddIndex(
            model_name='newspage',
            index=models.Index(fields=['date', 'page_ptr'], name='kumppanuus_news_date'),
        ),
        migrations.AddIndex(
            model_name='statementpage',
            index=models.Index(fields=['given_on', 'page_ptr'], name='kumppanuus_statement_given_on'),
        ),
        migrations.AddIndex(
            model_name='meetingpage',
            index=models.Index(fields=['starts_at', 'page_ptr'], name='kumppanuus_meeting_starts_at'),
        ),
        migrations.AddIndex(
            model_name='meetingpage',
            index=models.Index(fields=['ends_at', 'starts_at'], name='kumppanuus_meeting_ends_at'),
        ),
        migrations.RunPython(migrations.RunPython.noop, refuse_while_pages_exist),
    ]
