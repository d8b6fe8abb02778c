"""What is unread, by the counters which ride along with an answer."""

from .raw_client import RawClient


async def unread(client: RawClient) -> dict[int, int]:
    """The counters, by tab."""
    keep_alive = client.school.version.keep_alive
    payload = client.read(await client.post(client.body(keep_alive, {}, 7)))
    rows = payload[client.names[4]]["notificationsCommunication"]
    return {row["onglet"]: row["nb"] for row in rows}
