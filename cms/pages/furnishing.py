"""What comes with the site, a city, a region and an index page: index pages, groups with their
rights, collections, a workflow. All of it is added where it is missing; nothing of others is
touched."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain, count
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.conf import conf
from cms.languages import content_languages
from cms.pages.accessibility_statement import accessibility_statement
from cms.pages.models import (
    CityResources,
    HomePage,
    IndexPage,
    InfoIndexPage,
    InfoKind,
    InfoPage,
    NewsIndexPage,
    PublicationIndexPage,
    RegionPage,
    RegionResources,
)

WRITE_PAGES = ("add", "change", "publish")
RUN_PAGES = (*WRITE_PAGES, "bulk_delete", "lock", "unlock")
USE_FILES = ("add", "change", "choose")
RUN_FILES = (*USE_FILES, "delete")
CHOOSE_FILES = ("choose",)

COORDINATORS_MAY = (
    "wagtailadmin.access_admin",
    "simple_translation.submit_translation",
    "kumppanuus_search.view_querycount",
    *(
        f"kumppanuus_snippets.{action}_{register}"
        for register in ("topic", "organisation")
        for action in ("view", "add", "change", "publish")
    ),
)
COMMUNICATIONS_MAY = (
    "wagtailadmin.access_admin",
    "simple_translation.submit_translation",
    "kumppanuus_pages.name_regions",
    "kumppanuus_pages.change_siteidentity",
    "kumppanuus_search.view_querycount",
    *(f"kumppanuus_search.{action}_synonymgroup" for action in ("view", "add", "change", "delete")),
    *(f"kumppanuus_themes.{action}_theme" for action in ("view", "add", "change", "delete")),
)
RUN_BY_COMMUNICATIONS = (NewsIndexPage, PublicationIndexPage, InfoIndexPage)
WAGTAILS_GROUPS = ("Editors", "Moderators")
WAGTAILS_WORKFLOW = "Moderators approval"
NAME_LENGTH = 120
"""Longest name given to a group, whose own limit is 150 characters."""


def connect() -> None:
    for model in apps.get_models():
        if issubclass(model, HomePage | RegionPage | IndexPage):
            post_save.connect(furnish_when_made, sender=model)


def furnish_when_made(instance: Page, created: bool, raw: bool = False, **kwargs: object) -> None:
    """Furnish a new page once its transaction is over: a copied branch is then complete, and only
    what it lacks is added."""
    if created and not raw:
        transaction.on_commit(partial(_furnish_by_key, instance.pk))


def _furnish_by_key(pk: int) -> None:
    if page := Page.objects.filter(pk=pk).first():
        furnish(page.specific)


@transaction.atomic
def furnish(page: Page) -> None:
    """Add what a front page, region page or index page lacks. Aliases get nothing."""
    if page.alias_of_id:
        return
    with translation.override(settings.LANGUAGE_CODE):
        city = furnish_city(HomePage.objects.ancestor_of(page, inclusive=True).last())
        if isinstance(page, RegionPage):
            _furnish_region(page, city)
        if isinstance(page, RUN_BY_COMMUNICATIONS):
            _permit_pages(city.communications, page, RUN_PAGES)
        if isinstance(page, HomePage | RegionPage):
            _add_index_pages(page)


class OthersContentError(Exception):
    """There is content of others, and no front page of ours yet."""


@transaction.atomic
def furnish_all() -> None:
    """Add whatever is missing anywhere. Where nothing is but Wagtail's own start, the site becomes
    ours from its root on. Raises OthersContentError."""
    if not HomePage.objects.exists():
        _settle_in()
    if Site.objects.filter(is_default_site=True, root_page__in=HomePage.objects.all()).exists():
        _add_languages()
    for model in (HomePage, RegionPage, *RUN_BY_COMMUNICATIONS):
        for page in model.objects.order_by("path"):
            furnish(page)


@transaction.atomic
def furnish_city(home: HomePage) -> CityResources:
    """Add the groups of the roles and the shared collection; those of a further city bear its
    name."""
    key = home.translation_key
    is_first = not CityResources.objects.exclude(translation_key=key).exists()
    city = CityResources.objects.get_or_create(translation_key=key)[0]

    def named(name: str) -> str:
        return name if is_first else f"{name}: {home.title[:NAME_LENGTH]}"

    _fill(city, "lead_coordinators", lambda: _make_group(named(_("Lead coordinators"))))
    _fill(city, "communications", lambda: _make_group(named(_("Communications"))))
    _fill(city, "collection", lambda: _make_collection(named(_("Shared files"))))
    _permit(city.lead_coordinators, COORDINATORS_MAY)
    _permit(city.communications, COMMUNICATIONS_MAY)
    _permit_files(city.lead_coordinators, city.collection, CHOOSE_FILES)
    _permit_files(city.communications, city.collection, RUN_FILES)
    return city


def _furnish_region(region: RegionPage, city: CityResources) -> None:
    key = region.translation_key
    resources = RegionResources.objects.get_or_create(translation_key=key)[0]
    name = region.title[:NAME_LENGTH]
    _fill(resources, "coordinators", partial(_make_group, _("Coordinators: %s") % name))
    _fill(resources, "collection", partial(_make_collection, name))
    _fill(resources, "workflow", partial(_make_workflow, name, resources.coordinators))
    _permit(resources.coordinators, COORDINATORS_MAY)
    _permit_files(resources.coordinators, city.collection, CHOOSE_FILES)
    for group in (resources.coordinators, city.lead_coordinators):
        _permit_pages(group, region, WRITE_PAGES)
        _permit_files(group, resources.collection, USE_FILES)


def _fill(resources: models.Model, name: str, make: Callable[[], models.Model]) -> None:
    if getattr(resources, name) is None:
        setattr(resources, name, make())
        resources.save(update_fields=[name])


# --- index pages --------------------------------------------------------------------------------


def _add_index_pages(parent: Page) -> None:
    for model in parent.allowed_subpage_models():
        if issubclass(model, IndexPage) and not model.objects.child_of(parent).exists():
            _add_index_page(parent, model)


def _add_index_page(parent: Page, model: type[IndexPage]) -> None:
    """An index page under a translated region is the translation of the region's own."""
    with translation.override(parent.locale.language_code):
        page = model(title=str(model.default_title), locale=parent.locale)
    twins = model.objects.filter(path__in=_paths_under(parent.get_translations()))
    _translate(page, twins)
    page.slug = find_available_slug(parent, model.default_slug)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    if isinstance(page, InfoIndexPage) and isinstance(parent, HomePage):
        _add_accessibility_statement(page)


def _add_accessibility_statement(index: InfoIndexPage) -> None:
    """What the law asks of every site, as a draft to be filled in."""
    with translation.override(index.locale.language_code):
        page = accessibility_statement()
    page.locale = index.locale
    twins = InfoPage.objects.filter(path__in=_paths_under(index.get_translations()))
    _translate(page, twins.filter(kind=InfoKind.ACCESSIBILITY))
    page.slug = find_available_slug(index, slugify(page.title))
    index.add_child(instance=page)
    page.save_revision()


def _translate(page: Page, twins: QuerySet[Any]) -> None:
    """Make a page, not saved yet, the translation of the first of these."""
    twin = twins.filter(alias_of=None).first()
    if twin and not twin.has_translation(page.locale):
        page.translation_key = twin.translation_key


def _paths_under(parents: Iterable[Page]) -> list[str]:
    return [path for page in parents for path in page.get_children().values_list("path", flat=True)]


def add_home(parent: Page) -> HomePage:
    """A front page under a page, in its language."""
    with translation.override(parent.locale.language_code):
        home = HomePage(title=_("Partnership tables"), slug=find_available_slug(parent, "etusivu"))
    home.locale = parent.locale
    parent.add_child(instance=home)
    home.save_revision().publish()
    return home


def host_and_port(address: str) -> dict[str, Any]:
    """As a Site has them of an absolute address; of this machine for an empty one."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return {"hostname": parts.hostname or "localhost", "port": port}


def _add_languages() -> None:
    """Those of the settings. A host makes its own."""
    for code in content_languages():
        Locale.objects.get_or_create(language_code=code)


def _settle_in() -> None:
    """The site is ours from its root on: it gets our address, and what Wagtail's migrations leave
    goes: a welcome page beside our own, groups with rights on the whole tree, and a workflow
    assigned to everything, while coordinators publish directly."""
    root = Page.get_first_root_node()
    welcome = root.get_children().exact_type(Page).filter(latest_revision=None, numchild=0)
    if root.get_descendants().exclude(pk__in=welcome).exists():
        raise OthersContentError
    welcome_keys = list(welcome.values_list("pk", flat=True))
    home = add_home(root)
    name = getattr(settings, "WAGTAIL_SITE_NAME", "")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "site_name": name, **host_and_port(conf().PUBLIC_URL)},
    )
    for page in Page.objects.filter(pk__in=welcome_keys):
        page.delete()
    WorkflowPage.objects.filter(page=root).delete()
    Workflow.objects.filter(name=WAGTAILS_WORKFLOW).delete()
    Task.objects.filter(name=WAGTAILS_WORKFLOW, workflow_tasks=None).delete()
    Group.objects.filter(name__in=WAGTAILS_GROUPS, user=None).delete()
    with translation.override(settings.LANGUAGE_CODE):
        # Administrators see the topmost page and collection, which have English names at first.
        Page.objects.filter(pk=root.pk).update(title=_("Root"), draft_title=_("Root"))
        Collection.objects.filter(depth=1).update(name=_("Root"))


# --- groups, rights, collections, workflow ------------------------------------------------------


def _free_name(model: Any, name: str) -> str:
    taken = set(model.objects.filter(name__startswith=name).values_list("name", flat=True))
    numbered = (f"{name} {number}" for number in count(2))
    return next(free for free in chain([name], numbered) if free not in taken)


def _make_group(name: str) -> Group:
    return Group.objects.create(name=_free_name(Group, name))


def _make_collection(name: str) -> Collection:
    collection: Collection = Collection.get_first_root_node().add_child(
        name=_free_name(Collection, name)
    )
    return collection


def _make_workflow(name: str, reviewers: Group) -> Workflow:
    """Made, not assigned: coordinators publish directly until an administrator decides."""
    workflow = Workflow.objects.create(name=_free_name(Workflow, name))
    task = GroupApprovalTask.objects.create(name=workflow.name)
    task.groups.add(reviewers)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _permit(group: Group, names: Iterable[str]) -> None:
    """Let a group do what it may on this site, which need not have every app of Wagtail's."""
    permissions = (name.split(".") for name in names)
    group.permissions.add(
        *(_permission(label, action) for label, action in permissions if label in apps.app_configs)
    )


def _permit_pages(group: Group, page: Page, actions: Iterable[str]) -> None:
    for action in actions:
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=page.pk, permission=_permission("wagtailcore", f"{action}_page")
        )


def _permit_files(group: Group, collection: Collection, actions: Iterable[str]) -> None:
    for action in actions:
        # Whatever a site's models are, Wagtail asks for the rights to its own.
        for app, kind in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=_permission(app, f"{action}_{kind}")
            )


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
