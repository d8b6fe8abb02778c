"""The files of the school in the media browser."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, override

from homeassistant.components.media_player.const import MediaClass
from homeassistant.components.media_player.errors import BrowseError
from homeassistant.components.media_source import (
    BrowseMediaSource,
    MediaSource,
    MediaSourceItem,
    PlayMedia,
    Unresolvable,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .client import AttachmentKind
from .connection.translation import async_options, async_sentence, refused
from .const import DOMAIN
from .coordinator.base import AHEAD, BEHIND
from .coordinator.discussions import MAILBOX
from .files.listing import (
    ListedFile,
    files_on,
    grade_files,
    life_files,
    on_discussion,
    on_news,
    received,
)
from .files.location import (
    ACCOUNT,
    NOW,
    Drawer,
    FilePlace,
    Shelf,
    UnknownPlaceError,
    file_type,
)
from .models import PronoteConfigEntry
from .school_day.days import open_weeks
from .targets import Account, Child

RECENT: Final = timedelta(days=28)
PRINTED: Final = timedelta(weeks=3)

_CLASSES: Final = {
    "audio": MediaClass.MUSIC,
    "image": MediaClass.IMAGE,
    "video": MediaClass.VIDEO,
}


async def async_get_media_source(hass: HomeAssistant) -> MediaSource:
    """Return the files of all accounts."""
    return PronoteMedia(hass)


class PronoteMedia(MediaSource):
    """Files by child, and by what they hang on."""

    name = "PRONOTE"

    def __init__(self, hass: HomeAssistant) -> None:
        """Start; nothing is asked before somebody looks."""
        super().__init__(DOMAIN)
        self.hass = hass

    @override
    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        """Return the address of a file in this home."""
        try:
            place = FilePlace.parse(item.identifier)
        except UnknownPlaceError as err:
            text = await async_sentence(self.hass, refused("gone"))
            raise Unresolvable(text) from err
        return PlayMedia(place.path, file_type(str(place)))

    @override
    async def async_browse_media(self, item: MediaSourceItem) -> BrowseMediaSource:
        """Return a folder."""
        try:
            return await self._folder(item.identifier)
        except HomeAssistantError as err:
            raise BrowseError(await async_sentence(self.hass, err)) from err

    async def _folder(self, identifier: str) -> BrowseMediaSource:
        if not identifier:
            return _folder("", self.name, self._owners())
        names = await async_options(self.hass, "shelf")
        entry_id, key, *rest = [*identifier.split("/"), ""]
        account = self._account(entry_id, key)
        match rest:
            case [""] if account.pupil is not None:
                shelves = [
                    _folder(f"{identifier}/{shelf}", names[shelf])
                    for shelf in Shelf
                    if shelf not in (Shelf.DISCUSSIONS, Shelf.PHOTO)
                ]
                if account.pupil.has_photo:
                    place = Drawer.of(account, Shelf.PHOTO, NOW).file(NOW, "photo.jpg")
                    shelves.append(_leaf(place, names[Shelf.PHOTO]))
                return _folder(identifier, account.pupil.name, shelves)
            case [shelf, ""] if shelf in set(Shelf):
                nodes = await _shelf(account, Shelf(shelf), identifier)
            case [Shelf.NEWS as shelf, mark, ""]:
                news = next((n for n in received(account) if n.key == mark), None)
                if news is None:
                    raise refused("gone")
                nodes = [_file(item) for item in await on_news(account, news)]
            case [Shelf.DISCUSSIONS as shelf, mark, ""]:
                mailbox = account.data.discussions.data.get(MAILBOX, ())
                discussion = next((d for d in mailbox if d.key == mark), None)
                if discussion is None:
                    raise refused("gone")
                nodes = [
                    _file(item) for item in await on_discussion(account, discussion)
                ]
            case _:
                raise refused("gone")
        return _folder(identifier, names[shelf], nodes)

    def _account(self, entry_id: str, key: str) -> Account:
        entry = next((e for e in self._entries() if e.entry_id == entry_id), None)
        if entry is None:
            raise refused("account_not_loaded")
        if key == ACCOUNT:
            return Account(entry, None)
        if (pupil := entry.runtime_data.account.pupil(key)) is None:
            raise refused("gone")
        return Child(entry, pupil)

    def _entries(self) -> list[PronoteConfigEntry]:
        return self.hass.config_entries.async_loaded_entries(DOMAIN)

    def _owners(self) -> Iterable[BrowseMediaSource]:
        for entry in self._entries():
            for pupil in entry.runtime_data.account.pupils:
                yield _folder(f"{entry.entry_id}/{pupil.key}", pupil.name)
            if MAILBOX in entry.runtime_data.discussions.data:
                place = f"{entry.entry_id}/{ACCOUNT}/{Shelf.DISCUSSIONS}"
                yield _folder(place, entry.title)


async def _shelf(
    account: Account, shelf: Shelf, identifier: str
) -> Iterable[BrowseMediaSource]:
    """Return what is in a folder."""
    today = account.data.timetable.now.date()
    match shelf:
        case Shelf.NEWS:
            return [
                _folder(f"{identifier}/{news.key}", news.title or "?")
                for news in received(account)
                if news.questions is None or news.attachments
            ]
        case Shelf.DISCUSSIONS:
            return [
                _folder(f"{identifier}/{discussion.key}", discussion.subject or "?")
                for discussion in account.data.discussions.data.get(MAILBOX, ())
            ]
        case Shelf.REPORT_CARDS:
            return _report_cards(account.child, today)
        case Shelf.TIMETABLES:
            return _timetables(account.child, today)
        case Shelf.HOMEWORK:
            found = await files_on(account, shelf, today - BEHIND, today + AHEAD)
        case Shelf.GRADES:
            book = account.data.grades.data.get(account.child.pupil.key)
            found = [] if book is None else grade_files(account.child, book)
        case Shelf.SCHOOL_LIFE:
            life = account.data.school_life.data.get(account.child.pupil.key)
            found = [] if life is None else life_files(account.child, life)
        case _:
            found = await files_on(account, shelf, today - RECENT, today + AHEAD)
    return [_file(item) for item in found if item.file.kind is AttachmentKind.FILE]


def _report_cards(child: Child, today: date) -> list[BrowseMediaSource]:
    """Return the report cards: those that are out, and those of the periods long over."""
    awaited = {
        card.period: card.published
        for card in child.data.report_cards.data.get(child.pupil.key, ())
    }
    return [
        _playable(Drawer.of(child, Shelf.REPORT_CARDS, period.key), period.name)
        for period in child.pupil.periods
        if awaited.get(period.name, period.end is not None and period.end < today)
    ]


def _timetables(child: Child, today: date) -> list[BrowseMediaSource]:
    calendar = child.data.timetable.calendar
    return [
        _playable(Drawer.of(child, Shelf.TIMETABLES, monday), f"{monday:%d/%m/%Y}")
        for monday in open_weeks(calendar, today, today + PRINTED)
    ]


def _folder(
    identifier: str, title: str, children: Iterable[BrowseMediaSource] | None = None
) -> BrowseMediaSource:
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=identifier,
        media_class=MediaClass.DIRECTORY,
        media_content_type="",
        title=title,
        can_play=False,
        can_expand=True,
        children=None if children is None else list(children),
    )


def _file(item: ListedFile) -> BrowseMediaSource:
    day = f"{item.day:%d/%m}" if item.day else None
    title = " · ".join(part for part in (item.on, day, item.file.name) if part)
    return _leaf(item.drawer.file(item.file.key, item.file.name), title)


def _playable(drawer: Drawer, title: str) -> BrowseMediaSource:
    name = f"{title}.pdf"
    return _leaf(drawer.file(drawer.mark, name), name)


def _leaf(place: FilePlace, title: str) -> BrowseMediaSource:
    content_type = file_type(str(place))
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=str(place),
        media_class=_CLASSES.get(content_type.partition("/")[0], MediaClass.URL),
        media_content_type=content_type,
        title=title,
        can_play=True,
        can_expand=False,
    )
