"""The parts that need no server: keyring, encrypted store, fonts, pictures, papers, certificates, words.

Each function returns a short detail, or raises Limited or Unfit with a code. Nothing that exists is changed.
"""

import secrets
import shutil
import ssl
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from contract.errors import ErrorCode
from teller_app.i18n.languages import SPOKEN
from teller_app.i18n.text import Texts
from teller_app.resources import resource_path
from teller_app.self_check.finding import Limited, Unfit
from teller_app.settings import Settings
from teller_app.sync.keyring_store import KeyringUnavailable, SecretStore
from teller_app.sync.sqlcipher import WrongKey, migrate, open_encrypted, transaction

KEYRING_S = 15.0
FAMILIES = {"Inter", "Inter Display"}
ICON_PX = 24
_WORD = "Makola-9f3c"
_TABLES = (
    ("CREATE TABLE kept (word TEXT NOT NULL)", "CREATE VIRTUAL TABLE found USING fts5(word, tokenize = 'trigram')"),
)


def keyring(find: Callable[[], SecretStore | None]) -> str:
    """Put, get and drop a secret. A keyring that asks for a password and gets none counts as none."""
    box: list[str | Exception] = []
    # A daemon: a keyring that never answers must not keep the program from ending.
    work = threading.Thread(target=_try_keyring, args=(find, box), name="self-check-keyring", daemon=True)
    work.start()
    work.join(KEYRING_S)
    if not box:
        raise Limited("keyring_silent")
    if isinstance(box[0], Exception):
        raise box[0]
    return box[0]


def _try_keyring(find: Callable[[], SecretStore | None], box: list[str | Exception]) -> None:
    try:
        box.append(_keyring(find()))
    except Exception as error:
        box.append(error)


def _keyring(store: SecretStore | None) -> str:
    if store is None:
        raise Limited("no_keyring")
    name, secret = f"self-check-{secrets.token_hex(4)}", secrets.token_urlsafe(32)
    try:
        store.put(name, secret)
        back = store.get(name)
        store.drop(name)
        gone = store.get(name)
    except KeyringUnavailable as error:
        raise Limited(f"no_keyring {error}") from None
    if back != secret:
        raise Unfit("keyring_forgets")
    if gone is not None:
        raise Unfit("keyring_keeps")
    return "keeps_secrets"


def store(profile: Path) -> str:
    """A fresh encrypted file in the profile's own folder: written, closed, read again; unreadable without its key."""
    profile.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="self-check-", dir=profile))
    try:
        return _store(folder / "store.db", secrets.token_bytes(32))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _store(path: Path, key: bytes) -> str:
    written = open_encrypted(path, key)
    migrate(written, _TABLES)
    with transaction(written):
        written.execute("INSERT INTO kept VALUES (?)", (_WORD,))
        written.execute("INSERT INTO found VALUES (?)", (_WORD,))
    version = written.execute("PRAGMA cipher_version").fetchone()
    written.close()
    if any(_WORD.encode() in file.read_bytes() for file in path.parent.iterdir()):
        raise Unfit("store_not_encrypted")
    try:
        open_encrypted(path, secrets.token_bytes(32)).close()
    except WrongKey:
        pass
    else:
        raise Unfit("store_opens_without_key")
    read = open_encrypted(path, key)
    kept = read.execute("SELECT word FROM kept").fetchone()
    found = read.execute("SELECT word FROM found WHERE found MATCH ?", ("akola",)).fetchone()
    read.close()
    if not kept == found == (_WORD,):
        raise Unfit("store_forgets")
    return f"sqlcipher {version[0] if version else '?'}"


def fonts() -> str:
    """The window's own faces, from their files and not from the system; figures of one width. Needs the application."""
    from teller_app.glass.type import ROLES, font, load_fonts, text_width

    missing = FAMILIES - set(load_fonts())
    if missing:
        raise Unfit(f"fonts_missing {sorted(missing)}")
    if not all(font(role).exactMatch() for role in ROLES):
        raise Unfit("fonts_replaced")
    if text_width("111", font("body")) != text_width("888", font("body")):
        raise Unfit("figures_not_tabular")
    return f"{len(ROLES)} roles"


def pictures() -> str:
    """Icons are drawn from their SVG, wallpapers are read. Needs the application."""
    from teller_app.glass.backdrop import shipped_wallpaper
    from teller_app.glass.icons import icon_pixmap
    from teller_app.glass.wallpaper import BY_THEME

    icons = sorted(resource_path("icons", "regular").glob("*.svg"))
    if not icons:
        raise Unfit("icons_missing")
    for path in icons:
        drawn = icon_pixmap(path.stem, ICON_PX, 0xFF101010).toImage()
        if not any(drawn.pixelColor(x, y).alpha() for x in range(ICON_PX) for y in range(ICON_PX)):
            raise Unfit(f"icon_empty {path.stem}")
    for theme in BY_THEME:
        # Raises where the file is missing or its format cannot be read.
        shipped_wallpaper(theme)
    return f"{len(icons)} icons, {len(BY_THEME)} wallpapers"


def tls(settings: Settings) -> str:
    """The authorities that a server's certificate is checked against: the bank's own file, else the bundled list."""
    from httpx import create_ssl_context

    try:
        if settings.ca_file is not None:
            context = ssl.create_default_context(cafile=str(settings.ca_file))
        else:
            context = create_ssl_context(trust_env=False)
    except (OSError, ssl.SSLError) as error:
        raise Unfit(f"ca_unreadable {type(error).__name__}") from None
    trusted = context.cert_store_stats()["x509_ca"]
    if not trusted:
        raise Unfit("no_authority")
    if context.verify_mode is not ssl.CERT_REQUIRED or not context.check_hostname:
        raise Unfit("certificates_not_checked")
    return f"{trusted} authorities, {ssl.OPENSSL_VERSION}"


def words() -> str:
    """Every language loads; English has words for every code of the contract."""
    english = Texts.load("en")
    dumb = [code.value for code in ErrorCode if f"error.{code.value}.title" not in english]
    if dumb:
        raise Unfit(f"words_missing {dumb[:3]}")
    for language in SPOKEN:
        Texts.load(language.code)
    return " ".join(language.code for language in SPOKEN)


def scratch(settings: Settings, folder: Path) -> Settings:
    """The settings with every file in ``folder`` and no printer: what is made for the check stays out of the profile."""
    return msgspec.structs.replace(settings, profile=folder, spool=folder / "papers", printer="")
