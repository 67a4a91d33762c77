import django.core.validators
import django.db.models.deletion
import uuid
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent identifier')),
                ('name', models.CharField(help_text='Shown where a theme is chosen.', max_length=100, unique=True, verbose_name='name')),
                ('code', models.SlugField(help_text="Part of the theme's address, such as pohjoinen.", unique=True, validators=[django.core.validators.RegexValidator('^city\\Z', 'This code is taken: choose another.', inverse_match=True)], verbose_name='code')),
                ('primary', models.CharField(default='#1f3345', help_text='Masthead, headings, links and buttons. Must be readable on background and surface.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}\\Z', 'Give the colour as # and six digits or letters a–f, such as #0b4f8a.')], verbose_name='primary colour')),
                ('secondary', models.CharField(default='#4a6b82', help_text='Footer, bars and marks on background and surface.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}\\Z', 'Give the colour as # and six digits or letters a–f, such as #0b4f8a.')], verbose_name='secondary colour')),
                ('accent', models.CharField(default='#ffc94d', help_text='Dates and small marks. Must stand out from primary.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}\\Z', 'Give the colour as # and six digits or letters a–f, such as #0b4f8a.')], verbose_name='accent colour')),
                ('background', models.CharField(default='#ffffff', help_text='The page behind the text.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}\\Z', 'Give the colour as # and six digits or letters a–f, such as #0b4f8a.')], verbose_name='background colour')),
                ('surface', models.CharField(default='#f2f5f7', help_text='Cards and side columns, close to the background.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}\\Z', 'Give the colour as # and six digits or letters a–f, such as #0b4f8a.')], verbose_name='surface colour')),
                ('typeface', models.CharField(choices=[('system', "The device's own"), ('humanist', 'Humanist sans serif'), ('geometric', 'Geometric sans serif'), ('slab', 'Slab serif'), ('old_style', 'Old-style serif')], default='system', max_length=20, verbose_name='typeface')),
                ('pattern', models.CharField(choices=[('none', 'No pattern'), ('waves', 'Waves'), ('dots', 'Dots'), ('stripes', 'Stripes'), ('grid', 'Grid')], default='none', help_text='Drawn on the masthead in a shade of the primary colour.', max_length=20, verbose_name='pattern')),
                ('logo', models.ForeignKey(blank=True, help_text='Shown on a white ground in the masthead.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=get_image_model_string(), verbose_name='logo')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['name'],
            },
        ),
    ]
