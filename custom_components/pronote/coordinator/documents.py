"""The coordinator of the documents."""

from typing import override

from ..changes.event_data import SerializedPage, serialize_documents
from ..client import Documents, PronoteClient, Pupil
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator


class DocumentsCoordinator(ChildrenCoordinator[Documents]):
    """Documents of the family, the locker, what is to be signed or handed in."""

    page = "documents"
    resource = Resource.DOCUMENTS

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> Documents:
        return await client.documents.get(pupil)

    @override
    def _serialize(self, pupil: Pupil, data: Documents) -> SerializedPage:
        return serialize_documents(data)
