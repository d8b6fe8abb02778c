"""The versions of PRONOTE that pronotepy is run on.

The pinned release logs in on servers from 2026.2.5.6 on, where the challenge is answered as it
is. Before, the challenge was encrypted with the key of the login, with a random letter after
each of its own. The last release for those servers, 2.15.6, differs from the pinned one in
this step only.
"""

from collections.abc import Callable
from typing import Any, override

import pronotepy
from pronotepy.pronoteAPI import _Encryption
import pytest

from tests.school.wire.version import Version

VERSIONS = ("2026.2.7", "2026.1.3", "2025.2.11")
NEWS_BY_ITEM = ("2026.2.7", "2026.1.3")
"""pronotepy reads the news of 2026 and later: each has a nature and a request of its own."""


class _MixedChallenge(_Encryption):
    """Answers a challenge as pronotepy did up to 2.15.6."""

    @override
    def aes_encrypt(self, data: bytes) -> bytes:
        mixed: str = self.aes_decrypt(bytes.fromhex(data.decode())).decode()
        answer: bytes = super().aes_encrypt(mixed[::2].encode())
        return answer


def adapt_to_version(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pronotepy log in on a server of a version."""
    if not Version(version).direct_challenge:
        monkeypatch.setattr(pronotepy.clients, "_Encryption", _MixedChallenge)


def is_refused(login: Callable[[], Any]) -> bool:
    """Return whether a login is refused.

    With a mixed challenge, pronotepy detects a wrong password without the server.
    """
    try:
        return not login().logged_in
    except pronotepy.CryptoError:
        return True
