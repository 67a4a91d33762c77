from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone

TYPES = (
    "HomePage",
    "RegionPage",
    "TermPage",
    "MeetingIndexPage",
    "MeetingPage",
    "StatementIndexPage",
    "StatementPage",
    "EventIndexPage",
    "EventPage",
    "NewsIndexPage",
    "NewsPage",
    "PublicationIndexPage",
    "PublicationPage",
)


def record_public_pages(apps, schema_editor):
    """What is public now begins the list of changes; what is hidden may never have been public."""
    content_version = apps.get_model("pages", "ContentVersion")
    content_version.objects.get_or_create(pk=1)
    content_version.objects.filter(pk=1).update(number=F("number") + 1)
    version = content_version.objects.get(pk=1).number
    restriction = apps.get_model("wagtailcore", "PageViewRestriction")
    hidden = set(
        apps.get_model("wagtailcore", "Page")
        .objects.filter(
            Q(live=False)
            | Q(expired=True)
            | Q(expire_at__lte=timezone.now())
            | Q(pk__in=restriction.objects.values("page"))
        )
        .values_list("path", flat=True)
    )
    change = apps.get_model("pages", "PageChange")
    for type_name in TYPES:
        pages = apps.get_model("pages", type_name).objects.filter(alias_of=None)
        change.objects.bulk_create(
            (
                change(
                    uuid=uuid,
                    type_name=type_name,
                    version=version,
                    changed_at=published_at or timezone.now(),
                )
                for uuid, path, published_at in pages.values_list(
                    "uuid", "path", "last_published_at"
                )
                if not any(path[:end] in hidden for end in range(4, len(path) + 1, 4))
            ),
            batch_size=500,
        )


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_list_order")]

    operations = [
        migrations.CreateModel(
            name="PageChange",
            fields=[
                ("uuid", models.UUIDField(primary_key=True, serialize=False)),
                ("type_name", models.CharField(max_length=64)),
                ("version", models.PositiveBigIntegerField()),
                ("is_removed", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["version", "uuid"], name="page_changes_in_order")],
            },
        ),
        migrations.RunPython(record_public_pages, migrations.RunPython.noop),
    ]
