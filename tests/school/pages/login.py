"""Identification and Authentification: proving a secret without sending it."""

from datetime import timedelta
from secrets import choice, token_hex
from string import ascii_letters, digits

from tests.school.model.people import Account
from tests.school.spaces import SPACES
from tests.school.wire import values
from tests.school.wire.crypto import decrypt, encrypt, login_key
from tests.school.wire.errors import page_expired
from tests.school.wire.session import Attempt, Session, Stage, Way
from tests.school.wire.values import Json

from .registry import Visit, step

BAD_CREDENTIALS = 1
NOT_ALLOWED = 2
LETTERS = ascii_letters + digits


@step("Identification", Stage.KEYED)
def identification(visit: Visit) -> Json:
    """Announce a login. An unknown name gets a challenge like any other."""
    session, data = visit.session, visit.data
    typed_login = str(visit.asked("identifiant")).strip()
    way = _way(data)
    account = _account(visit, way, typed_login)
    secret = _secret(visit, way, account, typed_login, data)
    fold_password = account is not None and account.folds_password
    fold_password = fold_password and way is Way.PASSWORD
    salted = account is None or account.salted
    salt = token_hex(8).upper() if salted and way is not Way.PORTAL else ""
    login = typed_login
    if account and account.alias and typed_login.lower() == account.alias.lower():
        login = account.username
    key = login_key(
        "" if way is Way.PORTAL else login.lower(),
        salt,
        secret.lower() if fold_password else secret,
    )
    challenge, solution = _challenge(session, key)
    session.attempt = Attempt(
        account,
        way,
        key,
        solution,
        str(data.get("uuidAppliMobile") or ""),
        way is Way.TOKEN or bool(data.get("demandeConnexionAppliMobile")),
    )
    session.stage = Stage.IDENTIFIED
    answer: Json = {
        "challenge": challenge,
        "modeCompLog": 1,
        "modeCompMdp": int(fold_password),
    }
    if salt:
        answer["alea"] = salt
    if login != typed_login:
        answer["login"] = login
    return answer


def _way(data: Json) -> Way:
    if data.get("pourENT"):
        return Way.PORTAL
    if data.get("demandeConnexionAppliMobileJeton"):
        return Way.QR_CODE
    return Way.TOKEN if data.get("enConnexionAppliMobile") else Way.PASSWORD


def _account(visit: Visit, way: Way, login: str) -> Account | None:
    """Whose login this is; only accounts of this page's space have one here."""
    access = visit.school.access
    page = visit.session.page
    role = next(role for role, space in SPACES.items() if space.page == page)
    if way is Way.PORTAL:
        found = access.portal_logins.get(login)
        return found.account if found and found.account.role is role else None
    return access.find(role, login)


def _secret(
    visit: Visit, way: Way, account: Account | None, login: str, data: Json
) -> str:
    """What the client should know; a random text when there is no such thing."""
    access = visit.school.access
    secret: str | None = None
    if account is not None:
        match way:
            case Way.PASSWORD:
                secret = account.password
            case Way.PORTAL:
                secret = access.portal_logins[login].password
            case Way.QR_CODE:
                secret = access.qr_secret(account, visit.school.clock())
            case Way.TOKEN:
                uuid = str(data.get("uuidAppliMobile") or "")
                secret = access.tokens.get((account.key, uuid))
    return secret or token_hex(16)


def _challenge(session: Session, key: bytes) -> tuple[str, str]:
    """A challenge, and what its solution must decrypt to."""
    if session.version.direct_challenge:
        challenge = token_hex(16).upper()
        return challenge, challenge
    text = "".join(choice(LETTERS) for _ in range(16))
    mixed = "".join(letter + choice(LETTERS) for letter in text)
    return encrypt(key, session.iv, mixed.encode()).hex(), text


@step("Authentification", Stage.IDENTIFIED)
def authentification(visit: Visit) -> Json:
    """Check the solution; a success gives the session key under the login key."""
    school, session = visit.school, visit.session
    attempt = session.attempt
    if attempt is None:
        raise page_expired()
    if acces := _refusal(visit, attempt):
        session.stage = Stage.KEYED
        school.ledger.failed_logins += 1
        if acces == BAD_CREDENTIALS:
            school.access.failed(visit.address, school.clock())
        return {"Acces": acces}
    assert attempt.account is not None
    account = session.account = attempt.account
    school.ledger.logins += 1
    session.next_key = session.transport_key()
    numbers = ",".join(str(byte) for byte in session.session_key)
    answer: Json = {
        "cle": encrypt(attempt.key, session.iv, numbers.encode()).hex(),
        "libelleUtil": account.name,
        "derniereConnexion": values.moment(school.clock() - timedelta(hours=9)),
        "modeSecurisationParDefaut": int(account.security),
        "modesPossibles": values.number_set((1, 2, 3)),
    }
    _consume(visit, attempt)
    by_qr_code = attempt.way is Way.QR_CODE
    session.pending = school.access.actions_for(
        account, session.browser, attempt.uuid, by_qr_code
    )
    session.stage = Stage.SECURING if session.pending else Stage.OPEN
    if session.pending:
        answer["actionsDoubleAuth"] = values.number_set(session.pending)
        answer["codePINFixe"] = True
        answer["reglesSaisieMDP"] = PASSWORD_RULES
    in_time = not session.pending or attempt.way is Way.TOKEN
    withheld = school.faults.take("withhold_token", "Authentification")
    if attempt.wants_token and in_time and not withheld:
        answer["jetonConnexionAppliMobile"] = school.access.new_token(
            account, attempt.uuid
        )
        answer["login"] = account.app_login
    return answer


PASSWORD_RULES: Json = {"min": 8, "max": 30, "regles": values.number_set((0, 1, 4))}


def _refusal(visit: Visit, attempt: Attempt) -> int:
    """The `Acces` of a login which fails, or 0."""
    faults = visit.school.faults
    ordered = "refuse_token" if attempt.way is Way.TOKEN else "refuse_password"
    if fault := faults.take(ordered, "Authentification"):
        return int(fault.options.get("acces", BAD_CREDENTIALS))
    if visit.data.get("espace") != visit.session.space:
        return NOT_ALLOWED
    return 0 if attempt.account and _solved(visit, attempt) else BAD_CREDENTIALS


def _solved(visit: Visit, attempt: Attempt) -> bool:
    try:
        solution = bytes.fromhex(str(visit.asked("challenge")))
        return decrypt(attempt.key, visit.session.iv, solution).decode() == (
            attempt.solution
        )
    except ValueError:
        return False


def _consume(visit: Visit, attempt: Attempt) -> None:
    """QR codes and portal logins are good once; a token dies when its heir is born."""
    access = visit.school.access
    assert attempt.account is not None
    if attempt.way is Way.QR_CODE:
        del access.qr_secrets[attempt.account.key]
    elif attempt.way is Way.PORTAL:
        access.portal_logins = {
            name: login
            for name, login in access.portal_logins.items()
            if login.account is not attempt.account
        }
