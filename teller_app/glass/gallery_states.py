"""One panel as live, loading, empty, failed, stale and read-only, in a whole screen without a line (picture 27)."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.alert import Alert
from teller_app.glass.avatar import Presence
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.fkey_bar import FKey, FKeyBar
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.nav import NavItem
from teller_app.glass.offline_banner import OfflineBanner
from teller_app.glass.panel import GlassPanel
from teller_app.glass.person_line import PersonLine
from teller_app.glass.sidebar import Sidebar
from teller_app.glass.skeleton import Skeleton
from teller_app.glass.top_bar import TopBar, TopBarWords
from teller_app.glass.window import GlassWindow

DRAWERS = (
    ("Mawuena Dogbe", "MD", "TLR-0401", "Drawer 01", "Open", "pos", "38,420.10"),
    ("Kwabena Sarpong", "KS", "TLR-0402", "Drawer 02", "Near limit", "warn", "52,980.00"),
    ("Kojo Bediako", "KB", "TLR-0403", "Drawer 03", "Open", "pos", "21,644.50"),
    ("Efua Owusu", "EO", "TLR-0417", "Drawer 04", "Open", "pos", "46,218.70"),
    ("Hawa Iddrisu", "HI", "TLR-0422", "Drawer 06", "Offline 7", "warn", "37,640.00"),
)
WAITING = (
    ("Kumasi Timber Ltd", "KT", "C1", "Withdrawal, the teller waits", "18,500.00", "Code possible", "info", "key"),
    ("Yaw Ofori Atta", "YO", "C2", "Reversal needs the server", "1,200.00", "Needs line", "mute", "lock"),
    ("Nana Ama Frimpong", "NF", "C3", "Disbursal needs the server", "25,000.00", "Needs line", "mute", "lock"),
)
PLACES = (("approvals", "seal-check", "Approvals"), ("branch", "squares-four", "Branch today"), ("vault", "vault", "Drawers and vault"),
          ("customers", "users", "Customers"), ("loans", "hand-coins", "Loans"), ("reports", "chart-line-up", "Reports"),
          ("settings", "gear-six", "Settings"))  # fmt: skip
KEYS = (("F1", "Help"), ("F3", "Drawers"), ("F4", "Vault"), ("F5", "Try again"), ("F7", "Journal"), ("F8", "X report"),
        ("F10", "Approvals"), ("F11", "Messages"), ("F12", "Lock"))  # fmt: skip
ALIVE = frozenset({"F1", "F5", "F7", "F11", "F12"})


def _lines(look: Look, panel: GlassPanel, count: int, live: bool) -> None:
    """Rows as they are, or as they were last: then figures go back to the second colour and presence to grey."""
    for at, (name, initials, number, drawer, words, tone, figure) in enumerate(DRAWERS[:count]):
        presence: Presence = "on" if live and not words.startswith("Offline") else "off"
        line = PersonLine(look, name, initials, number, drawer)
        line.set_presence(presence)
        line.set_status(words if live else f"Last: {words[0].lower()}{words[1:]}", tone if live else "mute")
        line.set_figure(figure, "text" if live else "text2")
        line.set_ruled(at < count - 1)
        panel.body.add(line, 1)


def live(look: Look) -> GlassPanel:
    """What is so now."""
    panel = GlassPanel(look, "Live drawers")
    panel.add_action(StatusChip(look, "Live", "pos"))
    _lines(look, panel, 5, live=True)
    return panel


def loading(look: Look) -> GlassPanel:
    """Blocks where the text will be."""
    panel = GlassPanel(look, "Live drawers")
    panel.add_action(StatusChip(look, "Loading", "info"))
    panel.body.addStretch(1)
    panel.body.add(Skeleton(look, "Live drawers", 5, 72))
    panel.body.addStretch(1)
    return panel


def empty(look: Look) -> GlassPanel:
    """Nothing there yet, and the key that gets going."""
    panel = GlassPanel(look, "Live drawers")
    panel.add_action(StatusChip(look, "No drawer open", "mute"))
    words = ("No drawer is open yet", "Open the vault first, then hand out the floats", "F4", "Vault")
    panel.body.addWidget(EmptyState(look, "cash-register", *words), 1)
    return panel


def failed(look: Look) -> GlassPanel:
    """What went wrong, what still works, and the last good list."""
    panel = GlassPanel(look, "Live drawers")
    panel.add_action(StatusChip(look, "Not loaded", "neg", "warning-circle"))
    panel.body.add(
        Alert(look, "neg", "This list could not be read", "Server answered late. Nothing else on this page is touched.")
    )
    again = QHBoxLayout()
    again.addWidget(Text(look, "Below: last good list, 15:22", "caption", "text2"))
    again.addStretch(1)
    again.addWidget(GlassButton(look, "Try again", "secondary", "arrows-clockwise", "F5", "s"))
    panel.body.add_row(again)
    _lines(look, panel, 3, live=False)
    return panel


def stale(look: Look) -> GlassPanel:
    """As it was when the line went."""
    panel = GlassPanel(look, "Live drawers")
    panel.add_action(Text(look, "As of 15:22", "caption-medium", "warn"))
    _lines(look, panel, 5, live=False)
    return panel


def read_only(look: Look) -> GlassPanel:
    """Decisions wait for the server; the one-time code does not."""
    panel = GlassPanel(look, "Waiting for you")
    panel.add_action(StatusChip(look, "Read only", "warn", "lock"))
    for at, (name, initials, number, about, figure, words, tone, icon) in enumerate(WAITING):
        line = PersonLine(look, name, initials, number, about)
        line.set_figure(figure, "text")
        line.set_status(words, tone, icon, below=True)
        line.set_ruled(at < len(WAITING) - 1)
        panel.body.add(line, 1)
    panel.body.add(
        Alert(look, "info", "Read a one-time code to the teller", "Bound to this request, works without the server")
    )
    panel.body.add(Text(look, "Decisions are not queued: what you saw may have changed", "caption", "text2"))
    decide = GlassButton(look, "Decide", "secondary", "seal-check", "F10", "l")
    decide.set_blocked("Needs the server")
    acts = QHBoxLayout()
    acts.addWidget(decide)
    acts.addStretch(1)
    acts.addWidget(GlassButton(look, "Code for the teller", "primary", "key", "Ctrl G", "l"))
    panel.body.add_row(acts, inset=False)
    return panel


def _frame(look: Look) -> tuple[Sidebar, TopBar, FKeyBar]:
    side = Sidebar(look, "Akoma", "Savings & Loans", [[NavItem(*place) for place in PLACES]], "Places")
    side.set_active("branch")
    side.set_badge("approvals", "6", "6 wait for you")
    side.sync.set_words("cloud-slash", "warn", "Offline since 15:22", "Nothing waits to be sent")
    side.user.set_user("Kwesi Appiah", "Branch manager", "KA", "MGR-0102", "off")
    words = TopBarWords(
        "Search customers, accounts, receipts — or type a command",
        "Search",
        "Ctrl K",
        "Messages",
        "Notices",
        "To light",
        "To dark",
    )
    top = TopBar(look, words)
    top.set_place("Branch today", "The same panel in its states")
    top.connection.set_state("offline", "Offline")
    top.date.set_day("Sun 22 Nov 2026", "Business day open")
    top.messages.set_badge("2", "2 unread")
    top.notices.set_badge("4", "4 unread")
    bar = FKeyBar(look, "Keys")
    bar.set_keys(
        [FKey(key, label, False, key in ALIVE, "" if key in ALIVE else "Needs the server") for key, label in KEYS]
    )
    return side, top, bar


def states(window: GlassWindow) -> None:
    """Lay the screen out as LOOK 5 says: sidebar 228, bars 60 and 52, gaps 12."""
    look = window.look
    side, top, bar = _frame(look)
    banner = OfflineBanner(look, "Try now", "F5")
    banner.set_words(
        "No line to the server since 15:22. You see what was known then; the counter goes on by itself.",
        "Trying again in 12 s",
    )
    left, gap = 252, 12
    wide = window.width() - left - gap
    for part, rect in (
        (side, QRect(gap, gap, 228, window.height() - 2 * gap)),
        (top, QRect(left, gap, wide, 60)),
        (banner, QRect(left, 84, wide, 64)),
        (bar, QRect(left, window.height() - gap - 52, wide, 52)),
    ):
        part.setParent(window)
        part.setGeometry(rect)
    across, down = (wide - 2 * gap) // 3, (window.height() - 160 - 76 - gap) // 2
    for at, make in enumerate((live, loading, empty, failed, stale, read_only)):
        panel = make(look)
        panel.setParent(window)
        panel.setGeometry(left + (at % 3) * (across + gap), 160 + (at // 3) * (down + gap), across, down)
