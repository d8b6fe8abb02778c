"""The coordinator of the documents."""

from typing import override

from ..changes.event_data import SerializedPage, serialize_documents
from ..client import Documents, PronoteClient, Pupil
from ..connection.error_messages import validation_error
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator


class DocumentsCoordinator(ChildrenCoordinator[Documents]):
    """Documents of the family, the locker, what is to be signed or handed in."""

    page = "documents"
    resource = Resource.DOCUMENTS

    async def async_get_cached(self, pupil: Pupil) -> Documents:
        """Return the documents of the last update; request them if there was none for a day.

        Raises HomeAssistantError.
        """
        await self.async_ensure_cached((pupil.key, None))
        if (found := self.data.get(pupil.key)) is None:
            raise validation_error("page_closed")
        return found

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> Documents:
        return await client.documents.get(pupil)

    @override
    def _serialize(self, pupil: Pupil, data: Documents) -> SerializedPage:
        return serialize_documents(data)
