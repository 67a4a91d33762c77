"""Rows of everything, each of which refers to what all share."""

from datetime import UTC, date, datetime, timedelta

from wagtail.rich_text import RichText

from cms.pages.models import (
    AgendaItem,
    Attendance,
    EventFeedback,
    EventPage,
    FocusArea,
    FoundingDecision,
    MeetingPage,
    NewsPage,
    Note,
    PublicationDecision,
    PublicationPage,
    RegionBudgetRow,
    RegionCoordinator,
    RegionLink,
    Reply,
    Seat,
    StatementPage,
    TermPage,
)
from tests.factories import index_of


def add_row(number: int, region, topics, image, file, body, page) -> None:
    """One page of each kind, with two of each inline child, that refers to all that is shared."""
    moment = datetime(2023, 1, 1, 15, tzinfo=UTC) + timedelta(days=number)
    text = f'<p><a linktype="page" id="{page.pk}">a</a>'
    text += f'<a linktype="document" id="{file.pk}">b</a> {number}</p>'
    attachments = [("attachment", {"document": file, "title": ""})]
    stream = [
        ("heading", {"number": "1", "text": "Otsikko", "level": "2"}),
        ("text", RichText(text)),
        ("quote", {"text": "Sanottua", "source": ""}),
        ("picture", {"image": image, "caption": ""}),
        *attachments,
        ("page", page),
    ]
    decision = {"decision_body": "Kaupunginvaltuusto", "decision_date": date(2020, 11, 9)}
    term = TermPage(
        title=f"Kausi {number}",
        starts_on=date(2023, 6, 1),
        ends_on=date(2097, 5, 31),
        min_seats=0,
        trustee_seats=0,
        has_deputies=False,
        seats=[Seat(person=f"Jäsen {n}", represents="school", organisation=body) for n in (1, 2)],
    )
    region.add_child(instance=term)
    meeting = MeetingPage(
        title=f"Kokous {number}",
        starts_at=moment,
        introduction=text,
        topics=topics,
        attachments=attachments,
        term=term,
        next_meeting=MeetingPage.objects.first(),
        agenda_items=[
            AgendaItem(number=n, title="Asia", text=text, topics=topics, attachments=attachments)
            for n in (1, 2)
        ],
        attendance=[Attendance(seat=seat, name="Jäsen") for seat in Seat.objects.filter(page=term)],
    )
    index_of(region, "kokoukset").add_child(instance=meeting)
    item = AgendaItem.objects.filter(page=meeting).first()
    statement = StatementPage(
        title=f"Lausunto {number}",
        given_on=moment.date(),
        addressee=body,
        requested_by=body,
        agenda_item=item,
        topics=topics,
        body=stream,
        attachments=attachments,
        replies=[Reply(date=moment.date(), outcome="noted", text=text, **decision)],
    )
    index_of(region, "lausunnot").add_child(instance=statement)
    event = EventPage(
        title=f"Tapahtuma {number}",
        starts_at=moment + timedelta(days=3650),
        image=image,
        topics=topics,
        partners=[body],
        audiences=["seniors"],
        body=stream,
        feedback=[EventFeedback(topic=topics[0], text="Sanottua")],
    )
    index_of(region, "tapahtumat").add_child(instance=event)
    news = NewsPage(
        title=f"Uutinen {number}",
        date=moment.date(),
        lead="Alku",
        image=image,
        topics=topics,
        regions=[region],
        body=stream,
    )
    index_of(region, "uutiset").add_child(instance=news)
    publication = PublicationPage(
        title=f"Julkaisu {number}",
        kind="report",
        valid_from=moment.date(),
        topics=topics,
        file=file,
        body=stream,
        notes=[Note(number=n, text="Huomautus") for n in (1, 2)],
        decisions=[PublicationDecision(**decision)],
    )
    index_of(region, "julkaisut").add_child(instance=publication)
    for model, fields in (
        (RegionCoordinator, {"name": "Koordinaattori"}),
        (RegionLink, {"kind": "social", "label": "Linkki", "url": "https://some.test/"}),
        (FocusArea, {"year": 2023, "text": "Painopiste"}),
        (RegionBudgetRow, {"year": 2023, "purpose": "Tapahtumat", "allotted": 100}),
        (FoundingDecision, decision),
    ):
        model.objects.create(page=region, **fields)
