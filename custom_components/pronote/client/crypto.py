"""PRONOTE's cryptography: small pure functions over AES-128-CBC, RSA, MD5 and SHA-256.

The protocol requires MD5 and PKCS#1 v1.5. Only TLS protects the data.
"""

from dataclasses import dataclass
import hashlib

from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

BLOCK = 16
ZERO_IV = bytes(BLOCK)

RSA_MODULUS = int(
    "B99B77A3D72D3A29B4271FC7B7300E2F791EB8948174BE7B8024667E915446D4"
    "EEA0C2424B8D1EBF7E2DDFF94691C6E994E839225C627D140A8F1146D1B0B5F1"
    "8A09BBD3D8F421CA1E3E4796B301EEBCCF80D81A32A1580121B8294433C38377"
    "083C5517D5921E8A078CDC019B15775292EFDA2C30251B1CCABE812386C893E5",
    16,
)
RSA_EXPONENT = 65537


class CipherError(ValueError):
    """The text was not encrypted with this key."""


def md5(data: bytes) -> bytes:
    """Return the MD5 digest."""
    return hashlib.md5(data, usedforsecurity=False).digest()


@dataclass(frozen=True, slots=True, repr=False)
class Aes:
    """An AES key and an initialization vector."""

    key: bytes
    iv: bytes

    @classmethod
    def of(cls, raw_key: bytes = b"", raw_iv: bytes | None = None) -> Aes:
        """Derive the key and the vector. Without `raw_iv` the vector is sixteen zero bytes."""
        return cls(md5(raw_key), ZERO_IV if raw_iv is None else md5(raw_iv))

    def encrypt(self, data: bytes) -> bytes:
        """Pad and encrypt."""
        padder = PKCS7(BLOCK * 8).padder()
        encryptor = self._cipher.encryptor()
        padded = padder.update(data) + padder.finalize()
        return encryptor.update(padded) + encryptor.finalize()

    def decrypt(self, data: bytes) -> bytes:
        """Decrypt and unpad. Raises CipherError."""
        decryptor = self._cipher.decryptor()
        unpadder = PKCS7(BLOCK * 8).unpadder()
        try:
            padded = decryptor.update(data) + decryptor.finalize()
            return unpadder.update(padded) + unpadder.finalize()
        except ValueError as error:
            raise CipherError("not encrypted with this key") from error

    def encrypt_text(self, text: str) -> str:
        """Encrypt a text into hexadecimal."""
        return self.encrypt(text.encode(errors="replace")).hex()

    def decrypt_text(self, text: str) -> str:
        """Decrypt hexadecimal into a text. Raises CipherError."""
        try:
            return self.decrypt(bytes.fromhex(text)).decode()
        except ValueError as error:
            raise CipherError("not a text encrypted with this key") from error

    @property
    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self.key), modes.CBC(self.iv))


def rsa_encrypt(data: bytes, modulus: int, exponent: int = RSA_EXPONENT) -> bytes:
    """Encrypt with the public key of a school without TLS."""
    key = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    return key.encrypt(data, rsa_padding.PKCS1v15())


def login_key(
    username: str, password: str, *, salt: str = "", portal: bool = False
) -> bytes:
    """Return the raw key of a challenge. The key of a portal login does not contain the username."""
    secret = (salt + password).encode(errors="replace")
    digest = hashlib.sha256(secret).hexdigest().upper()
    return (digest if portal else username + digest).encode(errors="replace")


def solve_legacy_challenge(aes: Aes, challenge: str) -> str:
    """Decrypt the challenge, drop every second character, encrypt it. Raises CipherError.

    Servers before 2026.2.5.6 use this challenge. A wrong password cannot decrypt it.
    """
    return aes.encrypt_text(aes.decrypt_text(challenge)[::2])


def solve_direct_challenge(aes: Aes, challenge: str) -> str:
    """Encrypt the challenge unchanged."""
    return aes.encrypt_text(challenge)


def session_key(aes: Aes, encrypted: str) -> bytes:
    """Return the raw key of the session, sent as decimal bytes. Raises CipherError."""
    text = aes.decrypt_text(encrypted)
    try:
        return bytes(int(part) for part in text.split(","))
    except ValueError as error:
        raise CipherError("not a session key") from error
