"""The accessibility statement that a site starts from: what Finland's act on the provision of
digital services (306/2019, section 9) and the model statement of Commission Implementing Decision
(EU) 2018/1523 list. What only the site knows stands in brackets, with which it is not published."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cms.pages.models import InfoKind, InfoPage
from cms.pages.models.site_identity import SUPERVISOR_EMAIL


def accessibility_statement() -> InfoPage:
    """A draft in the language that is active."""
    return InfoPage(
        kind=InfoKind.ACCESSIBILITY,
        title=_("Accessibility statement"),
        lead=_("How accessible this site is, and what to do where it is not."),
        body=list(_body()),
        live=False,
    )


def _body() -> Iterator[tuple[str, object]]:
    yield _text(
        _(
            "This statement concerns the site [name and address of the site], for which"
            " [name of the organisation] is responsible. It is required by the act on the"
            " provision of digital services (306/2019)."
        )
    )
    yield _heading(_("How accessible the site is"))
    yield _text(
        _(
            "The site meets [all, most or few] of the requirements of the law, which are those of"
            " level A and AA of the Web Content Accessibility Guidelines WCAG 2.1."
        )
    )
    yield _heading(_("What is not accessible, and why"))
    yield _text(
        _(
            "[What does not meet the requirements, which requirement that is, whom it hinders,"
            " how the same is got otherwise, and when it is put right.]"
        ),
        _(
            "[What is left undone as a disproportionate burden, and what the law does not reach,"
            " such as files published before 23 September 2018.]"
        ),
    )
    yield _heading(_("How this was assessed"))
    yield _text(
        _(
            "The accessibility was assessed by [the organisation itself or an outside expert] on"
            " [date]. The statement was made on [date] and last gone through on [date]."
        )
    )
    yield _heading(_("Did you notice something? Tell us"))
    yield _text(
        _(
            "Tell us of what hinders you: [e-mail address or address of a form]. We answer within"
            " 14 days."
        )
    )
    yield _heading(_("The supervisor"))
    yield _text(
        _(
            "If you are not content with our answer, or get none within two weeks, you may file a"
            " complaint with the Finnish Transport and Communications Agency Traficom. Its site"
            " tells how, and how the matter is then handled."
        ),
        *_supervisor(),
    )


def _supervisor() -> Iterator[SafeString]:
    address = _("https://www.webaccessibility.fi")
    yield format_html_join(
        mark_safe("<br/>"),
        "{}",
        [
            (_("Finnish Transport and Communications Agency Traficom"),),
            (_("Digital Accessibility Supervision Unit"),),
            (format_html('<a href="{}">{}</a>', address, address.removeprefix("https://")),),
            (format_html('<a href="mailto:{0}">{0}</a>', SUPERVISOR_EMAIL),),
            (_("telephone (switchboard) +358 295 345 000"),),
        ],
    )


def _heading(text: str) -> tuple[str, dict[str, str]]:
    return "heading", {"number": "", "text": text, "level": "2"}


def _text(*paragraphs: str) -> tuple[str, str]:
    return "text", str(format_html_join("", "<p>{}</p>", ((one,) for one in paragraphs)))
