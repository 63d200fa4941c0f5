"""The second factor: time codes of a telephone (each once), and recovery codes for when the telephone is lost."""

import hashlib
import hmac
import re
import secrets

import pyotp
import segno
from markupsafe import Markup
from sqlalchemy import delete, or_, update

from portal.accounts.models import RecoveryCode, User
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.core.text import fold_digits

STEP_SECONDS = 30
STEPS_OFF = 1
RECOVERY_CODES = 10
ISSUER = "Mission Shakti Kendra"
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def new_code(groups: int = 4) -> str:
    """A code to be read aloud or copied by hand: groups of four of 30 signs that do not look alike (78 bits in four)."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(groups))


def code_hash(typed: str) -> str:
    """The hash by which a code is kept and compared; gaps, case and the script of digits do not matter."""
    bare = re.sub(r"[\s-]+", "", fold_digits(typed)).upper()
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()


def offer_secret(user: User) -> str:
    """A new secret for the officer's telephone, kept sealed until a code proves that it arrived there."""
    secret = pyotp.random_base32()
    user.totp_offered = current_vault().seal("users", "totp_offered", user.id, secret)
    return secret


def offered_secret(user: User) -> str:
    """The secret that was offered and is not yet proved."""
    return current_vault().open("users", "totp_offered", user.id, user.totp_offered).decode()


def qr_code(user: User, secret: str) -> Markup:
    """The picture the telephone reads, as SVG to stand in the page."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=user.personnel_no, issuer_name=ISSUER)
    return Markup(segno.make(uri, error="m", micro=False).svg_inline(scale=5, border=3, light="#fff"))  # our own drawing


def accept_offer(user: User, typed: str) -> bool:
    """Makes the offered secret the officer's own when *typed* is its present code."""
    step = _step_of(offered_secret(user), typed, after=None)
    if step is None:
        return False
    user.totp_secret = current_vault().seal("users", "totp_secret", user.id, offered_secret(user))
    user.totp_offered, user.totp_last_step = None, step
    return True


def spend_code(user: User, typed: str) -> bool:
    """Whether *typed* is a time code not used before, or a recovery code; it is used up by asking."""
    secret = current_vault().open("users", "totp_secret", user.id, user.totp_secret).decode()
    step = _step_of(secret, typed, after=user.totp_last_step)
    if step is None:
        return _spend_recovery_code(user, typed)
    spent = db.session.execute(update(User).where(
        User.id == user.id, or_(User.totp_last_step.is_(None), User.totp_last_step < step)).values(totp_last_step=step))
    return spent.rowcount == 1


def new_recovery_codes(user: User) -> list[str]:
    """Ten fresh codes, shown once; those made before are void."""
    drop_recovery_codes(user)
    codes = [new_code() for _ in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=code_hash(code)) for code in codes)
    return codes


def drop_recovery_codes(user: User) -> None:
    """Makes the officer's recovery codes void."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))


def _spend_recovery_code(user: User, typed: str) -> bool:
    spent = db.session.execute(update(RecoveryCode).where(
        RecoveryCode.user_id == user.id, RecoveryCode.code_hash == code_hash(typed), RecoveryCode.used_at.is_(None))
        .values(used_at=clock.now()))
    return spent.rowcount == 1


def _step_of(secret: str, typed: str, *, after: int | None) -> int | None:
    """The time step whose code *typed* is: the present one or a neighbour, later than *after*; else None."""
    digits = re.sub(r"[\s-]+", "", fold_digits(typed))
    if not re.fullmatch("[0-9]{6}", digits):
        return None
    present = int(clock.now().timestamp()) // STEP_SECONDS
    generator = pyotp.HOTP(secret)
    for step in range(present - STEPS_OFF, present + STEPS_OFF + 1):
        if (after is None or step > after) and hmac.compare_digest(generator.at(step), digits):
            return step
    return None
