"""Actions on documents: listed, marked, signed at the partner of the school, handed in."""

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..client import Document, SignatureRequest
from ..files.location import serialize_document
from ..files.upload import async_upload
from ..targets import ChildTarget
from .common import ActionData, find_by_key, serialize, serialize_all, with_signed_url


async def get_documents(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the documents, those to sign and the papers to hand in."""
    if data["cached"]:
        found = await child.data.documents.async_get_cached(child.pupil)
    else:
        found = await child.call(lambda client: client.documents.get(child.pupil))
    return {
        "documents": [_serialize(child, document) for document in found.documents],
        "to_sign": [_to_sign(item) for item in found.to_sign],
        "to_hand_in": serialize_all(found.papers),
    }


def _serialize(child: ChildTarget, document: Document) -> JsonObjectType:
    shown = serialize(document)
    shown.pop("attachment", None)
    _location, file = serialize_document(child, document)
    return shown | with_signed_url(child, file)


def _to_sign(item: SignatureRequest) -> JsonObjectType:
    return serialize(item) | {"waits": item.waits}


async def mark_document_read(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Mark a document of the locker read or unread."""
    document = await child.call(
        lambda client: client.documents.find(child.pupil, data["document"])
    )
    after = await child.call(
        lambda client: client.documents.mark_read(
            child.pupil, document, read=data["read"]
        )
    )
    await child.data.documents.async_refresh()
    return _serialize(child, after)


async def get_signature_link(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the address where a document is signed or shown. It is not kept."""
    page = child.data.documents.data.get(child.pupil.key)
    key = data["document"]
    item = next((x for x in page.to_sign if x.key == key), None) if page else None
    if item is None:
        fresh = await child.call(lambda client: client.documents.get(child.pupil))
        item = find_by_key(fresh.to_sign, key)
    wanted = item
    url = await child.call(
        lambda client: client.documents.signature_url(child.pupil, wanted)
    )
    return {"name": wanted.name, "url": url}


async def upload_document(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Hand in a paper that the school asks for, replacing an earlier file."""
    file = await async_upload(
        child.hass, data, child.data.account.rights.max_attachment_bytes
    )
    page = await child.call(lambda client: client.documents.get(child.pupil))
    paper = find_by_key(page.papers, data["document"])
    after = await child.call(
        lambda client: client.documents.hand_in(child.pupil, paper, file)
    )
    await child.data.documents.async_refresh()
    return serialize(after)
