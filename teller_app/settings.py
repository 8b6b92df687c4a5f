"""The app's settings: defaults, then the TOML file, then COASTAL_TELLER_* of the environment, then the command line."""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import platformdirs

ENV_PREFIX = "COASTAL_TELLER_"
FILE_NAME = "teller.toml"


class Theme(StrEnum):
    """Follow the system, or be one of two."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class Density(StrEnum):
    """How tall rows are; ``auto`` goes by the screen."""

    AUTO = "auto"
    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class TextScale(IntEnum):
    """Per cent of the role table."""

    USUAL = 100
    LARGER = 112
    LARGEST = 125


class Solid(StrEnum):
    """``auto``: opaque panels for high contrast, over remote desktop and on machines that paint too slowly for glass."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class SlipPaper(StrEnum):
    """What a drawer's slip is filed on. A figure that is too long for A5 goes on A4 in any case."""

    A5 = "A5"
    A4 = "A4"


class Language(StrEnum):
    """What the window speaks. ``system``: what was chosen last at the sign-in, else the system's language where the
    app speaks it, else English. ``pseudo`` is for developers: it shows what bypasses translation or is cut."""

    SYSTEM = "system"
    EN = "en"
    FR = "fr"
    TW = "tw"
    PSEUDO = "pseudo"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything a workstation can be told. Paths may be relative to the folder that the app is started in."""

    server_url: str = "http://127.0.0.1:8642"
    profile: Path = Path(platformdirs.user_data_dir("coastal-teller", appauthor=False))
    theme: Theme = Theme.SYSTEM
    density: Density = Density.AUTO
    language: Language = Language.SYSTEM
    text_scale: TextScale = TextScale.USUAL
    solid: Solid = Solid.AUTO
    accent: Annotated[str, msgspec.Meta(pattern="^(#[0-9A-Fa-f]{6})?$")] = ""
    """The bank's accent, "#RRGGBB": its hue replaces the blue one; red and green mean something and are no accents."""
    brand_mark: Path | None = None
    wallpaper_dark: Path | None = None
    wallpaper_light: Path | None = None
    reduced_motion: bool = False
    spool: Path | None = None
    """Where printed papers go; None: ``papers`` in the profile."""
    printer: str = ""
    slip_paper: SlipPaper = SlipPaper.A5
    roll_printer: str = ""
    """The thermal printer: ``host:port`` on the network, or a device's path (``/dev/usb/lp0``); "": there is none."""
    ca_file: Path | None = None
    server_pin: Annotated[
        str, msgspec.Meta(pattern=r"^(sha256//[A-Za-z0-9+/]{43}=(;sha256//[A-Za-z0-9+/]{43}=)*)?(?!\n)$")
    ] = ""
    """The server's key, beside the chain of its certificate: ``sha256//`` and 44 signs of base64; several parted by ``;``."""
    outbox_mirror: Path | None = None
    """A folder on another disk (a stick, a share) that holds what was not sent yet a second time."""
    log_level: Annotated[str, msgspec.Meta(pattern=r"^(debug|info|warning|error)(?!\n)$")] = "info"
    stall_ms: Annotated[int, msgspec.Meta(ge=0, le=60_000)] = 16
    """Whatever holds the window longer than this goes to the log with its stack; 0 watches nothing."""

    @property
    def papers(self) -> Path:
        """The folder of printed papers."""
        return self.spool or self.profile / "papers"


NAMES: tuple[str, ...] = Settings.__struct_fields__


HELP: Mapping[str, str] = {
    "config": "TOML file with settings (teller.toml in the profile folder unless named)",
    "server_url": "address of the bank's server",
    "profile": "folder of this workstation's files: outbox, replica, papers",
    "theme": "system, dark or light",
    "density": "auto, comfortable or compact",
    "language": "system, en, fr or tw",
    "text_scale": "100, 112 or 125 per cent",
    "solid": "opaque panels: auto, always or never",
    "accent": "the bank's accent, #RRGGBB: its hue replaces the blue one",
    "brand_mark": "picture of the bank's mark",
    "wallpaper_dark": "picture behind the dark theme",
    "wallpaper_light": "picture behind the light theme",
    "reduced_motion": "nothing moves on the screen",
    "spool": "folder of the printed papers",
    "printer": "the system's name of the printer",
    "slip_paper": "what a drawer's slip is printed on: A5 or A4",
    "roll_printer": "the thermal printer: host:port, or a device's path",
    "ca_file": "certificate of the authority that signed the server's",
    "server_pin": "the server's key beside its certificate: sha256//BASE64=, several parted by ;",
    "outbox_mirror": "folder on another disk for a second copy of what is not sent",
    "log_level": "debug, info, warning or error",
    "stall_ms": "what holds the window longer goes to the log; 0 for off",
}
"""What ``--help`` says. Operators read it in English, like the log."""
INSTEAD = "--self-check opens no window and says whether everything works here; --recover-outbox takes out what a dead workstation had not sent."


class SettingsError(Exception):
    """``key`` cannot be used: ``code`` is unknown_setting, bad_value, unreadable_file or unusable_folder; ``suggestion`` the nearest known."""

    def __init__(self, code: str, key: str, suggestion: str = "", detail: str = "") -> None:
        hint = f" ({suggestion}?)" if suggestion else ""
        super().__init__(f"{code}: {key}{hint} {detail}".rstrip())
        self.code = code
        self.key = key
        self.suggestion = suggestion


def load(argv: Sequence[str], environ: Mapping[str, str]) -> Settings:
    """The settings in force. Raises SettingsError; SystemExit where the command line itself is wrong."""
    line = _from_line(argv)
    env = {key.removeprefix(ENV_PREFIX).lower(): value for key, value in environ.items() if key.startswith(ENV_PREFIX)}
    chosen = line.pop("config", None) or env.pop("config", None)
    profile = Path(str(line.get("profile") or env.get("profile") or Settings().profile))
    file = Path(str(chosen)) if chosen else profile / FILE_NAME
    values: dict[str, Any] = {}
    for layer in (_from_file(file, needed=bool(chosen)), env, line):
        for key in layer:
            _known(key)
        values |= layer
    return _converted(values)


def _from_line(argv: Sequence[str]) -> dict[str, str]:
    parser = argparse.ArgumentParser(prog="teller_app", allow_abbrev=False, epilog=INSTEAD)
    for name in ("config", *NAMES):
        flag = "--" + name.replace("_", "-")
        if name == "reduced_motion":
            parser.add_argument(
                flag, action="store_const", const="true", default=argparse.SUPPRESS, help=HELP.get(name)
            )
        else:
            parser.add_argument(flag, default=argparse.SUPPRESS, metavar=name.upper(), help=HELP.get(name))
    parsed, rest = parser.parse_known_args(argv)
    for item in rest:
        if item.startswith("--"):
            _known(item.removeprefix("--").partition("=")[0].replace("-", "_"))
        raise SettingsError("unknown_setting", item)
    return dict(vars(parsed))


def _from_file(path: Path, needed: bool) -> dict[str, Any]:
    import tomllib  # Few workstations have a file.

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if needed:
            raise SettingsError("unreadable_file", str(path)) from None
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError("unreadable_file", str(path), detail=str(error)) from None


def _known(key: str) -> None:
    if key not in NAMES:
        raise SettingsError("unknown_setting", key, _nearest(key, NAMES))


def _converted(values: Mapping[str, Any]) -> Settings:
    try:
        # Not strict: the environment and the command line know texts only.
        return msgspec.convert(dict(values), Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        key = str(error).rpartition("$.")[2].rstrip("`") or "?"
        known = [str(one.value) for one in _CHOICES.get(key, ())]
        near = _nearest(str(values.get(key, "")), known)
        detail = f"{values.get(key)!r} is none of {', '.join(known)}" if known else str(error)
        raise SettingsError("bad_value", key, near, detail) from None


_CHOICES: Mapping[str, Iterable[StrEnum | IntEnum]] = {
    "theme": Theme, "density": Density, "language": Language, "solid": Solid, "text_scale": TextScale, "slip_paper": SlipPaper,
}  # fmt: skip


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return near[0] if near else ""


def _path(kind: type, value: Any) -> Any:
    if kind is Path or value is None:
        return Path(str(value)).expanduser()
    raise NotImplementedError(kind)
