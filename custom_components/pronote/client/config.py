"""Settings of a client that few programs need."""

import asyncio
from dataclasses import dataclass

from .clock import Now, Sleep, utcnow
from .crypto import RSA_MODULUS
from .session import AnswerCallback


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientConfig:
    """Settings for tests and for unusual networks."""

    now: Now = utcnow
    sleep: Sleep = asyncio.sleep
    rsa_modulus: int = RSA_MODULUS
    """RSA modulus for schools without TLS whose page gives none."""
    proxy: str | None = None
    """Address of an HTTP proxy for all requests.

    The proxies of the environment are used if the session was made with `trust_env=True`.
    """
    plain_http_portals: bool = False
    """Allow passwords without TLS between a school and a portal of this machine. For tests only."""
    on_answer: AnswerCallback | None = None
    """Called with each answer of a page and of the account, decoded, before it is read.

    The data belong to the client: do not change them. They hold personal data. Answers with keys
    or tokens are left out.
    """
