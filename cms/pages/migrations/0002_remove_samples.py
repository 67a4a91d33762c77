"""Wagtail's own first rows, in English and with rights on the whole tree, are not of this product."""

from django.db import migrations


def remove_samples(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    workflow = apps.get_model("wagtailcore", "Workflow")
    workflow.objects.filter(name="Moderators approval").delete()
    task = apps.get_model("wagtailcore", "Task")
    task.objects.filter(name="Moderators approval", workflow_tasks=None).delete()
    for model in ("Page", "Collection"):
        root = apps.get_model("wagtailcore", model).objects.filter(depth=1)
        if model == "Page":
            root.update(title="Juuri", draft_title="Juuri")
        else:
            root.update(name="Juuri")


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("users", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0001_initial"),
        ("wagtaildocs", "0001_initial"),
    ]
    operations = [migrations.RunPython(remove_samples, migrations.RunPython.noop)]
