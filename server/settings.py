"""Settings from a TOML file and the environment, frozen. A key nobody knows is refused with the one that was probably meant."""

import difflib
import os
import re
import shlex
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec

PREFIX = "COASTAL_"
SECRETS = frozenset({"url", "redis", "sms_key", "sms_secret", "sms_webhook_secret"})
"""What ``secrets_command`` may print: settings that are secret, or hold a password."""
COMMAND_S = 30
_PASSWORD = re.compile(r"(?<=://)([^:/@]*):.*@|(?<=password=)[^&]*")
TELLER_PREFIX = "COASTAL_TELLER_"
"""The workstation's own settings, which may stand in the same environment."""
FILE_VARIABLE = "COASTAL_CONFIG"
# Read elsewhere: where the file lies, and what the tests tell themselves and the processes they start.
_NOT_SETTINGS = frozenset({FILE_VARIABLE, "COASTAL_CRASH", "COASTAL_NO_POSTGRES"})


class SettingsRefused(Exception):
    """Settings that cannot be used. ``key`` is the culprit, ``meant`` the nearest known key or empty, ``why`` a detail."""

    def __init__(self, key: str, meant: str = "", why: str = "") -> None:
        super().__init__(f"{key}: {why or 'unknown'}" + (f" (did you mean {meant}?)" if meant else ""))
        self.key = key
        self.meant = meant
        self.why = why


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that can be set. Durations carry their unit in the name."""

    url: str = "sqlite:///coastal.db"
    """The database: ``sqlite:///path`` or ``postgresql://user@host/name``."""
    redis: str = ""
    """Where server processes tell each other that the journal moved: ``redis://host:6379/0``. Empty: by PostgreSQL's own channel."""
    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8642
    public_url: str = ""
    """How clients reach the server (``https://bank.example``) where a proxy stands before it; empty: as the request says."""
    key_dir: str = ""
    """Where the bank's own keys lie; empty: ``bank.keys`` beside a SQLite file ``bank.db``, else ``coastal.keys``."""
    bank_name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)] = "Coastal Bank"
    contact_line: Annotated[str, msgspec.Meta(max_length=120)] = ""
    """How customers reach the bank, in the letterhead: parts divided by " · ", the telephone first. Small papers print that alone."""
    recovery_key: Annotated[str, msgspec.Meta(pattern=r"^([A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43})?(?!\n)$")] = ""
    """The public half (``X.Y``) of the key that opens the outbox of a dead workstation: ``python -m server recovery-key``."""
    shift_hours: Annotated[int, msgspec.Meta(ge=1, le=24)] = 12
    access_s: Annotated[int, msgspec.Meta(ge=2, le=600)] = 600
    """How long an access token lives before it is renewed in silence."""
    tls_cert: str = ""
    tls_key: str = ""
    sms_carrier: Annotated[str, msgspec.Meta(pattern="^(embedded|sendexa|hubtel|arkesel)$")] = "embedded"
    """Who carries messages to phones; ``embedded`` writes them to ``sms-outbox.jsonl`` beside the bank's keys."""
    sms_key: str = ""
    sms_secret: str = ""
    sms_sender: Annotated[str, msgspec.Meta(max_length=11)] = ""
    """The name that a phone shows; carriers approve it."""
    sms_url: str = ""
    """Another address than the carrier's own."""
    sms_webhook_secret: str = ""
    metrics_from: str = "127.0.0.1 ::1"
    """The addresses that may read ``/metrics``, with blanks between."""
    scanner: Annotated[str, msgspec.Meta(pattern=r"^(/[^\0]{1,200}|[A-Za-z0-9.:\[\]-]{1,200}:[0-9]{1,5})?(?!\n)$")] = ""
    """Where clamd listens (``127.0.0.1:3310`` or ``/run/clamav/clamd.ctl``): each picture is shown to it before it is kept."""
    breached_passwords: str = ""
    """A file of passwords known from breaches that none may choose: lines of SHA-1 in capitals, in order (haveibeenpwned's download)."""
    secrets_command: Annotated[str, msgspec.Meta(max_length=1_000)] = ""
    """A command that prints settings in TOML which shall stand in no file and no environment: a vault's client, ``cat`` of a systemd
    credential. It is run at each start, without a shell; what it prints comes before everything else."""
    log_level: Annotated[str, msgspec.Meta(pattern="^(debug|info|warning|error)$")] = "info"
    drain_s: Annotated[int, msgspec.Meta(ge=1, le=300)] = 10
    """How long a stopping server waits for requests it took."""
    feeds_per_device: Annotated[int, msgspec.Meta(ge=1, le=100)] = 4
    handshakes_per_s: Annotated[int, msgspec.Meta(ge=10, le=100_000)] = 300
    """New feeds of everybody together; each costs a signature or two."""
    requests_max: Annotated[int, msgspec.Meta(ge=10, le=20_000)] = 500
    """Requests in hand at once. More are told at once to come back, so that those inside keep their time."""
    readers: Annotated[int, msgspec.Meta(ge=1, le=8)] = 4
    """Threads for slow reads; each may hold one database connection."""

    def __repr__(self) -> str:
        """Without what may not stand in a log."""
        shown = {name: getattr(self, name) for name in self.__struct_fields__ if not name.startswith("sms_")}
        return f"Settings({shown | {'url': self.shown_url, 'redis': without_password(self.redis)}})"

    @property
    def shown_url(self) -> str:
        """The database as a log or a screen may name it."""
        return without_password(self.url)

    @property
    def sms_file(self) -> Path:
        """Where the embedded carrier's messages are shown."""
        return self.key_folder / "sms-outbox.jsonl"

    @property
    def key_folder(self) -> Path:
        """The folder of keys, never inside the database."""
        if self.key_dir:
            return Path(self.key_dir)
        kind, _, file = self.url.partition(":///")
        if kind == "sqlite" and file and file != ":memory:":
            return Path(file).with_suffix(".keys")
        return Path("coastal.keys")


def load(path: Path | None = None, environ: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """File, then environment, then what the command line gave (None: not given). Raises SettingsRefused."""
    env = os.environ if environ is None else environ
    chosen = path or (Path(env[FILE_VARIABLE]) if env.get(FILE_VARIABLE) else None)
    values = _of_file(chosen) if chosen else {}
    values |= _of_environment(env)
    values |= {key: value for key, value in given.items() if value is not None}
    if command := values.get("secrets_command"):
        values |= _of_command(str(command))
    return make(values)


def without_password(url: str) -> str:
    """The same address, its password struck out."""
    return _PASSWORD.sub(lambda found: "***" if found[1] is None else f"{found[1]}:***@", url)


def make(values: Mapping[str, Any]) -> Settings:
    """Settings of these values. Raises SettingsRefused."""
    known = Settings.__struct_fields__
    for key in values:
        if key not in known:
            raise SettingsRefused(key, next(iter(difflib.get_close_matches(key, known, 1, 0.5)), ""))
    try:
        settings = msgspec.convert(dict(values), Settings, strict=False)
    except msgspec.ValidationError as error:
        detail = str(error)
        raise SettingsRefused(detail.rpartition("$.")[2].rstrip("`") if "$." in detail else "", why=detail) from error
    if bool(settings.tls_cert) != bool(settings.tls_key):
        raise SettingsRefused("tls_cert", why="tls_cert and tls_key go together")
    if settings.sms_carrier != "embedded" and not (settings.sms_key and settings.sms_sender):
        raise SettingsRefused("sms_carrier", why=f"{settings.sms_carrier} needs sms_key and sms_sender")
    return settings


def _of_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsRefused(str(path), why=str(error)) from error


def _of_environment(env: Mapping[str, str]) -> dict[str, Any]:
    ours = (name for name in env if name.startswith(PREFIX) and not name.startswith(TELLER_PREFIX))
    mine = {name: env[name] for name in ours if name not in _NOT_SETTINGS}
    return {name.removeprefix(PREFIX).lower(): value for name, value in mine.items()}


def _of_command(command: str) -> dict[str, Any]:
    """What it printed is never told, not even where it is wrong."""
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own command, split and not given to a shell
            shlex.split(command), stdin=subprocess.DEVNULL, capture_output=True, timeout=COMMAND_S, check=True
        )
        found = tomllib.loads(done.stdout.decode())
    except subprocess.CalledProcessError as error:
        raise SettingsRefused("secrets_command", why=f"it ended with {error.returncode}") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SettingsRefused("secrets_command", why=f"it cannot be run ({type(error).__name__})") from None
    except ValueError:
        raise SettingsRefused("secrets_command", why="it printed something else than settings in TOML") from None
    if other := sorted(found.keys() - SECRETS):
        raise SettingsRefused(
            "secrets_command", why=f"it may set {', '.join(sorted(SECRETS))}, not {', '.join(other)[:80]}"
        )
    return found
