"""Runtime data of a config entry."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from homeassistant.config_entries import ConfigEntry

from .changes.snapshot_store import SnapshotStore
from .client import Account, PronoteClient
from .connection.school_connection import SchoolConnection
from .coordinator.base import PronoteCoordinator
from .coordinator.discussions import DiscussionsCoordinator
from .coordinator.documents import DocumentsCoordinator
from .coordinator.evaluations import EvaluationsCoordinator
from .coordinator.grades import GradesCoordinator
from .coordinator.home import HomeCoordinator
from .coordinator.homework import HomeworkCoordinator
from .coordinator.menus import MenusCoordinator
from .coordinator.news import NewsCoordinator
from .coordinator.report_cards import ReportCardsCoordinator
from .coordinator.school_life import SchoolLifeCoordinator
from .coordinator.timetable import TimetableCoordinator
from .last_data.store import LastDataStore
from .storage import BagTicks, ChildNumbers, OpenPages


@dataclass(frozen=True, slots=True, kw_only=True)
class PronoteData:
    """Runtime data of one account."""

    connection: SchoolConnection
    child_numbers: ChildNumbers
    bag_ticks: BagTicks
    last_data: LastDataStore
    open_pages: OpenPages
    snapshots: SnapshotStore
    home: HomeCoordinator
    timetable: TimetableCoordinator
    homework: HomeworkCoordinator
    grades: GradesCoordinator
    menus: MenusCoordinator
    evaluations: EvaluationsCoordinator
    school_life: SchoolLifeCoordinator
    news: NewsCoordinator
    discussions: DiscussionsCoordinator
    report_cards: ReportCardsCoordinator
    documents: DocumentsCoordinator
    daily_requests: list[Callable[[], int]] = field(default_factory=list)
    """How many requests a day the pages take that the scheduler does not request."""

    @property
    def client(self) -> PronoteClient:
        """The client of the account."""
        return self.connection.client

    @property
    def account(self) -> Account:
        """The account, as of its last login, with the children to follow."""
        return self.connection.account

    @property
    def coordinators(self) -> tuple[PronoteCoordinator[Any], ...]:
        """All coordinators, in the order in which they are requested."""
        return (
            self.timetable,
            self.homework,
            self.grades,
            self.menus,
            self.evaluations,
            self.school_life,
            self.news,
            self.discussions,
            self.report_cards,
            self.documents,
        )


type PronoteConfigEntry = ConfigEntry[PronoteData]
