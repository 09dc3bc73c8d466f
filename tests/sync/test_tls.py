"""TLS with servers that are not what they should be: all refused, and not one byte of a token reaches them.

The context is the program's own but for the authority: ``truststore`` asks the system, which a test cannot change, so
the test's authority is given to the same settings. Against the system's own list, every one of them is unknown.
"""

from __future__ import annotations

import socket
import ssl
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from desktop.errors import Offline, ServerTrouble
from desktop.sync import transport
from desktop.sync.transport import Guarded, fetched, prepare

TOKEN = "jeton-canari-7f3a-tres-secret"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
NOW = datetime.now(UTC)
DAY = timedelta(days=1)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


@dataclass(frozen=True)
class Authority:
    """Signs certificates."""

    name: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def certificate(self) -> x509.Certificate:
        """Its own, self-signed."""
        return self.signed(self.key, self.name, authority=True)

    def signed(
        self,
        key: ec.EllipticCurvePrivateKey,
        name: str,
        hosts: tuple[str, ...] = (),
        days: tuple[int, int] = (-1, 30),
        authority: bool = False,
        usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.SERVER_AUTH,
        chosen: hashes.HashAlgorithm | None = None,
    ) -> x509.Certificate:
        """A certificate of that key, valid between two days counted from now."""
        alternatives: list[x509.GeneralName] = [
            x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host) for host in hosts
        ]
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self.name)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW + days[0] * DAY)
            .not_valid_after(NOW + days[1] * DAY)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )
        if alternatives:
            builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        if not authority:
            builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        return builder.sign(self.key, chosen or hashes.SHA256())


TRUSTED = Authority("Autorité de l’essai")
UNKNOWN = Authority("Autorité inconnue")


@dataclass
class Listening:
    """A TLS server of one certificate; ``heard`` is every byte that it could read."""

    port: int = 0
    heard: bytes = b""
    shaken: int = 0


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def server_context(folder: Path, key: ec.EllipticCurvePrivateKey, *chain: x509.Certificate) -> ssl.SSLContext:
    """A server's context with that chain."""
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "server.pem"
    path.write_bytes(private + pem(*chain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def heard_by(opened: socket.socket, context: ssl.SSLContext | None, found: Listening) -> None:
    """Shake hands if there is a context, read one request, answer it."""
    with opened:
        opened.settimeout(5)
        try:
            secure = context.wrap_socket(opened, server_side=True) if context else opened
            found.shaken += 1
            with secure:
                found.heard += secure.recv(65_536)
                secure.sendall(ANSWER)
        except OSError:  # the client left, as it should
            return


@contextmanager
def listening(context: ssl.SSLContext | None) -> Iterator[Listening]:
    """Serve on 127.0.0.1 until the end of the block; without a context, in plain text."""
    found = Listening()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        found.port = listener.getsockname()[1]

        def serve() -> None:
            while True:
                opened, _ = listener.accept()
                if not opened.recv(1, socket.MSG_PEEK):
                    opened.close()
                    return  # an empty connection: the block has ended
                heard_by(opened, context, found)

        thread = Thread(target=serve)
        thread.start()
        yield found
        socket.create_connection(("127.0.0.1", found.port)).close()
        thread.join()


@pytest.fixture
def trusting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's context, the test's authority in the place of the system's list."""
    path = tmp_path / "authority.pem"
    path.write_bytes(pem(TRUSTED.certificate()))
    ours = transport._trusted

    def context() -> ssl.SSLContext:
        settings, same = ours(), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        same.minimum_version = settings.minimum_version
        same.verify_mode, same.check_hostname = settings.verify_mode, settings.check_hostname
        same.load_verify_locations(path)
        return same

    monkeypatch.setattr(transport, "_trusted", context)


def ask(port: int, host: str = "127.0.0.1") -> int:
    """A request with a token, as Escale makes them to any gateway: over TLS, even towards this machine."""
    with requests.Session() as session:
        prepare(session)
        session.adapters.clear()
        session.mount("https://", Guarded(5.0))
        status, _, _ = fetched(session, "GET", f"https://{host}:{port}/api/v1/keys", headers=HEADERS)
        return status


def issued(
    folder: Path, by: Authority = TRUSTED, hosts: tuple[str, ...] = ("127.0.0.1",), **how: Any
) -> ssl.SSLContext:
    """The context of a server whose certificate that authority signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    return server_context(folder, key, by.signed(key, "passerelle", hosts, **how))


def self_signed(folder: Path) -> ssl.SSLContext:
    alone = Authority("passerelle")
    return server_context(folder, alone.key, alone.signed(alone.key, "passerelle", ("127.0.0.1",)))


def by_a_leaf(folder: Path) -> ssl.SSLContext:
    """Signed by a certificate of a mere server, which is no authority."""
    leaf = Authority("un autre serveur")
    between = TRUSTED.signed(leaf.key, leaf.name, ("autre.example",))
    key = ec.generate_private_key(ec.SECP256R1())
    return server_context(folder, key, leaf.signed(key, "passerelle", ("127.0.0.1",)), between)


def old_protocol(folder: Path) -> ssl.SSLContext:
    context = issued(folder)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


REFUSED: dict[str, Callable[[Path], ssl.SSLContext]] = {
    "self-signed": self_signed,
    "unknown authority": lambda folder: issued(folder, UNKNOWN),
    "unknown authority of the same name": lambda folder: issued(folder, Authority(TRUSTED.name)),
    "another host": lambda folder: issued(folder, hosts=("passerelle.example",)),
    "another address": lambda folder: issued(folder, hosts=("127.0.0.2",)),
    "no host at all": lambda folder: issued(folder, hosts=()),
    "expired": lambda folder: issued(folder, days=(-30, -1)),
    "not yet valid": lambda folder: issued(folder, days=(1, 30)),
    "a client's certificate": lambda folder: issued(folder, usage=ExtendedKeyUsageOID.CLIENT_AUTH),
    "signed by a server": by_a_leaf,
    "TLS 1.1": old_protocol,
}


@pytest.mark.usefixtures("trusting")
def test_a_server_as_it_should_be_is_spoken_to(tmp_path: Path) -> None:
    with listening(issued(tmp_path)) as found:
        assert ask(found.port) == 200
    assert TOKEN.encode() in found.heard  # the trap would see a token if one came


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("name", REFUSED)
def test_one_that_is_not_is_refused_before_a_token(name: str, tmp_path: Path) -> None:
    with listening(REFUSED[name](tmp_path)) as found, pytest.raises(Offline):
        ask(found.port)
    assert found.heard == b""


@pytest.mark.parametrize("name", ["self-signed", "unknown authority", "expired"])
def test_the_system_s_own_list_refuses_them_too(name: str, tmp_path: Path) -> None:
    with listening(REFUSED[name](tmp_path)) as found, pytest.raises(Offline):
        ask(found.port)
    assert found.heard == b""


@pytest.mark.usefixtures("trusting")
def test_plain_http_behind_an_https_address_gets_nothing() -> None:
    with listening(None) as found, pytest.raises(Offline):
        ask(found.port)
    assert TOKEN.encode() not in found.heard


@pytest.mark.usefixtures("trusting")
def test_a_redirect_to_plain_http_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(None) as plain, listening(issued(tmp_path)) as found:
        there = f"HTTP/1.1 307 Away\r\nLocation: http://127.0.0.1:{plain.port}/\r\nContent-Length: 0\r\n\r\n"
        monkeypatch.setattr("tests.sync.test_tls.ANSWER", there.encode())
        with pytest.raises(ServerTrouble, match="inattendu"):
            ask(found.port)
    assert plain.heard == b""
    assert plain.shaken == 0


def test_plain_http_elsewhere_is_refused_before_any_connection() -> None:
    with requests.Session() as session:
        prepare(session)
        with pytest.raises(ServerTrouble, match="https"):
            fetched(session, "GET", "http://passerelle.example/api/v1/keys", headers=HEADERS)


def test_the_program_s_context_checks_names_and_refuses_old_protocols() -> None:
    context = transport._trusted()
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
