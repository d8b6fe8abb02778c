"""Resolve the host names of the simulated portals to this machine, for the end-to-end tests only."""

import socket
import ssl
from typing import override

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from homeassistant.const import EVENT_HOMEASSISTANT_CLOSE
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers.aiohttp_client import DATA_CLIENTSESSION, DATA_CONNECTOR
from homeassistant.helpers.typing import ConfigType
from homeassistant.util.ssl import SSLCipherList

HERE = "127.0.0.1"
PLAIN_PORT = 80


class Resolver(AbstractResolver):
    """Resolves a few names; all others do not exist."""

    def __init__(self, names: list[str], secure: int, plain: int) -> None:
        self._names = names
        self._secure = secure
        self._plain = plain

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host.lower() not in self._names:
            raise OSError(socket.EAI_NONAME, "Name or service not known")
        return [
            ResolveResult(
                hostname=host,
                host=HERE,
                port=self._plain if port == PLAIN_PORT else self._secure,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    @override
    async def close(self) -> None:
        """Nothing to release."""


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Replace the connector that all integrations share."""
    internet = config["small_internet"]
    connector = aiohttp.TCPConnector(
        resolver=Resolver(internet["names"], internet["secure"], internet["plain"]),
        ssl=ssl.create_default_context(cadata=internet["authority"]),
    )
    key = (True, socket.AF_UNSPEC, SSLCipherList.PYTHON_DEFAULT)
    hass.data.setdefault(DATA_CONNECTOR, {})[key] = connector
    hass.data.pop(DATA_CLIENTSESSION, None)

    async def close(_: Event) -> None:
        await connector.close()

    hass.bus.async_listen_once(EVENT_HOMEASSISTANT_CLOSE, close)
    return True
