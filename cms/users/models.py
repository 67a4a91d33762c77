from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who signs in to the admin; our own model, so that single sign-on can extend it."""

    _hashed_ahead: tuple[str, str] | None = None

    def hash_ahead(self, raw_password: str) -> None:
        """Does what takes long of `set_password` now: forms do it before the transaction in which
        they save, as every other writer of SQLite would wait for the hash."""
        self._hashed_ahead = (raw_password, make_password(raw_password))

    def set_password(self, raw_password: str | None) -> None:
        if self._hashed_ahead is None or raw_password != self._hashed_ahead[0]:
            super().set_password(raw_password)
        else:
            self.password = self._hashed_ahead[1]
            self._password = raw_password
