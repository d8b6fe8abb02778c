"""The coordinator of school life."""

from dataclasses import dataclass, fields, replace
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..changes.event_data import SerializedPage, serialize_school_life
from ..client import Period, PeriodPage, PronoteClient, Pupil, SchoolLife
from ..connection.school_connection import SchoolConnection
from ..last_data.store import StoredPage
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator
from .periods import PeriodsBeside, is_school_life_by_term, is_school_life_day, is_term


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedSchoolLife(SchoolLife):
    """The events of the current period, with all events of the page."""

    whole: SchoolLife
    """The longest period that the page offers: schools file punishments under the year.

    A school without a year on this page has the current term and the earlier ones together.
    """
    earlier: tuple[SchoolLife, ...] = ()
    """Terms that ended, of a school without a year on this page."""


def whole_life(life: SchoolLife) -> SchoolLife:
    """Return all events of the page, including those before the current period."""
    return life.whole if isinstance(life, FollowedSchoolLife) else life


def terms_of(life: SchoolLife) -> tuple[SchoolLife, ...]:
    """Return the events by requested period, the latest last."""
    if not isinstance(life, FollowedSchoolLife):
        return (life,)
    if not life.earlier:
        return (life.whole,)
    current = SchoolLife(
        **{item.name: getattr(life, item.name) for item in fields(SchoolLife)}
    )
    return (*life.earlier, current)


def _with_earlier(
    life: FollowedSchoolLife, earlier: tuple[SchoolLife, ...]
) -> FollowedSchoolLife:
    """Return the life of the current term with that of the earlier ones."""
    if not earlier and not life.earlier:
        return life
    whole: SchoolLife = terms_of(life)[-1]
    for term in earlier:
        whole = whole.with_term(term)
    return replace(life, whole=whole, earlier=earlier)


class SchoolLifeCoordinator(ChildrenCoordinator[SchoolLife]):
    """Absences, delays, punishments and observations, cut by date to the current period."""

    page = "school_life"
    resource = Resource.SCHOOL_LIFE

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, connection: SchoolConnection
    ) -> None:
        """Initialize the coordinator without sending a request."""
        super().__init__(hass, entry, connection)
        self._beside = PeriodsBeside[SchoolLife]()

    @callback
    @override
    def async_restore(self, page: StoredPage) -> None:
        super().async_restore(page)
        for pupil in self.connection.account.pupils:
            life = self.data.get(pupil.key)
            found = life.earlier if isinstance(life, FollowedSchoolLife) else ()
            periods = {
                item.name: item for item in pupil.periods_of(PeriodPage.SCHOOL_LIFE)
            }
            self._beside.known[pupil.key] = {
                periods[one.period]: one for one in found if one.period in periods
            }

    @override
    async def _fetch_all(self, client: PronoteClient) -> dict[str, SchoolLife]:
        """Fetch the page of each child, then one of its earlier terms if there is no year."""
        lives = await super()._fetch_all(client)
        for pupil in self.connection.account.pupils:
            life = lives.get(pupil.key)
            if isinstance(life, FollowedSchoolLife):
                earlier = await self._fetch_earlier(client, pupil, life)
                lives[pupil.key] = _with_earlier(life, earlier)
        return lives

    async def _fetch_earlier(
        self, client: PronoteClient, pupil: Pupil, life: FollowedSchoolLife
    ) -> tuple[SchoolLife, ...]:
        """Request the earlier term that was read longest ago, on Saturdays."""
        if not is_school_life_by_term(pupil):
            return ()
        today = self.now.date()
        listed = pupil.periods_of(PeriodPage.SCHOOL_LIFE)
        read = life.whole.period
        wanted = [
            period
            for period in listed
            if is_term(period)
            and period.name != read
            and period.end is not None
            and period.end < today
        ]
        current = next((period for period in listed if period.name == read), None)
        if current is not None:
            self._beside.note_current(pupil, current, terms_of(life)[-1], wanted)
        if self._beside.is_due(pupil, wanted, today) and (
            is_school_life_day(today) or self._beside.has_unknown(pupil, wanted)
        ):
            await self._beside.request(
                pupil,
                wanted,
                today,
                lambda period: client.school_life.get(pupil, period),
            )
        return tuple(self._beside.pages(pupil, wanted).values())

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> SchoolLife:
        whole = await client.school_life.get(pupil)
        current = (client.account.pupil(pupil.key) or pupil).current_period
        life = whole
        if current is not None and current.start and current.end:
            if current.name != whole.period:
                life = whole.during(current.name, current.start, current.end)
        return FollowedSchoolLife(
            **{item.name: getattr(life, item.name) for item in fields(SchoolLife)},
            whole=whole,
        )

    async def async_get_school_life(
        self, pupil: Pupil, period: Period | None, *, whole_year: bool = False
    ) -> SchoolLife:
        """Return the events of a period, by default the current one, or of the longest period.

        The longest period comes from the cache. A shorter one is requested: what the cache has of
        it lacks the missed hours, which have no dates. Raises HomeAssistantError.
        """
        wanted = None if whole_year else period or pupil.current_period
        if (known := self.cached(pupil)) is not None:
            whole = whole_life(known)
            if wanted is None:
                return whole
            for life in terms_of(known):
                if wanted.name == life.period:
                    return life
        return await self.connection.call_for_action(
            lambda client: client.school_life.get(pupil, wanted)
        )

    @override
    def _serialize(self, pupil: Pupil, data: SchoolLife) -> SerializedPage:
        serialized: SerializedPage = {}
        for life in terms_of(data):
            for topic, partitions in serialize_school_life(life).items():
                serialized.setdefault(topic, {}).update(partitions)
        return serialized
