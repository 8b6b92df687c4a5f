"""Every control in every state: ``python -m teller_app.glass.gallery --out FILE --theme dark --sheet components``.

The sheets are the pictures of LOOK: ``components`` is 08, ``more`` is 26, ``states`` is 27. Beside them ``matrix`` has
each control in its nine states, and ``layers`` what floats.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from teller_app.glass.gallery_components import components
from teller_app.glass.gallery_kit import in_columns, stacked
from teller_app.glass.gallery_layers import layers
from teller_app.glass.gallery_matrix import counts, money, states_of_all
from teller_app.glass.gallery_more import more
from teller_app.glass.gallery_states import states
from teller_app.glass.look import DENSITIES, Look
from teller_app.glass.skeleton import Skeleton
from teller_app.glass.tokens import THEMES
from teller_app.glass.type import load_fonts
from teller_app.glass.window import GlassWindow

SHEETS: dict[str, tuple[Callable[[GlassWindow], None], int]] = {
    "components": (lambda window: in_columns(window, components(window.look)), 1008),
    "more": (lambda window: in_columns(window, more(window.look)), 1080),
    "states": (states, 1080),
    "matrix": (lambda window: stacked(window, (states_of_all, money, counts)), 1270),
    "layers": (lambda window: in_columns(window, layers(window.look)), 1650),
}


def build_gallery(look: Look, sheet: str = "components") -> GlassWindow:
    """A sheet as a window. Raises KeyError for an unknown one."""
    fill, high = SHEETS[sheet]
    window = GlassWindow(look)
    window.resize(1920, high)
    fill(window)
    return window


def settle(app: QApplication, window: GlassWindow) -> None:
    """Give the focus to the one control that shows it, and wait for what appears only after a wait."""
    focused = window.findChild(QWidget, "focused")
    if focused is not None:
        focused.setFocus()
    while not all(blocks.waited for blocks in window.findChildren(Skeleton)):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()


def main(arguments: list[str]) -> int:
    """Render a sheet into a file; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--sheet", choices=sorted(SHEETS), default="components")
    parser.add_argument("--theme", choices=sorted(THEMES), default="dark")
    parser.add_argument("--density", choices=DENSITIES, default="regular")
    parser.add_argument("--text-scale", type=int, default=100)
    parser.add_argument("--solid", action="store_true")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    load_fonts()
    look = Look(chosen.theme, chosen.density, chosen.text_scale, chosen.solid, reduced_motion=True)
    window = build_gallery(look, chosen.sheet)
    window.show()
    settle(app, window)
    return 0 if window.grab().save(chosen.out) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
