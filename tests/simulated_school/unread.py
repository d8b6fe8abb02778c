"""Numbers of unread items, from the counters in each answer."""

from .raw_client import RawClient


async def unread(client: RawClient) -> dict[int, int]:
    """The counters, by tab; an answer names only those which have changed."""
    home = {"onglet": 7, "ongletPrec": 7}
    keep_alive = client.school.version.keep_alive
    client.read(await client.post(client.body(keep_alive, home, 7)))
    return dict(client.counters)
