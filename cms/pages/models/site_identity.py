"""Who publishes a site: what an administrator or communications writes of it in the admin."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.privacy.finding import Finding, Kind, personal_data
from cms.privacy.texts import identity_code_errors, texts_of

SUPERVISOR_EMAIL = "saavutettavuus@traficom.fi"
SUPERVISOR_NUMBERS = ("029 534 5000", "+358 295 345 000")
"""Of the authority that supervises accessibility, which every statement of it must give."""

is_domain = DomainNameValidator(accept_idna=True)


@register_setting(icon="site", order=100)
class SiteIdentity(BaseSiteSetting):
    """One a site. Whatever differs by language stands on the front page of each."""

    organisation = models.CharField(
        _("name of the organisation"),
        max_length=100,
        blank=True,
        help_text=_(
            "Whose site this is, such as the city. A front page in another language may give the"
            " name in its own."
        ),
    )
    wordmark = models.CharField(
        _("wordmark"),
        max_length=30,
        blank=True,
        help_text=_("A word or two at the top of each page, before the title of the front page."),
    )
    theme = models.ForeignKey(
        "kumppanuus_themes.Theme",
        verbose_name=_("theme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Brand of the pages that belong to no region."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    postal_address = models.TextField(_("postal address"), max_length=300, blank=True)
    feedback_url = models.URLField(
        _("address of the feedback form"),
        blank=True,
        help_text=_(
            "Where “Give feedback” leads on pages of no table, and of tables that have no feedback"
            " link of their own. Left empty: to the e-mail address above."
        ),
    )
    official_domains = models.TextField(
        _("official domains"),
        max_length=2000,
        blank=True,
        help_text=_(
            "Domains of the organisation's own sites, one on each line, such as city.example. What"
            " stands under them is official too."
        ),
    )
    official_numbers = models.TextField(
        _("official phone numbers"),
        max_length=2000,
        blank=True,
        help_text=_(
            "Numbers of the organisation, or the beginning that many share, one on each line. They"
            " and the official domains may be published without being asked about."
        ),
    )
    licence = models.CharField(
        _("licence of the content"),
        max_length=100,
        blank=True,
        help_text=_("On what terms texts may be used elsewhere, such as CC BY 4.0."),
    )
    licence_url = models.URLField(
        _("address of the licence"), blank=True, help_text=_("Where the terms can be read.")
    )

    panels = [
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("wordmark")]),
        FieldPanel("theme"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("postal_address"),
                FieldPanel("feedback_url"),
            ],
            heading=_("Contacts"),
        ),
        FieldPanel("official_domains"),
        FieldPanel("official_numbers"),
        FieldRowPanel([FieldPanel("licence"), FieldPanel("licence_url")]),
    ]
    select_related = ("theme__logo",)

    class Meta:
        verbose_name = _("site's identity")
        verbose_name_plural = _("identities of sites")
        default_related_name = "kumppanuus_identity"

    @classmethod
    def for_site(cls, site: Site | None) -> "SiteIdentity":
        """That of the site, not saved where nobody has filled it in: showing a page writes
        nothing."""
        found: SiteIdentity | None = cls.base_queryset().filter(site=site).first()
        return found or cls(site=site)

    @classmethod
    def for_request(cls, request: HttpRequest) -> "SiteIdentity":
        identity: SiteIdentity = super().for_request(request)
        return identity

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        for error in identity_code_errors(texts_of(self)):
            error.update_error_dict(errors)
        domains = [line.strip().lower() for line in self.official_domains.splitlines()]
        self.official_domains = "\n".join(dict.fromkeys(filter(None, domains)))
        if wrong := [domain for domain in self.domains if not _is_domain(domain)]:
            errors["official_domains"] = _(
                "“%(domain)s” is no domain: write it without https:// and what comes after it, such"
                " as city.example."
            ) % {"domain": wrong[0]}
        if self.licence_url and not self.licence:
            errors["licence"] = _("Give the licence a name too: it is the text of the link.")
        if errors:
            raise ValidationError(errors)

    @property
    def domains(self) -> list[str]:
        return self.official_domains.split()

    def is_official(self, address: str) -> bool:
        """Whether an address is one of the organisation's own."""
        host = (urlsplit(address).hostname or "").lower()
        return any(host == domain or host.endswith(f".{domain}") for domain in self.domains)

    def is_official_contact(self, contact: Finding) -> bool:
        """Whether a contact found in a text is the organisation's own, or of the authority that
        the law has it name."""
        match contact.kind:
            case Kind.EMAIL:
                return self.is_official(f"//{contact.value}") or contact.value in (
                    self.email.lower(),
                    SUPERVISOR_EMAIL,
                )
            case Kind.PHONE:
                return any(contact.value.startswith(number) for number in self.numbers)
            case Kind.STREET_ADDRESS:
                own = personal_data(self.postal_address)
                return contact.value in {one.value for one in own}
        return False

    @property
    def numbers(self) -> list[str]:
        """As they begin within the country."""
        lines = [self.phone, *self.official_numbers.splitlines(), *SUPERVISOR_NUMBERS]
        return [Finding(Kind.PHONE, line).value for line in lines if line.strip()]


def _is_domain(text: str) -> bool:
    try:
        is_domain(text)
    except ValidationError:
        return False
    return True
