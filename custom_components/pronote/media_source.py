"""Media source: PRONOTE files in the media browser."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, override

from homeassistant.components.media_player import BrowseError, MediaClass
from homeassistant.components.media_source import (
    BrowseMediaSource,
    MediaSource,
    MediaSourceItem,
    PlayMedia,
    Unresolvable,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.translation import async_get_translations

from .client import AttachmentKind, PeriodPage
from .connection.error_messages import async_error_message, validation_error
from .const import DOMAIN
from .coordinator.discussions import MAILBOX
from .coordinator.grades import followed_books
from .coordinator.school_life import terms_of
from .files.listing import (
    ListedFile,
    book_files,
    discussion_files,
    life_files,
    list_files,
    news_files,
    received_news,
)
from .files.location import (
    ACCOUNT,
    CURRENT,
    MESSAGE_SOURCES,
    FileCollection,
    FileLocation,
    FileSource,
    InvalidLocationError,
    document_name,
    file_type,
    serialize_document,
)
from .models import PronoteConfigEntry
from .permissions import check_user, connected_user, is_allowed
from .runtime.devices import child_name
from .school_day.days import school_weeks
from .targets import AccountTarget, ChildTarget
from .texts.phrases import Phrases, get_phrases

RECENT_SPAN: Final = timedelta(days=28)
UPCOMING_SPAN: Final = timedelta(days=30)
TIMETABLES_AHEAD: Final = timedelta(weeks=3)

_CLASSES: Final = {
    "audio": MediaClass.MUSIC,
    "image": MediaClass.IMAGE,
    "video": MediaClass.VIDEO,
}


async def async_get_media_source(hass: HomeAssistant) -> MediaSource:
    """Return the files of all accounts."""
    return PronoteMedia(hass)


class PronoteMedia(MediaSource):
    """PRONOTE files by child and by source."""

    name = "PRONOTE"

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize without sending a request."""
        super().__init__(DOMAIN)
        self.hass = hass

    @override
    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        """Return the URL of a file."""
        try:
            location = FileLocation.parse(item.identifier)
        except InvalidLocationError as err:
            text = await async_error_message(self.hass, validation_error("gone"))
            raise Unresolvable(text) from err
        try:
            self._check_user(location.collection.entry_id, location.collection.source)
        except HomeAssistantError as err:
            raise Unresolvable(await async_error_message(self.hass, err)) from err
        return PlayMedia(location.path, file_type(str(location)))

    @override
    async def async_browse_media(self, item: MediaSourceItem) -> BrowseMediaSource:
        """Return a folder."""
        try:
            return await self._folder(item.identifier)
        except HomeAssistantError as err:
            raise BrowseError(await async_error_message(self.hass, err)) from err

    def _check_user(self, entry_id: str, source: FileSource) -> None:
        """Raise AdminOnlyError if the user who asks may not read a source of an account."""
        entry = self.hass.config_entries.async_get_entry(entry_id)
        if entry is not None and source in MESSAGE_SOURCES:
            check_user(entry, connected_user())

    async def _folder(self, identifier: str) -> BrowseMediaSource:
        names = await _async_source_names(self.hass)
        if not identifier:
            return _folder("", self.name, self._root_folders(names))
        entry_id, key, *rest = [*identifier.split("/"), ""]
        target = self._target(entry_id, key)
        phrases = get_phrases(self.hass)
        if rest[0] in MESSAGE_SOURCES:
            check_user(target.entry, connected_user())
        match rest:
            case [""] if target.pupil is not None:
                messages_allowed = is_allowed(target.entry, connected_user())
                folders = [
                    _folder(f"{identifier}/{source}", names[source])
                    for source in FileSource
                    if source not in (FileSource.DISCUSSIONS, FileSource.PHOTO)
                    and (source not in MESSAGE_SOURCES or messages_allowed)
                ]
                if target.pupil.has_photo:
                    location = FileCollection.of(
                        target, FileSource.PHOTO, CURRENT
                    ).locate(CURRENT, "photo.jpg")
                    folders.append(_media_item(location, names[FileSource.PHOTO]))
                return _folder(
                    identifier,
                    child_name(self.hass, target.entry, target.pupil),
                    folders,
                )
            case [source, ""] if source in set(FileSource):
                nodes = await _source_items(target, FileSource(source), identifier)
            case [FileSource.NEWS as source, ref, ""]:
                news = next((n for n in received_news(target) if n.key == ref), None)
                if news is None:
                    raise validation_error("gone")
                nodes = [
                    _file_item(item, phrases) for item in await news_files(target, news)
                ]
            case [FileSource.DISCUSSIONS as source, ref, ""]:
                mailbox = target.data.discussions.data.get(MAILBOX, ())
                discussion = next((d for d in mailbox if d.key == ref), None)
                if discussion is None:
                    raise validation_error("gone")
                nodes = [
                    _file_item(item, phrases)
                    for item in await discussion_files(target, discussion)
                ]
            case _:
                raise validation_error("gone")
        return _folder(identifier, names[source], nodes)

    def _target(self, entry_id: str, key: str) -> AccountTarget:
        entry = next((e for e in self._entries() if e.entry_id == entry_id), None)
        if entry is None:
            raise validation_error("account_not_loaded")
        if key == ACCOUNT:
            return AccountTarget(entry, None)
        if (pupil := entry.runtime_data.account.pupil(key)) is None:
            raise validation_error("gone")
        return ChildTarget(entry, pupil)

    def _entries(self) -> list[PronoteConfigEntry]:
        return self.hass.config_entries.async_loaded_entries(DOMAIN)

    def _root_folders(self, names: Mapping[str, str]) -> Iterable[BrowseMediaSource]:
        for entry in self._entries():
            for pupil in entry.runtime_data.account.pupils:
                yield _folder(
                    f"{entry.entry_id}/{pupil.key}", child_name(self.hass, entry, pupil)
                )
            if MAILBOX in entry.runtime_data.discussions.data and is_allowed(
                entry, connected_user()
            ):
                identifier = f"{entry.entry_id}/{ACCOUNT}/{FileSource.DISCUSSIONS}"
                title = f"{names[FileSource.DISCUSSIONS]} · {entry.title}"
                yield _folder(identifier, title)


async def _source_items(
    target: AccountTarget, source: FileSource, identifier: str
) -> Iterable[BrowseMediaSource]:
    """Return the items of a folder."""
    today = target.data.timetable.now.date()
    phrases = get_phrases(target.hass)
    match source:
        case FileSource.NEWS:
            return [
                _folder(f"{identifier}/{news.key}", news.title or "?")
                for news in received_news(target)
                if news.questions is None or news.attachments
            ]
        case FileSource.DISCUSSIONS:
            return [
                _folder(f"{identifier}/{discussion.key}", discussion.subject or "?")
                for discussion in target.data.discussions.data.get(MAILBOX, ())
            ]
        case FileSource.REPORT_CARDS:
            return _report_cards(target.child, today, phrases)
        case FileSource.GRADE_RECORDS:
            return _grade_records(target.child, today, phrases)
        case FileSource.DOCUMENTS:
            return _documents(target.child)
        case FileSource.TIMETABLES:
            return _timetables(target.child, today, phrases)
        case FileSource.HOMEWORK:
            found = await list_files(target, source, *target.data.homework.days)
        case FileSource.GRADES:
            book = target.data.grades.data.get(target.child.pupil.key)
            books = () if book is None else followed_books(book)
            found = [file for one in books for file in book_files(target.child, one)]
        case FileSource.SCHOOL_LIFE:
            life = target.data.school_life.data.get(target.child.pupil.key)
            lives = () if life is None else terms_of(life)
            found = [file for one in lives for file in life_files(target.child, one)]
        case _:
            found = await list_files(
                target, source, today - RECENT_SPAN, today + UPCOMING_SPAN
            )
    return [
        _file_item(item, phrases)
        for item in found
        if item.file.kind is AttachmentKind.FILE
    ]


def _report_cards(
    child: ChildTarget, today: date, phrases: Phrases
) -> list[BrowseMediaSource]:
    """Return the report cards that are published, and those of past periods."""
    if PeriodPage.REPORT_CARD not in child.data.account.tabs:
        return []
    published = {
        card.period: card.published
        for card in child.data.report_cards.data.get(child.pupil.key, ())
    }
    return [
        _pdf_item(
            FileCollection.of(child, FileSource.REPORT_CARDS, period.key),
            phrases("report_card", period=period.name),
        )
        for period in child.pupil.periods_of(PeriodPage.REPORT_CARD)
        if not period.computed
        and not period.outside
        and published.get(period.name, period.end is not None and period.end < today)
    ]


def _grade_records(
    child: ChildTarget, today: date, phrases: Phrases
) -> list[BrowseMediaSource]:
    """Return the grade records of the terms that have begun."""
    if PeriodPage.GRADE_RECORD not in child.data.account.tabs:
        return []
    return [
        _pdf_item(
            FileCollection.of(child, FileSource.GRADE_RECORDS, period.key),
            phrases("grade_record", period=period.name),
        )
        for period in child.pupil.periods_of(PeriodPage.GRADE_RECORD)
        if period.graded and period.start is not None and period.start <= today
    ]


def _documents(child: ChildTarget) -> list[BrowseMediaSource]:
    """Return the documents of the last update that are no links."""
    page = child.data.documents.data.get(child.pupil.key)
    items = []
    for document in () if page is None else page.documents:
        location, file = serialize_document(child, document)
        if "media_content_id" in file:
            title = " · ".join(
                part for part in (document.category, document_name(document)) if part
            )
            items.append(_media_item(location, title))
    return items


def _timetables(
    child: ChildTarget, today: date, phrases: Phrases
) -> list[BrowseMediaSource]:
    if child.pupil.key not in child.data.timetable.data:
        return []
    calendar = child.data.timetable.calendar
    return [
        _pdf_item(
            FileCollection.of(child, FileSource.TIMETABLES, monday),
            phrases("week_of", day=phrases.day(monday, today, dated=True)),
        )
        for monday in school_weeks(calendar, today, today + TIMETABLES_AHEAD)
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


def _file_item(item: ListedFile, phrases: Phrases) -> BrowseMediaSource:
    day = phrases.short_day(item.day) if item.day else None
    title = " · ".join(part for part in (item.attached_to, day, item.file.name) if part)
    return _media_item(item.collection.locate(item.file.key, item.file.name), title)


def _pdf_item(collection: FileCollection, title: str) -> BrowseMediaSource:
    return _media_item(collection.locate(collection.ref, "file.pdf"), title)


def _media_item(location: FileLocation, title: str) -> BrowseMediaSource:
    content_type = file_type(str(location))
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=str(location),
        media_class=_CLASSES.get(content_type.partition("/")[0], MediaClass.URL),
        media_content_type=content_type,
        title=title,
        can_play=True,
        can_expand=False,
    )


async def _async_source_names(hass: HomeAssistant) -> dict[str, str]:
    """Return the names of the sources of files, in the language of Home Assistant."""
    prefix = f"component.{DOMAIN}.selector.file_source.options."
    texts = await async_get_translations(
        hass, hass.config.language, "selector", {DOMAIN}
    )
    return {
        key.removeprefix(prefix): text
        for key, text in texts.items()
        if key.startswith(prefix)
    }
