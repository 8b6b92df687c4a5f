"""The locked window and the sheet that sets its PIN, as scenes of ``scenes.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teller_app.shell.pin_sheet import PinSheet

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage


def lock(stage: Stage) -> None:
    stage.work("counter")
    stage.window.lock("idle")


def lock_pin(stage: Stage) -> None:
    stage.tries = 5
    lock(stage)
    page = stage.window.lock_page
    assert page is not None
    page.panel.pin.boxes.setText("123")


def lock_refused(stage: Stage) -> None:
    lock_pin(stage)
    page = stage.window.lock_page
    assert page is not None
    stage.tries = 4
    page._answered("wrong_pin", {})


def pin_sheet(stage: Stage) -> None:
    stage.work("counter")
    sheet = PinSheet(stage.look, stage.window, stage.texts, lambda password, pin, then: None, lambda: None)
    sheet.open()
    sheet._complain("weak_pin")
