"""Who may do what on the page: persons with tokens of their own in a file that holds hashes alone, and what they did.

A token is 32 random bytes, so that its SHA-256 is as good as a slower hash.
"""

import hashlib
import hmac
import json
import os
import secrets
import threading
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from wirebook.outputs.errors import ServeError

AccessRole = Literal["reader", "reviewer", "admin"]
ROLES: tuple[AccessRole, ...] = get_args(AccessRole)
ALONE = "reviewer"
"""The name of who signs in with the one password, unless another was given when the page was started."""
_BYTES = 32  # of a token
_NAME = 100  # characters
_MARK = 16  # digits of a hash
_KEPT = 500  # sign-ins that are kept in mind


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in. A reader looks; a reviewer decides and keeps reports; an admin sees the sign-ins too.

    `mark` is of the token: who is given another one has to sign in again.
    """

    name: str
    role: AccessRole
    mark: str = ""

    @property
    def decides(self) -> bool:
        """Whether this person may decide, and keep reports."""
        return self.role != "reader"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A line of the file of persons: `digest` is the SHA-256 of the token in hex, `added` ISO 8601 in UTC."""

    name: str
    role: AccessRole
    digest: str
    added: str


class Persons:
    """The persons of a file, read again whenever it changes: who is taken out is out at the next request."""

    def __init__(self, path: str | Path) -> None:
        """Read the file.

        Raises:
            ServeError: when it cannot be read, or is no file of persons.
        """
        self._path = Path(path)
        self._entries, self._state = entries_in(self._path), self._stamp()

    def of_token(self, token: str) -> SignedIn | None:
        """The person of a token."""
        digest = digest_of(token)
        found = [one for one in self._current() if hmac.compare_digest(one.digest, digest)]
        return _person(found[0]) if found else None

    def named(self, name: str) -> SignedIn | None:
        """The person of a name, as the file has it now."""
        return next((_person(one) for one in self._current() if one.name == name), None)

    def _current(self) -> tuple[PersonLine, ...]:
        with suppress(OSError, ServeError):  # a file that is being written counts as it was
            if self._stamp() != self._state:
                self._entries, self._state = entries_in(self._path), self._stamp()
        return self._entries

    def _stamp(self) -> tuple[int, int, int]:
        told = self._path.stat()
        return told.st_mtime_ns, told.st_size, told.st_ino


def _person(entry: PersonLine) -> SignedIn:
    return SignedIn(entry.name, entry.role, entry.digest[:_MARK])


def digest_of(token: str) -> str:
    """The hash of a token, as the file has it."""
    return hashlib.sha256(token.strip().encode("utf-8", "surrogateescape")).hexdigest()


def entries_in(path: Path) -> tuple[PersonLine, ...]:
    """What a file of persons holds, in its order.

    Raises:
        ServeError: when it cannot be read, or is no file of persons.
    """
    try:
        told = json.loads(path.read_text("utf-8"))
        entries = tuple(PersonLine(**one) for one in told["persons"])
    except OSError as error:
        raise ServeError(
            f"{path}: it cannot be read ({error.strerror}); make it with: wirebook users add NAME"
        ) from error
    except (ValueError, TypeError, KeyError) as error:
        raise ServeError(f"{path}: it is no file of persons; make one with: wirebook users add NAME") from error
    wrong = next((one for one in entries if one.role not in ROLES or not is_name(one.name)), None)
    if wrong is not None:
        raise ServeError(f"{path}: {wrong.name!r} is {wrong.role!r}; roles are {', '.join(ROLES)}")
    return entries


def add(path: Path, name: str, role: AccessRole) -> str:
    """Add a person, or give one another role and token; the token, which is kept nowhere.

    Raises:
        ServeError: when the file cannot be read or written, or the name is none.
    """
    if not is_name(name):
        raise ServeError(f"{name!r} is no name; write one of at most {_NAME} characters, without line ends")
    token = secrets.token_urlsafe(_BYTES)
    entry = PersonLine(name, role, digest_of(token), datetime.now(UTC).isoformat(timespec="seconds"))
    known = entries_in(path) if path.exists() else ()
    _write(path, (*(one for one in known if one.name != name), entry))
    return token


def remove(path: Path, name: str) -> None:
    """Take a person out.

    Raises:
        ServeError: when there is none of the name, or the file cannot be read or written.
    """
    known = entries_in(path)
    if all(one.name != name for one in known):
        raise ServeError(f"{path}: there is no {name!r}; `wirebook users list` has all")
    _write(path, [one for one in known if one.name != name])


def is_name(name: str) -> bool:
    """Whether decisions can bear a name."""
    return name == " ".join(name.split()) and 0 < len(name) <= _NAME and name.isprintable()


def _write(path: Path, entries: Iterable[PersonLine]) -> None:
    """Write the file whole or not at all, for its owner alone."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    text = json.dumps({"persons": [asdict(one) for one in entries]}, indent=2, ensure_ascii=False) + "\n"
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ServeError(f"{path}: it cannot be written ({error.strerror}); check its folder") from error


@dataclass(frozen=True, slots=True)
class SignIn:
    """Something that happened at the door: `what` is "signed in", "signed out", "refused" or "too old"."""

    at: str
    what: str
    name: str
    address: str


class SignIns:
    """What happened at the door, the latest first; kept in a file, too, where one is named."""

    def __init__(self, path: Path | None) -> None:
        """`path` is a file of JSON lines, which is added to."""
        self._path = path
        self._seen: deque[SignIn] = deque(maxlen=_KEPT)
        self._lock = threading.Lock()

    def note(self, what: str, name: str, address: str) -> None:
        """Note what happened just now; a file that cannot be written keeps nobody out."""
        one = SignIn(datetime.now(UTC).isoformat(timespec="seconds"), what, name, address)
        with self._lock:
            self._seen.appendleft(one)
            if self._path is not None:
                with suppress(OSError), self._path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")

    def latest(self) -> tuple[SignIn, ...]:
        """What happened since the page was started, the latest first."""
        with self._lock:
            return tuple(self._seen)
