"""AES, MD5, SHA and RSA as used by the PRONOTE server."""

from base64 import b64decode
from binascii import Error as BadBase64
import hashlib

from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

NO_IV = bytes(16)


def md5(data: bytes) -> bytes:
    return hashlib.md5(data).digest()


def encrypt(key: bytes, iv: bytes, data: bytes) -> bytes:
    padder = PKCS7(128).padder()
    padded = padder.update(data) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(padded) + encryptor.finalize()


def decrypt(key: bytes, iv: bytes, data: bytes) -> bytes:
    """Return the decrypted bytes. Raises ValueError for a wrong padding."""
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return unpadded(decryptor.update(data) + decryptor.finalize())


def unpadded(data: bytes) -> bytes:
    unpadder = PKCS7(128).unpadder()
    return unpadder.update(data) + unpadder.finalize()


def login_key(user: str, salt: str, password: str) -> bytes:
    """Return the key of a challenge. `user` is empty for the one-time login of a portal."""
    digest = hashlib.sha256((salt + password).encode()).hexdigest().upper()
    return md5((user + digest).encode())


def qr_key(pin: str) -> bytes:
    return md5(pin.encode())


class UuidReader:
    """Reader of the client's IV, unencrypted or encrypted with RSA on plain http."""

    def __init__(self, private_key: rsa.RSAPrivateKey | None) -> None:
        self._private_key = private_key

    def __call__(self, uuid: str) -> bytes:
        """Return the sixteen bytes of the client. Raises ValueError if unreadable.

        The base64 text may contain line breaks.
        """
        try:
            data = b64decode("".join(uuid.split()), validate=True)
        except BadBase64 as error:
            raise ValueError("not base64") from error
        if self._private_key:
            data = self._private_key.decrypt(data, rsa_padding.PKCS1v15())
        if len(data) != 16:
            raise ValueError("not sixteen bytes")
        return data


def new_private_key() -> rsa.RSAPrivateKey:
    """Return a key of the same length as that of PRONOTE."""
    return rsa.generate_private_key(65537, 1024)
