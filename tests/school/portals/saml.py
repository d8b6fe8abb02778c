"""What passes between a portal and EduConnect through the browser."""

from base64 import b64encode
from dataclasses import dataclass

from .accounts import PortalAccount, ProfileKind


@dataclass(frozen=True, slots=True)
class AuthnRequest:
    """A portal's question: who is this?"""

    consumer: str
    relay_state: str
    kind: ProfileKind | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """EduConnect's answer, good once."""

    account: PortalAccount
    consumer: str
    relay_state: str


def xml(tag: str, secret: str) -> str:
    """A message as it is carried: base64 of some XML."""
    text = f'<saml2p:{tag} ID="_{secret}" xmlns:saml2p="urn:oasis:saml2"/>~~?>'
    return b64encode(text.encode()).decode()


class SamlExchange:
    """The messages under way."""

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
