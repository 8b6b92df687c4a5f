"""The look of one application run: theme, density, text scale and motion, with one signal when any of it changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from teller_app.glass import type as glass_type
from teller_app.glass.bank_look import BankLook
from teller_app.glass.tokens import Tokens
from teller_app.glass.type import Face

DENSITIES = ("regular", "compact")
TEXT_SCALES = (100, 112, 125)


class Look(QObject):
    """Handed to every glass widget as its first argument; there is no global theme. ``bank`` is what a bank replaced."""

    changed = Signal()

    def __init__(
        self,
        theme: str = "dark",
        density: str = "regular",
        text_scale: int = 100,
        solid: bool = False,
        reduced_motion: bool = False,
        parent: QObject | None = None,
        bank: BankLook | None = None,
    ) -> None:
        super().__init__(parent)
        self.bank = bank or BankLook()
        self._tokens: Tokens = self.bank.tokens(theme)
        self._density = _one_of(density, DENSITIES)
        self._text_scale = _one_of(text_scale, TEXT_SCALES)
        self._solid = solid
        self._reduced_motion = reduced_motion

    @property
    def tokens(self) -> Tokens:
        """The colours of the current theme."""
        return self._tokens

    @property
    def dark(self) -> bool:
        """True while the dark theme is on."""
        return self._tokens.dark

    @property
    def density(self) -> str:
        """``regular`` or ``compact``."""
        return self._density

    @property
    def compact(self) -> bool:
        """True in the compact density (1200 to 1499 px wide, or by choice)."""
        return self._density == "compact"

    @property
    def text_scale(self) -> int:
        """100, 112 or 125 per cent."""
        return self._text_scale

    @property
    def solid(self) -> bool:
        """True when plates are one opaque colour: high contrast, remote desktop, slow machines."""
        return self._solid

    @property
    def reduced_motion(self) -> bool:
        """True when nothing may move."""
        return self._reduced_motion

    def set_theme(self, name: str) -> None:
        """Switch to ``dark`` or ``light``. Raises KeyError for another name."""
        self._set("_tokens", self.bank.tokens(name))

    def set_density(self, name: str) -> None:
        """Switch to ``regular`` or ``compact``. Raises ValueError for another name."""
        self._set("_density", _one_of(name, DENSITIES))

    def set_text_scale(self, per_cent: int) -> None:
        """Scale the role table to 100, 112 or 125 per cent. Raises ValueError for another number."""
        self._set("_text_scale", _one_of(per_cent, TEXT_SCALES))

    def set_solid(self, on: bool) -> None:
        """Replace glass by opaque plates, or bring it back."""
        self._set("_solid", on)

    def set_reduced_motion(self, on: bool) -> None:
        """Stop or allow motion."""
        self._set("_reduced_motion", on)

    def pick[T](self, regular: T, compact: T) -> T:
        """The value for the current density."""
        return compact if self.compact else regular

    def font(self, role: str) -> Face:
        """The font of a role at the current text scale; ``amount`` shrinks in the compact density."""
        if role == "amount" and self.compact:
            role = "amount-compact"
        return glass_type.font(role, self._text_scale)

    def grown(self, px: int) -> int:
        """A height that holds text, in px at 100 %, scaled with the text."""
        return round(px * self._text_scale / 100)

    def millis(self, duration: int) -> int:
        """A motion's length in ms: as given, or 0 under reduced motion."""
        return 0 if self._reduced_motion else duration

    def follow(self, slot: Callable[[], None]) -> None:
        """Call ``slot`` whenever the look changes (a bound method of a QObject is dropped with its object)."""
        self.changed.connect(slot)

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.changed.emit()


def _one_of[T](value: T, allowed: tuple[T, ...]) -> T:
    if value not in allowed:
        raise ValueError(f"{value!r} is not one of {allowed!r}")
    return value
