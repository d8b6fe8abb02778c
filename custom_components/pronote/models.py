"""What a loaded config entry holds."""

from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import ConfigEntry

from .changes.snapshot_store import Seen
from .client import Account, PronoteClient
from .connection.session import Gate
from .coordinator.base import PronoteCoordinator
from .coordinator.discussions import DiscussionsCoordinator
from .coordinator.evaluations import EvaluationsCoordinator
from .coordinator.grades import GradesCoordinator
from .coordinator.home import HomeCoordinator
from .coordinator.homework import HomeworkCoordinator
from .coordinator.menus import MenusCoordinator
from .coordinator.news import NewsCoordinator
from .coordinator.report_cards import ReportCardsCoordinator
from .coordinator.school_life import SchoolLifeCoordinator
from .coordinator.timetable import TimetableCoordinator
from .storage import ChildNumbers


@dataclass(frozen=True, slots=True, kw_only=True)
class PronoteData:
    """What the platforms find in the config entry."""

    gate: Gate
    numbers: ChildNumbers
    seen: Seen
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

    @property
    def client(self) -> PronoteClient:
        """The client of the account."""
        return self.gate.client

    @property
    def account(self) -> Account:
        """The account, as its last login told it."""
        return self.gate.client.account

    @property
    def coordinators(self) -> tuple[PronoteCoordinator[Any], ...]:
        """Every page that tells something, in the order in which they are asked."""
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
        )


type PronoteConfigEntry = ConfigEntry[PronoteData]
