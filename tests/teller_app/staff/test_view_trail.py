from pathlib import Path

import msgspec
from PySide6.QtWidgets import QFileDialog

from contract import paths
from contract.doors import AuditPage, ChainPart
from tests.teller_app.room_window import TEXTS, words_on
from tests.teller_app.staff.desk import CHAIN, HAJARA_ID, LINES
from tests.teller_app.staff.test_view import place


def test_typing_in_the_list_goes_on_in_the_filter(qtbot) -> None:
    window, view, model, port = place(qtbot)
    view.trail.table.setFocus()
    window.type("h")
    assert view.trail.filter.edit.hasFocus()
    window.type("ajara")
    assert model.state.trail.text == "hajara"
    assert port.fetched[-1] == (paths.AUDIT, {"made_by": HAJARA_ID, "limit": "100"})
    window.press("Return")
    assert view.trail.table.view.hasFocus()


def test_nothing_fits_is_said(qtbot) -> None:
    _, view, model, port = place(qtbot)
    port.files[paths.AUDIT] = msgspec.json.encode(AuditPage(lines=(), chain=CHAIN))
    model.trail.set_text("nobody")
    assert TEXTS("staff.trail.none") in words_on(view.trail)
    assert not view.trail.entry.isVisible()


def test_f8_says_the_chain_is_whole_or_where_it_is_not(qtbot) -> None:
    window, view, _, port = place(qtbot)
    port.files[paths.AUDIT_CHAIN] = msgspec.json.encode(ChainPart(after=0, upto=48_219, head=48_219))
    window.press("F8")
    assert "Chain whole, 96,438 entries" in words_on(view.trail.chip)
    port.files[paths.AUDIT_CHAIN] = msgspec.json.encode(
        ChainPart(after=0, upto=77, head=48_219, bad=77, what="journal 77 body")
    )
    window.press("F8")
    assert "Entry 77 is not as it was written" in words_on(view.trail.chip)
    del port.files[paths.AUDIT_CHAIN]
    window.press("F8")
    assert TEXTS.for_code("offline").title in words_on(view.trail.news)


def test_the_extract_lies_where_it_was_asked_for(qtbot, tmp_path: Path) -> None:
    window, view, _, port = place(qtbot)
    port.files[paths.AUDIT_EXPORT] = b"{}\n"
    window.press("Ctrl+E")
    dialog = view.trail.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "extract"))
    dialog.close()
    assert (tmp_path / "extract.jsonl").read_bytes() == b"{}\n"
    assert "extract.jsonl" in words_on(view.trail.news)


def test_groups_and_older_lines(qtbot) -> None:
    _, view, model, port = place(qtbot)
    view.trail.older.click()
    assert len(model.state.trail.lines) == 2 * len(LINES)
    view.trail.groups.setCurrentIndex(1)
    assert (model.state.trail.group, port.fetched[-1][0]) == ("sign_in", paths.ACTIVITY)
    assert TEXTS("staff.key.export_activity") in words_on(view.trail.export)
    assert view.trail.export.isEnabled()
