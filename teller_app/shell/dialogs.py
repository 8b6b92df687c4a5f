"""What the shell itself asks and says in layers: the sign-out, the F1 sheet, the palette's words, a mishap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.look import Look
from teller_app.glass.palette import PaletteWords
from teller_app.i18n.text import Texts
from teller_app.shell.desk import DeskState
from teller_app.shell.help_sheet import HelpSheet, KeyGroup
from teller_app.shell.shortcuts import FIELDS, TABLES, Shortcut, normal
from teller_app.shell.work_page import WorkPage


def palette_words(texts: Texts) -> PaletteWords:
    """The fixed words of the palette."""
    return PaletteWords(
        name=texts("shell.palette.name"),
        placeholder=texts("shell.search"),
        nothing=texts("shell.palette.nothing"),
        results=texts("shell.palette.results"),
        escape="Esc",
        enter="Enter",
        hints=(
            ("↑ ↓", texts("shell.palette.move")),
            ("Enter", texts("shell.palette.open")),
            (">", texts("shell.palette.only_commands")),
            ("#", texts("shell.palette.only_receipts")),
        ),
    )


def sign_out(look: Look, window: QWidget, texts: Texts, state: DeskState) -> Dialog:
    """Says how many postings stay here unsent, and that whoever signs in next delivers them."""
    body = texts("shell.sign_out.unsent", n=state.waiting) if state.waiting else texts("shell.sign_out.body")
    if state.session is not None:
        body += " " + texts("shell.sign_out.drawer", number=state.session.number)
    if state.counting:
        body += " " + texts("shell.sign_out.counting")
    title = texts("shell.sign_out.title", name=state.me.full_name)
    dialog = Dialog(look, window, title, body, "sign-out", "warn" if state.waiting else "accent", wide=560)
    dialog.add_button("cancel", GlassButton(look, texts("shell.sign_out.stay"), "ghost", key="Esc"))
    dialog.add_button("lock", GlassButton(look, texts("shell.key.lock"), "secondary", "lock", "F12"), "F12")
    go = GlassButton(look, texts("shell.key.sign_out"), "primary", "sign-out", "Enter")
    dialog.add_button("sign_out", go, default=True)
    return dialog


def message(look: Look, window: QWidget, texts: Texts, title: str, body: str) -> Dialog:
    """Something a person must have read."""
    dialog = Dialog(look, window, title, body, "warning-octagon", "neg", escape="close")
    dialog.add_button("close", GlassButton(look, texts("shell.close"), "primary", key="Enter"), default=True)
    return dialog


def help_sheet(look: Look, window: QWidget, texts: Texts, page: WorkPage, field: QWidget | None) -> HelpSheet:
    """The keys of where one is, and what the field with the focus is for."""
    room = page.nav.current
    groups = []
    taken: set[str] = set()
    if room is not None:
        taken = {normal(action.key) for action in room.manifest.actions}
        keys = [(action.key, texts(action.text)) for action in room.manifest.actions]
        groups.append(KeyGroup(texts(room.manifest.title), tuple(_gathered(keys))))
    places = {button.item.key: button.item.label for button in page.sidebar.buttons.values()}
    free = [shortcut for shortcut in page.shortcuts if normal(shortcut.key) not in taken]
    ours = tuple((shortcut.key, _words(shortcut, places, texts)) for shortcut in free)
    groups.append(KeyGroup(texts("shell.help.everywhere"), ours))
    for title, keys_of in (("shell.help.fields", FIELDS), ("shell.help.tables", TABLES)):
        groups.append(KeyGroup(texts(title), tuple(_gathered([(key, texts(text)) for key, text in keys_of]))))
    about = (field.accessibleName(), field.accessibleDescription()) if field is not None else ("", "")
    return HelpSheet(look, window, texts("shell.help.title"), groups, about, texts("shell.close"))


def _gathered(keys: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Nine keys that do the same thing to nine things are one line: "Alt+1 … 9"."""
    lines: list[tuple[str, str]] = []
    for words, same in groupby(keys, key=lambda pair: pair[1]):
        run = [key for key, _ in same]
        last = run[-1].rsplit("+", 1)[-1]
        lines.append((run[0] if len(run) == 1 else f"{run[0]} … {last}", words))
    return lines


def _words(shortcut: Shortcut, places: dict[str, str], texts: Texts) -> str:
    place = places.get(shortcut.act.removeprefix("go:"), "")
    return texts(shortcut.text, place=place)
