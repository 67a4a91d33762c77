from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from cms.identity import PermanentUUID
from cms.pages.editing.bounds import SMALL_NUMBER, validate_year
from cms.pages.editing.fields import reference
from cms.pages.editing.panels import editor
from cms.pages.models.base import Children, ContentPage
from cms.pages.models.dates import DatesInOrder
from cms.pages.models.decisions import DecisionFields
from cms.pages.visibility.references import visible_among


class TermPage(DatesInOrder, DecisionFields, ContentPage):
    """A table's term of office with its seats. The counts are data of the term: the term of 2023
    has 15 members with personal deputies, that of 2025 has 20 without."""

    search_kind = "term"
    parent_page_types = ["kumppanuus_pages.RegionPage"]
    subpage_types: list[str] = []
    template = "kumppanuus_pages/term_page.html"

    dates_in_order = [("starts_on", "ends_on")]

    starts_on = models.DateField(_("first day"), validators=[validate_year])
    ends_on = models.DateField(_("last day"), validators=[validate_year])
    min_seats = models.PositiveSmallIntegerField(
        _("members at least"), default=10, validators=SMALL_NUMBER
    )
    max_seats = models.PositiveSmallIntegerField(
        _("members at most"), default=15, validators=SMALL_NUMBER
    )
    trustee_seats = models.PositiveSmallIntegerField(
        _("seats reserved for trustees"),
        default=2,
        validators=SMALL_NUMBER,
        help_text=_("How many seats must be held by elected trustees of the city."),
    )
    has_deputies = models.BooleanField(
        _("personal deputies"),
        default=True,
        help_text=_("Every member has a deputy of their own."),
    )

    edit_handler = editor(
        [
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("min_seats"), FieldPanel("max_seats")]),
                    FieldRowPanel([FieldPanel("trustee_seats"), FieldPanel("has_deputies")]),
                ],
                heading=_("Quotas"),
            ),
            InlinePanel("seats", label=_("Seat"), heading=_("Seats")),
        ],
        [MultiFieldPanel(DecisionFields.decision_panels, heading=_("Appointing decision"))],
    )

    class Meta:
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")

    def clean(self) -> None:
        super().clean()
        if None not in (self.min_seats, self.max_seats) and self.max_seats < self.min_seats:
            raise ValidationError(
                {"max_seats": _("The highest number of members is below the lowest: correct one.")}
            )

    def publishing_errors(self, children: Children) -> Iterable[ValidationError]:
        if not (self.starts_on and self.ends_on):
            return
        seats = children("seats")
        yield from self._quota_errors(seats)
        yield from self._deputy_errors(seats)
        yield from self._role_errors(seats)
        yield from self.saving_errors(children)

    def _held(self, seats: Sequence["Seat"]) -> list[list["Seat"]]:
        """Those of the seats that are held at the same time: on the first day of the term and on
        each day on which somebody takes a seat."""
        days = {self.starts_on, *(seat.starts_on for seat in seats if seat.starts_on)}
        return [[seat for seat in seats if seat.is_held_on(day)] for day in days]

    def _quota_errors(self, seats: Sequence["Seat"]) -> Iterator[ValidationError]:
        first = [seat for seat in seats if seat.is_held_on(self.starts_on)]
        most = max(len(held) for held in self._held(seats))
        if len(first) < self.min_seats:
            yield ValidationError(
                _("The term has %(count)d members but needs at least %(min)d: add seats."),
                params={"count": len(first), "min": self.min_seats},
            )
        if most > self.max_seats:
            yield ValidationError(
                _("The term has %(count)d members but at most %(max)d are allowed: remove seats."),
                params={"count": most, "max": self.max_seats},
            )
        trustees = sum(seat.represents == Represents.TRUSTEE for seat in first)
        if trustees < self.trustee_seats:
            yield ValidationError(
                _(
                    "%(count)d of the %(quota)d seats reserved for trustees are filled: mark who"
                    " represents the trustees."
                ),
                params={"count": trustees, "quota": self.trustee_seats},
            )

    def _deputy_errors(self, seats: Sequence["Seat"]) -> Iterator[ValidationError]:
        if not self.has_deputies:
            if any(seat.deputy.strip() for seat in seats):
                yield ValidationError(
                    _("This term has no deputies: remove them, or tick personal deputies.")
                )
            return
        for seat in seats:
            if not seat.deputy.strip():
                yield ValidationError(
                    _("%(person)s has no personal deputy: write the deputy's name."),
                    params={"person": seat.person},
                )
        most: Counter[str] = Counter()
        both: set[str] = set()
        for held in self._held(seats):
            deputies = Counter(seat.deputy.strip() for seat in held if seat.deputy.strip())
            most |= deputies
            both |= {seat.person.strip() for seat in held} & deputies.keys()
        for deputy, count in most.items():
            if count > 1:
                yield ValidationError(
                    _("%(deputy)s is the deputy of %(count)d members: pair each deputy once."),
                    params={"deputy": deputy, "count": count},
                )
        for person in sorted(both):
            yield ValidationError(
                _("%(person)s is both a member and a deputy: keep one of the two."),
                params={"person": person},
            )

    def _role_errors(self, seats: Sequence["Seat"]) -> Iterator[ValidationError]:
        for seat in seats:
            if (seat.starts_on and not self.starts_on <= seat.starts_on <= self.ends_on) or (
                seat.ends_on and not self.starts_on <= seat.ends_on <= self.ends_on
            ):
                yield ValidationError(
                    _("The dates of %(person)s are outside the term: keep within %(from)s–%(to)s."),
                    params={
                        "person": seat.person,
                        "from": formats.date_format(self.starts_on, "j.n.Y"),
                        "to": formats.date_format(self.ends_on, "j.n.Y"),
                    },
                )
        for role in (SeatRole.CHAIR, SeatRole.DEPUTY_CHAIR):
            if any(sum(seat.role == role for seat in held) > 1 for held in self._held(seats)):
                yield ValidationError(
                    _("The role “%(role)s” is held by several at once: keep one, or set dates."),
                    params={"role": role.label},
                )

    def saving_errors(self, children: Children) -> Iterable[ValidationError]:
        kept = {seat.pk for seat in children("seats")}
        used = (
            Seat.objects.filter(page=self.pk, attendance__isnull=False)
            .exclude(pk__in=kept)
            .order_by("person")
            .values_list("person", flat=True)
            .distinct()
        )
        for person in used if self.pk else ():
            yield ValidationError(
                _(
                    "The seat of %(person)s stands in the attendance of a meeting and is not"
                    " removed: give the seat a last day instead."
                ),
                params={"person": person},
            )

    def goes_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def search_text(self) -> str:
        seats = self.seats.all()
        represented = visible_among(seat.organisation for seat in seats if seat.organisation)
        names = dict.fromkeys(organisation.name for organisation in represented)
        return "\n".join([*(seat.label for seat in seats), *names])

    def search_date(self) -> date:
        return self.starts_on

    def search_terms(self) -> Sequence[str]:
        represented = dict.fromkeys(seat.get_represents_display() for seat in self.seats.all())
        return [self.decision_label, *represented]


class Represents(models.TextChoices):
    RESIDENT = "resident", _("residents")
    ASSOCIATION = "association", _("associations")
    COMPANY = "company", _("companies")
    SCHOOL = "school", _("schools")
    PARISH = "parish", _("parishes")
    COMMUNITY = "community", _("other communities")
    TRUSTEE = "trustee", _("trustees of the city")


class SeatRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    DEPUTY_CHAIR = "deputy_chair", _("deputy chair")
    MEMBER = "member", _("member")


class Seat(DatesInOrder, PermanentUUID, Orderable):
    """A member's seat: who holds it, whom they represent, their personal deputy and role."""

    dates_in_order = [("starts_on", "ends_on")]

    page = ParentalKey(TermPage, on_delete=models.CASCADE, related_name="seats")
    person = models.CharField(_("member"), max_length=150)
    represents = models.CharField(_("represents"), max_length=20, choices=Represents.choices)
    organisation = reference("kumppanuus_snippets.Organisation", _("organisation"))
    role = models.CharField(
        _("role"), max_length=20, choices=SeatRole.choices, default=SeatRole.MEMBER
    )
    deputy = models.CharField(_("personal deputy"), max_length=150, blank=True)
    starts_on = models.DateField(
        _("from"),
        validators=[validate_year],
        null=True,
        blank=True,
        help_text=_("Left empty: from the start of the term."),
    )
    ends_on = models.DateField(
        _("to"),
        validators=[validate_year],
        null=True,
        blank=True,
        help_text=_("Left empty: to the end of the term."),
    )

    panels = [
        FieldRowPanel([FieldPanel("person"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("represents"), FieldPanel("organisation")]),
        FieldPanel("deputy"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("seat")
        verbose_name_plural = _("seats")

    def __str__(self) -> str:
        return self.person

    @property
    def label(self) -> str:
        if not self.deputy:
            return f"{self.person}, {self.get_role_display()}"
        return _("%(person)s, %(role)s (deputy %(deputy)s)") % {
            "person": self.person,
            "role": self.get_role_display(),
            "deputy": self.deputy,
        }

    def is_held_on(self, day: date) -> bool:
        """Whether the seat is held on a day of the term; open ends reach to the term's."""
        return (not self.starts_on or self.starts_on <= day) and (
            not self.ends_on or day <= self.ends_on
        )
