"""Local network of the portals: host names resolved to this machine, and certificates."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
import socket
import ssl
from tempfile import TemporaryDirectory
from typing import override

from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from .registry import all_hosts

HERE = "127.0.0.1"
PLAIN_PORT = 80


@dataclass(frozen=True, slots=True)
class Certificates:
    """Temporary authority and the TLS context of a server it certifies."""

    authority: str
    server: ssl.SSLContext


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _signed(
    subject: str,
    key: EllipticCurvePrivateKey,
    issuer: EllipticCurvePrivateKey,
    names: frozenset[str] = frozenset(),
) -> x509.Certificate:
    is_authority = not names
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name("Autorité de papier"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()),
            critical=False,
        )
    )
    if names:
        alternatives = [x509.DNSName(name) for name in sorted(names)]
        builder = builder.add_extension(
            x509.SubjectAlternativeName(alternatives), critical=False
        )
    return builder.sign(issuer, hashes.SHA256())


@cache
def certificates() -> Certificates:
    """Return the certificates of this process, valid for every host name."""
    root, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    authority = _signed("Autorité de papier", root, root)
    server = _signed("Portails de papier", key, root, all_hosts())
    secret = key.private_bytes(
        Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    with TemporaryDirectory() as folder:
        chain = Path(folder, "server.pem")
        chain.write_bytes(secret + server.public_bytes(Encoding.PEM))
        context.load_cert_chain(chain)
    return Certificates(authority.public_bytes(Encoding.PEM).decode(), context)


@dataclass(frozen=True, slots=True)
class Ports:
    """Ports of the server on this machine."""

    secure: int
    plain: int


class Resolver(AbstractResolver):
    """Resolver of all known names to this machine. Other names do not exist."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._known = all_hosts()

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host.lower() not in self._known:
            raise OSError(socket.EAI_NONAME, "Name or service not known")
        here = self._ports.plain if port == PLAIN_PORT else self._ports.secure
        return [
            ResolveResult(
                hostname=host,
                host=HERE,
                port=here,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    @override
    async def close(self) -> None:
        """Do nothing, as the resolver holds no resources."""


def connector(ports: Ports, authority: str) -> TCPConnector:
    """Return the connector of an `aiohttp` session that uses this network."""
    trusted = ssl.create_default_context(cadata=authority)
    return TCPConnector(resolver=Resolver(ports), ssl=trusted)
