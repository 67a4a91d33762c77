"""Page types, one a file."""

from cms.pages.models.event import Audience, EventFeedback, EventKind, EventPage, OrganiserRole
from cms.pages.models.happening import HappeningState
from cms.pages.models.home import HomeBudgetRow, HomePage
from cms.pages.models.indexes import (
    EventIndexPage,
    IndexPage,
    InfoIndexPage,
    MeetingIndexPage,
    NewsIndexPage,
    PublicationIndexPage,
    StatementIndexPage,
)
from cms.pages.models.info import InfoKind, InfoPage
from cms.pages.models.meeting import (
    AgendaItem,
    Attendance,
    AttendanceStatus,
    MeetingKind,
    MeetingPage,
    MeetingStage,
)
from cms.pages.models.news import NewsPage
from cms.pages.models.publication import (
    Note,
    PublicationDecision,
    PublicationKind,
    PublicationPage,
)
from cms.pages.models.records.content_version import ContentVersion
from cms.pages.models.records.document_reference import DocumentReference
from cms.pages.models.records.page_change import PageChange
from cms.pages.models.records.public_personal_data import PublicPersonalData
from cms.pages.models.records.region_resources import CityResources, RegionResources
from cms.pages.models.region import (
    FocusArea,
    FoundingDecision,
    LinkKind,
    RegionBudgetRow,
    RegionCoordinator,
    RegionLink,
    RegionPage,
)
from cms.pages.models.site_identity import SiteIdentity
from cms.pages.models.statement import (
    Outcome,
    Reply,
    StatementKind,
    StatementPage,
    StatementStatus,
)
from cms.pages.models.term import Represents, Seat, SeatRole, TermPage

__all__ = [
    "AgendaItem",
    "Attendance",
    "AttendanceStatus",
    "Audience",
    "CityResources",
    "ContentVersion",
    "DocumentReference",
    "EventFeedback",
    "EventIndexPage",
    "EventKind",
    "EventPage",
    "FocusArea",
    "FoundingDecision",
    "HappeningState",
    "HomeBudgetRow",
    "HomePage",
    "IndexPage",
    "InfoIndexPage",
    "InfoKind",
    "InfoPage",
    "LinkKind",
    "MeetingIndexPage",
    "MeetingKind",
    "MeetingPage",
    "MeetingStage",
    "NewsIndexPage",
    "NewsPage",
    "Note",
    "OrganiserRole",
    "Outcome",
    "PageChange",
    "PublicPersonalData",
    "PublicationDecision",
    "PublicationIndexPage",
    "PublicationKind",
    "PublicationPage",
    "RegionBudgetRow",
    "RegionCoordinator",
    "RegionLink",
    "RegionPage",
    "RegionResources",
    "Reply",
    "Represents",
    "Seat",
    "SeatRole",
    "SiteIdentity",
    "StatementIndexPage",
    "StatementKind",
    "StatementPage",
    "StatementStatus",
    "TermPage",
]
