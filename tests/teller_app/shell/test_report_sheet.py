from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from teller_app.glass.dialog import Dialog
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.shell import report_sheet
from teller_app.shell.crash_report import CrashReport
from teller_app.shell.report_sheet import ReportSheet, offer
from tests.teller_app.shell.rooms import TEXTS, clock, window
from tests.teller_app.sight import read

LONG = "\n".join(f"2026-11-24T08:00:00+0000 ERROR teller_app.sync line {n}" for n in range(80))


@pytest.fixture
def crash(tmp_path: Path) -> CrashReport:
    (tmp_path / "report.txt").write_text(LONG)
    return CrashReport(tmp_path, "0.1")


@pytest.fixture
def shown(qtbot, look: Look):
    made = window(look)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def sheet_of(shown, qtbot) -> ReportSheet:
    qtbot.waitUntil(lambda: any(sheet.is_open for sheet in shown.findChildren(ReportSheet)))
    return next(sheet for sheet in shown.findChildren(ReportSheet) if sheet.is_open)


def test_nothing_is_offered_where_nothing_happened(shown, tmp_path: Path) -> None:
    assert offer(shown, TEXTS, CrashReport(tmp_path, "0.1"), clock) is None
    assert shown.findChildren(Dialog) == []


def test_not_now_is_an_answer_and_nobody_is_asked_again(qtbot, shown, crash: CrashReport) -> None:
    dialog = offer(shown, TEXTS, crash, clock)
    assert dialog is not None
    with qtbot.waitSignal(dialog.chosen):
        qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_Escape)
    assert shown.findChildren(ReportSheet) == []
    assert offer(shown, TEXTS, crash, clock) is None


def test_by_keyboard_it_is_shown_copied_saved_and_closed(
    qtbot, shown, crash: CrashReport, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(report_sheet, "documents", lambda: tmp_path / "Documents")
    dialog = offer(shown, TEXTS, crash, lambda: datetime(2026, 11, 24, 8, 5))
    assert dialog is not None
    qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_Return)
    sheet = sheet_of(shown, qtbot)
    assert sheet.view.toPlainText() == LONG
    qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sheet.done.text() == TEXTS("shell.report.copied"))
    assert QGuiApplication.clipboard().text() == LONG
    qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    path = tmp_path / "Documents" / "coastal-teller-report-20261124-080500.txt"
    qtbot.waitUntil(path.exists)
    assert path.read_text() == LONG
    assert str(path) in sheet.done.text()
    qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.is_open


def test_it_is_read_by_keys_and_the_keys_go_on_to_the_sheet(qtbot, look: Look, shown, tmp_path: Path) -> None:
    sheet = ReportSheet(look, shown, TEXTS, LONG, tmp_path / "file" / "below", clock)
    (tmp_path / "file").write_text("no folder")
    sheet.open()
    sheet.view.setFocus()
    before = sheet.view.verticalScrollBar().value()
    qtbot.keyClick(sheet.view, Qt.Key.Key_PageDown)
    assert sheet.view.verticalScrollBar().value() > before
    qtbot.keyClick(sheet.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: sheet.done.text() == TEXTS("shell.report.not_saved", folder=str(tmp_path / "file" / "below"))
    )


@pytest.mark.parametrize("language", ["en", "fr", "tw", "pseudo"])
def test_no_sentence_is_cut(look: Look, shown, tmp_path: Path, language: str) -> None:
    sheet = ReportSheet(look, shown, Texts.load(language), LONG, tmp_path, clock)
    sheet.open()
    assert [str(seen) for seen in read(sheet) if seen.cut] == []
