"""Colour and material tokens of the two themes. Source: LOOK section 2; widgets use these names."""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QColor


class Shadow(msgspec.Struct, frozen=True):
    """One soft shadow: colour with alpha, blur and downward offset in logical pixels."""

    color: QColor
    blur: int
    dy: int


class Tokens(msgspec.Struct, frozen=True):
    """Everything a painter needs to know about a theme.

    ``guard`` is the backdrop's luminance guard: (knee, ceiling) of 255 in dark, (floor, share of the gap) in light.
    ``noise`` is the alpha of the grain, ``sat`` and ``bright`` multiply the soft twin.
    """

    name: str
    text: QColor
    text2: QColor
    text3: QColor
    text_dis: QColor
    on_accent: QColor
    accent: QColor
    accent_fill: QColor
    accent_fill2: QColor
    accent_soft: QColor
    accent_line: QColor
    accent_mark: QColor
    gold: QColor
    pos: QColor
    pos_soft: QColor
    pos_fill: QColor
    neg: QColor
    neg_soft: QColor
    neg_fill: QColor
    warn: QColor
    warn_soft: QColor
    warn_mark: QColor
    info: QColor
    info_soft: QColor
    glass_top: QColor
    glass_bot: QColor
    thick_top: QColor
    thick_bot: QColor
    thin_top: QColor
    thin_bot: QColor
    rim_top: QColor
    rim_mid: QColor
    rim_bot: QColor
    edge: QColor
    sheen: QColor
    well: QColor
    well_line: QColor
    well_base: QColor
    fill: QColor
    fill_hover: QColor
    fill_press: QColor
    fill_line: QColor
    secondary: QColor
    control_rim: QColor
    pill: QColor
    pill_line: QColor
    pill_shadow: QColor
    sep: QColor
    row_hover: QColor
    row_sel: QColor
    scrim: QColor
    key: QColor
    key_line: QColor
    track: QColor
    focus: QColor
    solid: QColor
    glow_alpha: float
    shadow1: Shadow
    shadow2: Shadow
    noise: float
    sat: float
    bright: float
    guard: tuple[float, float]

    @property
    def dark(self) -> bool:
        """True for the dark theme."""
        return self.name == "dark"


def alpha(color: QColor, share: float) -> QColor:
    """The same colour with another opacity, 0.0 to 1.0."""
    copy = QColor(color)
    copy.setAlphaF(share)
    return copy


def _c(code: str, share: float = 1.0) -> QColor:
    return alpha(QColor(code), share)


_WHITE = "#FFFFFF"
_NAVY = "#1B2A55"

DARK = Tokens(
    name="dark",
    text=_c("#F5F7FC"), text2=_c("#C3CADB"), text3=_c("#B2BBCF"), text_dis=_c("#F5F7FC", 0.34), on_accent=_c(_WHITE),
    accent=_c("#A6C0FF"), accent_fill=_c("#4A67E8"), accent_fill2=_c("#3B55D6"),
    accent_soft=_c("#3E5BDB", 0.36), accent_line=_c("#8FB0FF", 0.55), accent_mark=_c("#86A4FF"), gold=_c("#E9C27A"),
    pos=_c("#6AE3AA"), pos_soft=_c("#0E6E48", 0.50), pos_fill=_c("#16805A"),
    neg=_c("#FFABA5"), neg_soft=_c("#93302F", 0.50), neg_fill=_c("#C73B38"),
    warn=_c("#FFCB6B"), warn_soft=_c("#77510F", 0.52), warn_mark=_c("#F2B95A"),
    info=_c("#7FD4F5"), info_soft=_c("#0E5F86", 0.50),
    glass_top=_c("#2B3250", 0.54), glass_bot=_c("#171C31", 0.64),
    thick_top=_c("#2B3250", 0.76), thick_bot=_c("#1B2036", 0.82),
    thin_top=_c("#2A3048", 0.42), thin_bot=_c("#1B2034", 0.50),
    rim_top=_c(_WHITE, 0.26), rim_mid=_c(_WHITE, 0.07), rim_bot=_c(_WHITE, 0.12),
    edge=_c("#03050C", 0.46), sheen=_c(_WHITE, 0.05),
    well=_c("#070A14", 0.30), well_line=_c(_WHITE, 0.11), well_base=_c(_WHITE, 0.50),
    fill=_c(_WHITE, 0.06), fill_hover=_c(_WHITE, 0.12), fill_press=_c(_WHITE, 0.05), fill_line=_c(_WHITE, 0.12),
    secondary=_c(_WHITE, 0.06), control_rim=_c(_WHITE, 0.20),
    pill=_c(_WHITE, 0.16), pill_line=_c(_WHITE, 0.14), pill_shadow=_c("#000000", 0.22),
    sep=_c(_WHITE, 0.085), row_hover=_c(_WHITE, 0.055), row_sel=_c("#4C6CF5", 0.24), scrim=_c("#04060D", 0.46),
    key=_c(_WHITE, 0.09), key_line=_c(_WHITE, 0.16), track=_c(_WHITE, 0.10), focus=_c("#A9C1FF"), solid=_c("#1B2138"),
    glow_alpha=0.42,
    shadow1=Shadow(_c("#01030A", 0.40), 36, 14), shadow2=Shadow(_c("#01030A", 0.30), 6, 2),
    noise=0.014, sat=1.6, bright=1.16, guard=(32.0, 58.0),
)  # fmt: skip

LIGHT = Tokens(
    name="light",
    text=_c("#141A2A"), text2=_c("#414B61"), text3=_c("#525C72"), text_dis=_c("#141A2A", 0.38), on_accent=_c(_WHITE),
    accent=_c("#2D4BC9"), accent_fill=_c("#3F5CE0"), accent_fill2=_c("#2F49C6"),
    accent_soft=_c("#DCE4FF", 0.82), accent_line=_c("#3F5CE0", 0.55), accent_mark=_c("#3F5CE0"), gold=_c("#7F5208"),
    pos=_c("#0A6541"), pos_soft=_c("#D3F4E2", 0.84), pos_fill=_c("#0F7A51"),
    neg=_c("#AD2019"), neg_soft=_c("#FDE1E0", 0.84), neg_fill=_c("#C6322D"),
    warn=_c("#7A4B00"), warn_soft=_c("#FCECC6", 0.86), warn_mark=_c("#B36A08"),
    info=_c("#075E86"), info_soft=_c("#D6EFFB", 0.84),
    glass_top=_c(_WHITE, 0.74), glass_bot=_c("#F6F8FD", 0.66),
    thick_top=_c(_WHITE, 0.90), thick_bot=_c("#F8FAFE", 0.86),
    thin_top=_c(_WHITE, 0.58), thin_bot=_c("#F7F9FE", 0.50),
    rim_top=_c(_WHITE, 0.95), rim_mid=_c(_WHITE, 0.50), rim_bot=_c(_WHITE, 0.62),
    edge=_c(_NAVY, 0.13), sheen=_c(_WHITE, 0.30),
    well=_c(_WHITE, 0.66), well_line=_c(_NAVY, 0.13), well_base=_c(_NAVY, 0.60),
    fill=_c(_NAVY, 0.055), fill_hover=_c(_NAVY, 0.09), fill_press=_c(_NAVY, 0.13), fill_line=_c(_NAVY, 0.10),
    secondary=_c(_WHITE, 0.72), control_rim=_c(_WHITE, 0.0),
    pill=_c(_WHITE, 0.98), pill_line=_c(_NAVY, 0.06), pill_shadow=_c("#000000", 0.12),
    sep=_c(_NAVY, 0.10), row_hover=_c(_NAVY, 0.05), row_sel=_c("#D5DEFF", 0.74), scrim=_c("#131A30", 0.28),
    key=_c(_WHITE, 0.80), key_line=_c(_NAVY, 0.18), track=_c(_NAVY, 0.11), focus=_c("#2F50DC"), solid=_c("#F3F6FC"),
    glow_alpha=0.34,
    shadow1=Shadow(_c("#1F2B57", 0.17), 40, 14), shadow2=Shadow(_c("#1F2B57", 0.10), 6, 1),
    noise=0.010, sat=1.30, bright=1.0, guard=(212.0, 0.8),
)  # fmt: skip

THEMES = {"dark": DARK, "light": LIGHT}
