"""The cryptographic steps against vectors made by another client."""

from base64 import b64decode
import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.pronote.client.auth.qr_code import read_qr_code
from custom_components.pronote.client.credentials import QrCode
from custom_components.pronote.client.crypto import (
    RSA_EXPONENT,
    RSA_MODULUS,
    ZERO_IV,
    Aes,
    CipherError,
    login_key,
    md5,
    rsa_encrypt,
    session_key,
    solve_direct_challenge,
    solve_legacy_challenge,
)
from custom_components.pronote.client.errors import (
    QrCodeError,
    QrCodePinError,
    SpaceUnavailableError,
)
from custom_components.pronote.client.values import parse_set

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "fixtures" / "crypto_vectors.json").read_text()
)


def aes(case: dict[str, str]) -> Aes:
    return Aes(bytes.fromhex(case["key16"]), bytes.fromhex(case["iv16"]))


def test_initial_state() -> None:
    initial = VECTORS["initial_state"]
    assert Aes.of() == aes(initial)


@pytest.mark.parametrize(
    "case",
    VECTORS["order_number_initial"] + VECTORS["order_number_after_iv_before_auth"],
)
def test_order_numbers(case: dict[str, str]) -> None:
    assert aes(case).encrypt_text(case["plain"]) == case["cipher"]
    assert aes(case).decrypt_text(case["cipher"].upper()) == case["plain"]


def test_vector_derivation() -> None:
    case = VECTORS["iv_derivation"]
    assert md5(bytes.fromhex(case["raw_iv"])).hex() == case["iv16"]
    assert Aes.of(b"", b64decode(case["uuid_https_base64"])).iv.hex() == case["iv16"]


def test_rsa_key_is_pronotes() -> None:
    case = VECTORS["rsa_uuid_http"]
    assert int(case["modulus_dec"]) == RSA_MODULUS
    block = int(case["deterministic_check"]["encoded_block"], 16)
    cipher = f"{pow(block, RSA_EXPONENT, RSA_MODULUS):0256x}"
    assert cipher == case["deterministic_check"]["cipher"]


def test_rsa_encrypts_for_the_server() -> None:
    key = VECTORS["rsa_test_key_for_simulated_server"]
    modulus, private = int(key["n_hex"], 16), int(key["d_hex"], 16)
    cipher = int.from_bytes(rsa_encrypt(b"sixteen bytes iv", modulus))
    block = f"{pow(cipher, private, modulus):0256x}"
    assert block.startswith("0002")
    assert bytes.fromhex(block).endswith(b"\x00sixteen bytes iv")


@pytest.mark.parametrize("case", VECTORS["login"], ids=lambda case: str(case["label"]))
def test_login(case: dict[str, Any]) -> None:
    name, password = case["username"], case["password"]
    name = name.lower() if case["modeCompLog"] else name
    password = password.lower() if case["modeCompMdp"] else password
    raw = login_key(name, password, salt=case["alea"], portal=case["pourENT"])
    assert raw.decode() == case["key_string"]
    cipher = Aes(md5(raw), bytes.fromhex(case["iv16"]))
    assert cipher.key.hex() == case["key16"]
    solve = (
        solve_legacy_challenge if case["scheme"] == "legacy" else solve_direct_challenge
    )
    assert solve(cipher, case["challenge"]) == case["solution"]
    raw_key = session_key(cipher, case["cle"])
    assert list(raw_key) == case["session_key_bytes"]
    session = Aes(md5(raw_key), cipher.iv)
    assert session.key.hex() == case["final_key16"]
    for order in case["order_number_after_auth"]:
        assert session.encrypt_text(order["plain"]) == order["cipher"]


def test_legacy_challenge_tells_a_wrong_password() -> None:
    case = next(case for case in VECTORS["login"] if case["scheme"] == "legacy")
    wrong = Aes(md5(b"wrong"), bytes.fromhex(case["iv16"]))
    with pytest.raises(CipherError):
        solve_legacy_challenge(wrong, case["challenge"])
    with pytest.raises(CipherError):
        session_key(wrong, case["cle"])


def qr_text(**changes: Any) -> str:
    case = VECTORS["qr_code"]
    content = {
        "avecPageConnexion": False,
        "login": case["login"],
        "jeton": case["jeton"],
        "url": "https://0123456a.example.net/pronote/mobile.eleve.html",
    }
    return json.dumps(content | changes)


def test_qr_code() -> None:
    case = VECTORS["qr_code"]
    code = read_qr_code(qr_text(), case["pin"], "device")
    assert isinstance(code, QrCode)
    assert code.login.reveal() == case["login_plain"]
    assert code.token.reveal() == case["jeton_plain"]
    assert code.url == "https://0123456a.example.net/pronote"
    assert case["login_plain"] not in repr(code)
    assert case["jeton_plain"] not in repr(code)


def test_qr_code_with_another_pin() -> None:
    with pytest.raises(QrCodePinError):
        read_qr_code(qr_text(), "0000", "device")


def test_digits_that_decrypt_to_nonsense() -> None:
    """About one wrong PIN in 256 gives valid padding."""
    nonsense = Aes(md5(b"1234"), ZERO_IV).encrypt_text("\x01\x02")
    with pytest.raises(QrCodePinError):
        read_qr_code(qr_text(login=nonsense, jeton=nonsense), "1234", "device")


@pytest.mark.parametrize(
    "text",
    ["", "not json", "[]", "{}", '"text"', qr_text(url=None), qr_text(jeton=1)],
)
def test_text_that_is_no_qr_code(text: str) -> None:
    with pytest.raises(QrCodeError):
        read_qr_code(text, "1234", "device")


def test_qr_code_of_a_teacher() -> None:
    with pytest.raises(SpaceUnavailableError):
        read_qr_code(
            qr_text(url="https://x.example/pronote/mobile.professeur.html"), "1", "d"
        )


def test_second_factor() -> None:
    case = VECTORS["two_factor"]
    assert aes(case).encrypt_text(case["pin"]) == case["codePin"]
    assert aes(case).encrypt_text(case["new_password"]) == case["nouveauMDP"]


def test_file_address() -> None:
    case = VECTORS["file_url"]
    cipher = aes(case).encrypt_text(case["json"])
    assert cipher == case["cipher_single_padding (official client, pawnote)"]


@pytest.mark.parametrize("case", VECTORS["domains"])
def test_domains(case: dict[str, Any]) -> None:
    assert sorted(parse_set(case["V"])) == case["values"]


def test_zero_vector_is_not_a_digest() -> None:
    assert Aes.of(b"key").iv == ZERO_IV
