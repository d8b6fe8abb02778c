"""SAML messages that the browser carries between a portal and EduConnect."""

from base64 import b64encode
from dataclasses import dataclass

from .accounts import PortalAccount, ProfileKind


@dataclass(frozen=True, slots=True)
class AuthnRequest:
    """Authentication request of a portal."""

    consumer: str
    relay_state: str
    kind: ProfileKind | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """Single-use assertion of EduConnect."""

    account: PortalAccount
    consumer: str
    relay_state: str


def xml(tag: str, secret: str) -> str:
    """Return a message as it is transferred: XML encoded as base64."""
    text = f'<saml2p:{tag} ID="_{secret}" xmlns:saml2p="urn:oasis:saml2"/>~~?>'
    return b64encode(text.encode()).decode()


class SamlExchange:
    """Messages in transfer."""

    def __init__(self) -> None:
        self.requests: dict[str, AuthnRequest] = {}
        self.assertions: dict[str, Assertion] = {}

    def ask(self, secret: str, asked: AuthnRequest) -> str:
        request = xml("AuthnRequest", secret)
        self.requests[request] = asked
        return request

    def answer(self, secret: str, assertion: Assertion) -> str:
        response = xml("Response", secret)
        self.assertions[response] = assertion
        return response
