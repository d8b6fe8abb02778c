"""Kosmos (Skolengo): a CAS whose first page asks where one's account is."""

from ..errors import PortalChangedError, PortalQuestion
from .engine import Walk
from .page import Form, Page
from .registry import Engine

_SELECTION = "selection"
_STAFF = ("enseignant", "AAA", "personnel")
_FAMILY = ("eleve", "parent")
_LOST_SERVICE = ("we cannot direct you to the page requested",)


class Kosmos:
    """The page of choices, and the portal's own form."""

    def __init__(self, walk: Walk) -> None:
        """Prepare."""
        self._walk = walk
        self._selected = False

    async def pass_by(self, page: Page) -> Page | None:
        """Answer a page of Kosmos."""
        walk = self._walk
        if (form := page.form_with(_SELECTION)) is not None:
            if self._selected:
                if walk.returned:
                    raise walk.refused(page)
                raise PortalChangedError(page.place, page.shape, what="selection")
            selection = {_SELECTION: self._select(page, form)}
            self._selected = True
            return await walk.submit(form, form.values | form.submit | selection)
        if (form := page.form("form.cas__login-form")) is not None:
            if walk.filled:
                raise walk.refused(page)
            if not walk.may_use_local:
                if (opened := await walk.open_door(page)) is not None:
                    return opened
                raise walk.unfit(page)
            return await walk.fill(
                page, form.action, ("username", "password"), form.values | form.submit
            )
        if walk.portal.engine is Engine.KOSMOS and page.says(*_LOST_SERVICE):
            return await walk.return_to_school(page)
        return None

    def _select(self, page: Page, form: Form) -> str:
        """Return the value for this account; ask when several would do."""
        walk = self._walk
        offered = [
            (value, label)
            for value, label in form.choices(_SELECTION)
            if not any(word in value for word in _STAFF)
        ]
        for wanted in (*reversed(walk.answers), walk.way.choice):
            if wanted is not None and wanted in dict(offered):
                return wanted
        if not walk.may_use_local:
            offered = [item for item in offered if "EDU" in item[0]]
        elif not walk.may_use_educonnect:
            offered = [item for item in offered if "EDU" not in item[0]]
        offered = [
            item for item in offered if any(word in item[0] for word in _FAMILY)
        ] or offered
        if not offered:
            raise walk.unfit(page)
        if len(offered) == 1:
            return offered[0][0]
        return walk.choose(PortalQuestion.WAY, offered)
