"""How addresses are kept: sealed, so that the database alone tells none, and found again by a
fingerprint that only who has the key can make.

The first key seals. Where there are several, all of them open and find, so that a key is changed
without a pause: put the new one first, run `kumppanuus_alerts_reseal`, take the old one away."""

import hmac
from collections.abc import Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet

from cms.conf import conf


def is_key(text: str) -> bool:
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


def seal(address: str) -> str:
    return _fernet(conf().ALERT_KEYS).encrypt(address.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises cryptography.fernet.InvalidToken where none of the keys opens it."""
    return _fernet(conf().ALERT_KEYS).decrypt(sealed.encode()).decode()


def fingerprints(site: str, address: str) -> list[str]:
    """By which an address may be kept on a Site, that of the first key first. Each Site has its
    own, so that nobody sees who follows two cities."""
    about = f"{site}\n{normal(address)}".encode()
    return [hmac.digest(_finding_key(key), about, "sha256").hex() for key in conf().ALERT_KEYS]


def normal(address: str) -> str:
    """The same for the same mailbox, as far as letters go; the domain as servers know it."""
    name, _, domain = address.strip().rpartition("@")
    return f"{name}@{domain.encode('idna').decode()}".lower()


def _finding_key(key: str) -> bytes:
    """What finds is not what opens."""
    return hmac.digest(key.encode(), b"kumppanuus alerts: fingerprints", "sha256")


@lru_cache(maxsize=4)
def _fernet(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
