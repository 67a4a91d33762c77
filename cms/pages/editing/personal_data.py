"""What of a page's texts forbids publishing it (personal identity codes), and what is asked about
first (contacts), once: who publishes it anyway is logged, without the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.crypto import salted_hmac
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.models import get_all_child_relations
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageLogEntry

from cms.media.holding import hold_on, texts_of_files
from cms.pages.editing.permissions import Editor, files_in
from cms.privacy.finding import Finding, Kind
from cms.privacy.texts import Children, Text, identity_code_errors, texts_of

PUBLISHED_ANYWAY = "kumppanuus.publish_anyway"
"""The log's name for publishing a page with contacts, whose data say where they stand and hold a
keyed digest of each, by which nobody is asked twice and nobody reads them."""

KINDS = {
    Kind.IBAN: gettext_lazy("account number"),
    Kind.EMAIL: gettext_lazy("e-mail address"),
    Kind.PHONE: gettext_lazy("phone number"),
    Kind.STREET_ADDRESS: gettext_lazy("street address"),
}


@dataclass(frozen=True)
class Contact:
    """Personal data that may be published when somebody says so, and where it stands."""

    text: Text
    finding: Finding

    def __str__(self) -> str:
        return f"{self.text.where}: {KINDS[self.finding.kind]} {self.finding.written}"

    @property
    def place(self) -> str:
        """Where it stands and what it is, without the text."""
        return f"{self.text.where}: {KINDS[self.finding.kind]}"

    @property
    def digest(self) -> str:
        return salted_hmac(PUBLISHED_ANYWAY, self.finding.value, algorithm="sha256").hexdigest()


def personal_data_errors(page: Page, children: Children) -> Iterator[ValidationError]:
    """What may not be published in a page or in its pictures and files, whoever asks."""
    files = _files(page, children)
    yield from identity_code_errors(texts_of(page, children))
    yield from identity_code_errors(_names_of(files))
    for document, pages in hold_on(_documents(files)):
        yield ValidationError(
            _(
                "File “%(file)s”: personal identity codes stand in its text (page %(pages)s). Take"
                " the file off the page, or replace it with one without them."
            ),
            params={"file": document.title, "pages": ", ".join(map(str, pages))},
        )


def contacts_in(page: Page, children: Children, identity: Any) -> list[Contact]:
    """Contacts in the page and its files that are not the organisation's own, each once."""
    return _contacts(list(_all_texts(page, children)), identity)


def places_of_personal_data(page: Any, identity: Any) -> tuple[bool, list[str]]:
    """Whether a page has identity codes, and where such and contacts stand, without the text."""
    texts = list(_all_texts(page, page.own_children))
    code = _("personal identity code")
    codes = [f"{text.where}: {code}" for text in texts if text.codes()]
    contacts = [contact.place for contact in _contacts(texts, identity)]
    return bool(codes), list(dict.fromkeys([*codes, *contacts]))


def _all_texts(page: Page, children: Children) -> Iterator[Text]:
    files = _files(page, children)
    yield from texts_of(page, children)
    yield from _names_of(files)
    for document, number, words in texts_of_files(_documents(files)):
        yield Text(words, (_file_label(document), _("page %(number)d") % {"number": number}))


def _contacts(texts: list[Text], identity: Any) -> list[Contact]:
    found = {
        (finding.kind, finding.value): Contact(text, finding)
        for text in reversed(texts)
        for finding in reversed(text.contacts())
        if not identity.is_official_contact(finding)
    }
    return list(reversed(found.values()))


def not_yet_confirmed(page: Page, contacts: list[Contact]) -> list[Contact]:
    """Those that nobody has said of this page should be published."""
    if not contacts or not page.pk:
        return contacts
    logged = PageLogEntry.objects.filter(page=page.pk, action=PUBLISHED_ANYWAY)
    known = {digest for entry in logged for digest in entry.data.get("digests", ())}
    return [contact for contact in contacts if contact.digest not in known]


def log_confirmed(
    page: Page, contacts: Sequence[Contact], user: Editor | None, revision: Any
) -> None:
    places = dict.fromkeys(contact.place for contact in contacts)
    log(
        page,
        PUBLISHED_ANYWAY,
        user=user,
        revision=revision,
        data={"places": list(places), "digests": [contact.digest for contact in contacts]},
    )


def _files(page: Page, children: Children) -> list[Model]:
    """Pictures and documents to which the page or its rows refer."""
    names = [relation.get_accessor_name() for relation in get_all_child_relations(type(page))]
    rows = [row for name in names if name != COMMENTS_RELATION_NAME for row in children(name)]
    keys: dict[Any, list[str]] = {}
    for model, key in sorted(files_in([page, *rows]), key=lambda pair: pair[1]):
        keys.setdefault(model, []).append(key)
    return [file for model, of in keys.items() for file in model._default_manager.filter(pk__in=of)]


def _documents(files: list[Model]) -> list[Any]:
    return [file for file in files if not isinstance(file, get_image_model())]


def _file_label(file: Any) -> str:
    return f"{capfirst(str(file._meta.verbose_name))} “{file.title}”"


def _names_of(files: list[Any]) -> Iterator[Text]:
    """What a page tells of its pictures and files: each is published with the page."""
    for file in files:
        label = f"{capfirst(str(file._meta.verbose_name))} {file.pk}"
        yield Text(file.title, (label, _("Title")))
        yield Text(file.filename, (label, _("File name")))
        if alternative := getattr(file, "description", ""):
            yield Text(alternative, (label, _("Text alternative")))
