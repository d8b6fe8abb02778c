"""News, surveys and discussions as one list (pages 8 and 131)."""

from collections.abc import Callable, Iterable
from itertools import islice

from ..caller import Caller
from ..errors import (
    InputProblem,
    InvalidInputError,
    PageNotAllowedError,
    RequestRefusedError,
    StaleObjectError,
)
from ..inbox import InboxItem, InboxKind, merge_inbox, news_item, with_thread
from ..pages.account import Pupil
from ..pages.discussions import Discussion
from ..pages.news import News
from .discussions import DiscussionsEndpoint
from .news import NewsEndpoint


class InboxEndpoint:
    """Reads and marks news, surveys and discussions together.

    In a parent's account, `pupil` is the child for whom they are read; None is the first child.
    """

    def __init__(
        self, caller: Caller, news: NewsEndpoint, discussions: DiscussionsEndpoint
    ) -> None:
        """Send requests through both pages, and pause between them through `caller`."""
        self._caller = caller
        self._news = news
        self._discussions = discussions

    async def get(
        self,
        pupil: Pupil | None = None,
        *,
        unread_only: bool = False,
        limit: int | None = None,
        texts: int = 0,
        include: Callable[[InboxItem], bool] = lambda _: True,
    ) -> tuple[InboxItem, ...]:
        """Return the items, unread ones first, then the latest first; they stay unread.

        `include` selects items before `limit` counts them. The lists are two requests. The first `texts` items have their text: a discussion takes a
        request of its own, and so does news since PRONOTE 2026, a second apart. Raises
        PageNotAllowedError if the account has neither page.
        """
        news, discussions = await self._lists(pupil)
        rights = self._caller.connection.account.rights
        items = [
            item
            for item in merge_inbox(news.values(), discussions.values(), rights)
            if (item.unread or not unread_only) and include(item)
        ][:limit]
        asked = 0
        for place, item in islice(enumerate(items), texts):
            if item.text is None:
                if asked:
                    await self._caller.pause()
                asked += 1
                items[place] = await self._opened(item, pupil, news, discussions)
        return tuple(items)

    async def _opened(
        self,
        item: InboxItem,
        pupil: Pupil | None,
        news: dict[str, News],
        discussions: dict[str, Discussion],
    ) -> InboxItem:
        """Return an item with its text, or as it is if it cannot be opened."""
        try:
            if item.kind is InboxKind.DISCUSSION:
                thread = await self._discussions.thread(discussions[item.key], pupil)
                rights = self._caller.connection.account.rights
                return with_thread(item, thread, rights)
            return news_item(await self._news.content(news[item.key], pupil))
        except PageNotAllowedError, RequestRefusedError, StaleObjectError:
            return item

    async def mark_read(
        self, keys: Iterable[str], pupil: Pupil | None = None, *, read: bool = True
    ) -> tuple[InboxItem, ...]:
        """Mark items read or unread, and return them as the school recorded them.

        Those that are so already take no request, the others one each, a second apart. Raises
        StaleObjectError before anything is sent if there is no item of a key, InvalidInputError if
        one cannot be marked; WriteRefusedError if the school did not record all of them,
        WriteUnconfirmedError, PageNotAllowedError.
        """
        news, discussions = await self._lists(pupil)
        wanted = list(dict.fromkeys(keys))
        if not news.keys() | discussions.keys() >= set(wanted):
            raise StaleObjectError("There is no such item")
        to_mark = [
            discussion
            for key in wanted
            if (discussion := discussions.get(key)) is not None
            and bool(discussion.unread) is read
        ]
        if not all(discussion.may_mark for discussion in to_mark):
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        of_news = [
            item
            for key in wanted
            if (item := news.get(key)) is not None and item.read is not read
        ]
        if of_news:
            marked = await self._news.mark_all_read(of_news, pupil, read=read)
            news |= {item.key: item for item in marked}
        if to_mark:
            if of_news:
                await self._caller.pause()
            after = await self._discussions.mark_all_read(to_mark, pupil, read=read)
            discussions |= {item.key: item for item in after}
        rights = self._caller.connection.account.rights
        return tuple(
            item
            for item in merge_inbox(news.values(), discussions.values(), rights)
            if item.key in wanted
        )

    async def _lists(
        self, pupil: Pupil | None
    ) -> tuple[dict[str, News], dict[str, Discussion]]:
        """Return news and discussions by key; a page that is closed has none.

        Raises PageNotAllowedError if both are closed.
        """
        news: dict[str, News] = {}
        discussions: dict[str, Discussion] = {}
        closed: PageNotAllowedError | None = None
        try:
            news = {item.key: item for item in await self._news.get(pupil)}
        except PageNotAllowedError as error:
            closed = error
        try:
            found = await self._discussions.get(pupil)
        except PageNotAllowedError:
            if closed is not None:
                raise
        else:
            discussions = {item.key: item for item in found}
        return news, discussions
