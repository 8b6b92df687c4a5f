"""What an engine is built from."""

import ssl
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from teller_app.sync.keyring_store import SecretStore
from teller_app.sync.replica import Folds
from teller_app.sync.sqlcipher import Connection


class Setup(msgspec.Struct, frozen=True):
    """What an engine is built from. ``secrets`` finds the keyring (may be slow, may find none); ``may_unlock`` says by the
    replica whether this person has an open drawer session, without which nobody goes on offline;
    ``drawer`` is the number of that drawer, or an empty text; ``pictured`` are the pictures that customers' facts name by SHA-256, None
    for a reader who is told of no customers."""

    server_url: str
    folder: Path
    secrets: Callable[[], SecretStore | None]
    rooms: Sequence[Folds]
    may_unlock: Callable[[Connection, str], bool]
    mirrors: Path | None = None
    drawer: Callable[[Connection, str], str] | None = None
    tls: ssl.SSLContext | None = None
    pictured: Callable[[Connection], frozenset[str] | None] | None = None
