"""What floats: each layer over a window of its own, as it stands there, and a printed page as it is previewed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.drawer import SideDrawer
from teller_app.glass.field import Field
from teller_app.glass.gallery_components import table
from teller_app.glass.gallery_kit import Columns
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.menu import Menu, MenuItem
from teller_app.glass.paint import LEFT, text
from teller_app.glass.painted import Painted
from teller_app.glass.palette import CommandPalette, PaletteWords
from teller_app.glass.palette_rows import PaletteGroup, PaletteItem
from teller_app.glass.panel import GlassPanel
from teller_app.glass.paper_preview import PaperPreview
from teller_app.glass.toast import ToastStack, ToastWords
from teller_app.glass.window import GlassWindow

SHOWN = QSize(880, 460)

type Opens = Callable[[GlassWindow, Look], None]


class Framed(Painted):
    """A window as a picture, as wide as its place."""

    def __init__(self, look: Look, name: str, picture: QPixmap) -> None:
        super().__init__(look, name, (0, SHOWN.height()))
        self._picture = picture

    def draw(self, p: QPainter) -> None:
        """In the middle; never larger than it was taken."""
        p.drawPixmap(QPoint((self.width() - SHOWN.width()) // 2, 0), self._picture)


def _palette(window: GlassWindow, look: Look) -> None:
    groups = [
        PaletteGroup("Customers", (
            PaletteItem("a", "Abena Serwaa Mensah", "CIF 0048 2217 · 024 418 7306", "Savings 18,420.55", initials="AM"),
            PaletteItem("k", "Kojo Mensah", "CIF 0051 9034 · 020 331 8812", "Current 2,104.90", initials="KM"))),
        PaletteGroup("Commands", (
            PaletteItem("d", "Deposit for Abena Serwaa Mensah", "Counter", keycap="F3", icon="hand-deposit", tone="pos"),)),
    ]  # fmt: skip
    hints = (("↑ ↓", "Move"), ("Enter", "Open"), (">", "Commands only"), ("#", "Receipts"))
    words = PaletteWords("Search", "Search or type a command", "Nothing found", "Results", "Esc", "Enter", hints)
    CommandPalette(look, window, words, lambda mode, query: groups).open_with("mensah")


def _dialog(window: GlassWindow, look: Look) -> None:
    dialog = Dialog(
        look, window, "Sign out with 3 postings queued?", "They are sent after the next sign-in.", "warning", "warn"
    )
    reason = Field(look, "Reason", "Going to the other branch")
    dialog.add_content(reason, focus=reason)
    dialog.add_button("cancel", GlassButton(look, "Stay", "ghost", key="Esc"))
    dialog.add_button("out", GlassButton(look, "Sign out", "danger", "sign-out"), default=True)
    dialog.open()


def _drawer(window: GlassWindow, look: Look) -> None:
    drawer = SideDrawer(look, window, "Notices", "Close")
    for words in ("Your request was decided", "Late entry of 20.00 at 09:30"):
        drawer.body.addWidget(Text(look, words, "body-strong"))
    drawer.body.addStretch(1)
    drawer.open()


def _toasts(window: GlassWindow, look: Look) -> None:
    stack = ToastStack(look, window, "Close", bottom=20)
    stack.show_toast(
        ToastWords("Deposit posted", "04-000482 · receipt printed", action="Print again", action_key="Ctrl+P")
    )
    stack.show_toast(ToastWords("Kept on this workstation", "It is sent when the server is back.", "info"))
    stack.show_toast(ToastWords("Not printed", "The printer has no paper.", "neg"))


def _menu(window: GlassWindow, look: Look) -> None:
    items = (
        MenuItem("copy", "Copy the selected rows", "copy", "Ctrl+C"),
        MenuItem("csv", "Export CSV", "download-simple", "Ctrl+E"),
        MenuItem("time", "Time", checked=True, heading="Columns"),
        MenuItem("receipt", "Receipt", checked=False),
    )
    Menu(look, window, "Table", items).open_at(QPoint(320, 90))


def taken(look: Look, opens: Opens) -> QPixmap:
    """A small window with a table in it and the layer above, as one picture."""
    window = GlassWindow(look)
    window.resize(SHOWN)
    column = QVBoxLayout(window)
    column.setContentsMargins(12, 12, 12, 12)
    column.addWidget(table(look))
    window.show()
    QApplication.processEvents()
    opens(window, look)
    QApplication.processEvents()
    picture = window.grab()
    window.hide()
    window.deleteLater()
    return picture


def paper(look: Look) -> QWidget:
    """Two printed pages, the same in both themes."""
    pages = []
    for number in (1, 2):
        page = QImage(420, 300, QImage.Format.Format_RGB32)
        page.fill(QColor("#FCFBF7"))
        p = QPainter(page)
        text(p, QRectF(24, 18, 370, 30), "Reconciliation slip", look.font("title2"), QColor("#1A2030"), LEFT)
        text(p, QRectF(24, 60, 370, 20), f"Page {number} of 2", look.font("body"), QColor("#4A5366"), LEFT)
        p.fillRect(QRectF(24, 92, 372, 1), QColor("#D9D6CC"))
        p.end()
        pages.append(page)
    preview = PaperPreview(look, "Slip", lambda at, count: f"Page {at} of {count}")
    preview.set_pages(pages)
    preview.setFixedHeight(SHOWN.height())
    return preview


LAYERS: tuple[tuple[str, Opens], ...] = (
    ("CommandPalette", _palette),
    ("Dialog", _dialog),
    ("Drawer", _drawer),
    ("Toasts", _toasts),
    ("Menu", _menu),
)


def layers(look: Look) -> Columns:
    """Two columns, three panels each."""
    panels = []
    for name, opens in LAYERS:
        panel = GlassPanel(look, name)
        panel.body.add(Framed(look, name, taken(look, opens)))
        panels.append((panel, 0))
    panel = GlassPanel(look, "PaperPreview")
    panel.body.add(paper(look))
    panels.append((panel, 0))
    return panels[::2], panels[1::2]
