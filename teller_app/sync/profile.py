"""What a workstation keeps: its device key and store key in the keyring, its encrypted files in the profile folder.

Without a keyring nothing is kept (*keyless*): the files lie in a temporary folder under a key that dies with the process.
"""

import logging
import secrets as random_secrets
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from contract.ids import new_id
from contract.staff import DeviceKey
from teller_app.sync import recovery
from teller_app.sync.boxes import SealedBox
from teller_app.sync.keyring_store import KeyringUnavailable, SecretStore
from teller_app.sync.keys import DeviceSigner, b64url, derived_key, from_b64url
from teller_app.sync.mirror import Mirror, restored
from teller_app.sync.outbox import Outbox, OutboxTampered, OutboxUnreadable
from teller_app.sync.outcomes import LocalCode
from teller_app.sync.pictures import PictureStore
from teller_app.sync.replica import Folds, Replica
from teller_app.sync.salvage import salvage
from teller_app.sync.sqlcipher import DatabaseError, check_pages

log = logging.getLogger(__name__)
DEVICE, STORE = "device", "store-key"
OUTBOX = "outbox.db"


class Profile:
    """Open files and keys. ``problem`` names what a person must know; ``tampered`` the outbox rows set aside."""

    def __init__(
        self, folder: Path, secrets: SecretStore | None, signer: DeviceSigner, store_key: bytes, problem: str = "",
        mirror: Mirror | None = None,
    ) -> None:  # fmt: skip
        self.folder = folder
        self.secrets = secrets
        self.signer = signer
        self.problem = problem
        self.tampered: tuple[int, ...] = ()
        self._store_key = store_key
        self._mirror = mirror
        if mirror is not None and restored(folder / OUTBOX, mirror.path, outbox_key(store_key)):
            self.problem = LocalCode.OUTBOX_RESTORED
        try:
            self._open_outbox()
        except DatabaseError:
            # A page of it is damaged: what can be read goes on, what cannot is named, and the file is kept.
            if salvage(folder / OUTBOX, outbox_key(store_key)) is None:
                raise OutboxUnreadable("damaged") from None
            self._open_outbox()

    def _open_outbox(self) -> None:
        outbox = Outbox.open(self.folder / OUTBOX, self._store_key)
        try:
            check_pages(outbox.connection)
            outbox.verify()
        except OutboxTampered as error:
            self.tampered = error.rows
            outbox.set_aside(error.rows)
        except DatabaseError:
            outbox.close()
            raise
        self.outbox = outbox
        if self._mirror is not None and not self.tampered:
            outbox.mirror_to(self._mirror)

    @property
    def persistent(self) -> bool:
        """Whether anything outlives the process."""
        return self.secrets is not None

    def replica(self, user: str, rooms: Sequence[Folds]) -> Replica:
        """This person's replica."""
        key = derived_key(self._store_key, f"replica {user}")
        return Replica.open(self.folder / f"replica-{user}.db", key, rooms)

    def pictures(self) -> PictureStore:
        """The customers' pictures that were looked at on this workstation. Raises OSError, DatabaseError."""
        return PictureStore.open(self.folder / "pictures.db", derived_key(self._store_key, "pictures"))

    def box(self, purpose: str) -> SealedBox | None:
        """For small files that must outlive the process; None where no key does."""
        return SealedBox(derived_key(self._store_key, purpose)) if self.persistent else None

    def seal_to(self, bank: DeviceKey) -> None:
        """Seal the outbox's key to the bank's, beside the outbox and beside its mirror, where it does not lie there yet."""
        places = [self.folder / OUTBOX, *([self._mirror.path] if self._mirror else [])]
        for place in places if self.persistent else ():
            path = recovery.beside(place)
            there = recovery.read(path)
            if there is not None and (there.device, there.bank) == (self.signer.device, bank):
                continue
            try:
                recovery.write(path, recovery.seal(outbox_key(self._store_key), self.signer.device, bank))
            except (OSError, ValueError) as error:
                log.warning("the outbox's key cannot be sealed to the bank: %s", type(error).__name__)

    def notes(self, user: str) -> tuple[Path, bytes]:
        """File and key of what the window remembers for this person."""
        return self.folder / f"notes-{user}.db", derived_key(self._store_key, f"notes {user}")

    def keep_refresh(self, user: str, handle: str) -> None:
        """Keep a person's refresh handle. A keyring that fails costs the next silent renewal, not this one."""
        if self.secrets:
            try:
                self.secrets.put(f"refresh {user}", handle)
            except KeyringUnavailable:
                self.drop_refresh(user)

    def refresh_of(self, user: str) -> str:
        """The kept handle, or an empty text."""
        try:
            return (self.secrets.get(f"refresh {user}") or "") if self.secrets else ""
        except KeyringUnavailable:
            return ""

    def drop_refresh(self, user: str) -> None:
        """Forget a person's handle."""
        if self.secrets:
            try:
                self.secrets.drop(f"refresh {user}")
            except KeyringUnavailable:
                return

    def close(self) -> None:
        """Close the outbox; a keyless profile's folder goes."""
        self.outbox.close()
        if not self.persistent:
            shutil.rmtree(self.folder, ignore_errors=True)


def open_profile(
    folder: Path,
    secrets: SecretStore | None,
    mirrors: Path | None = None,
    mirror_lost: Callable[[], None] = lambda: None,
) -> Profile:
    """Open or begin the profile. An outbox that cannot be read is left alone and the app works keyless, saying so.

    Without a keyring the device is a new one at each start: its key lies in no file. ``mirrors`` is a folder on another disk that
    holds the outbox a second time (``mirror_lost`` hears when it cannot be written).
    """
    if secrets is None:
        return _keyless(DeviceSigner.generate(new_id()), LocalCode.NO_KEYRING)
    try:
        signer = load_signer(secrets)
        store_key = _store_key(secrets)
    except KeyringUnavailable:
        return _keyless(DeviceSigner.generate(new_id()), LocalCode.NO_KEYRING)
    try:
        mirror = mirror_of(mirrors, signer.device, store_key, mirror_lost) if mirrors else None
        return Profile(folder, secrets, signer, store_key, mirror=mirror)
    except OutboxUnreadable:
        return _keyless(signer, LocalCode.OUTBOX_UNREADABLE)
    except OutboxTampered:
        # The chain's own ends were altered: nothing in the file can be told true from false any more.
        return _keyless(signer, LocalCode.OUTBOX_TAMPERED)


def outbox_key(store_key: bytes) -> bytes:
    """What opens the outbox's file."""
    return derived_key(store_key, "outbox")


def mirror_of(folder: Path, device: str, store_key: bytes, lost: Callable[[], None]) -> Mirror:
    """The mirror of this device's outbox in a folder that may hold those of others, too."""
    return Mirror(folder / f"outbox-{device}.db", outbox_key(store_key), lost)


def load_signer(secrets: SecretStore) -> DeviceSigner:
    """This workstation's identity, made on first use. Raises KeyringUnavailable."""
    text = secrets.get(DEVICE)
    if text:
        return DeviceSigner.parse(text)
    signer = DeviceSigner.generate(new_id())
    secrets.put(DEVICE, signer.text())
    return signer


def _store_key(secrets: SecretStore) -> bytes:
    text = secrets.get(STORE)
    if text:
        return from_b64url(text)
    key = random_secrets.token_bytes(32)
    secrets.put(STORE, b64url(key))
    return key


def _keyless(signer: DeviceSigner, problem: str) -> Profile:
    folder = Path(tempfile.mkdtemp(prefix="coastal-teller-"))
    return Profile(folder, None, signer, random_secrets.token_bytes(32), problem)
