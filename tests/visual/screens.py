"""The screens that are approved: fixed data, a fixed clock, nothing that moves, a caret that does not blink."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from teller_app.glass.look import Look
from teller_app.glass.window import SETTLE_MS
from teller_app.i18n.text import Texts
from tests.teller_app.scenes import settle, staged

APPROVED = Path(__file__).parent / "approved"
DIFFERENCES = Path("shots-out") / "visual"
SMALL, LARGE, LOW = (1366, 768), (1920, 1080), (1024, 768)

SCREENS: dict[str, tuple[str, str, tuple[int, int]]] = {
    "sign-in-dark": ("sign_in", "dark", SMALL),
    "counter-dark": ("counter_deposit", "dark", LARGE),
    "counter-light": ("counter_change", "light", SMALL),
    "counter-low-light": ("counter_withdraw", "light", LOW),
    "counter-offline-dark": ("counter_offline", "dark", SMALL),
    "counter-stopped-light": ("counter_stopped", "light", SMALL),
    "drawer-opening-light": ("drawer_opening", "light", SMALL),
    "drawer-reconcile-dark": ("drawer_reconcile", "dark", SMALL),
    "vault-dark": ("manager_vault_ahead", "dark", LARGE),
    "journal-reversing-dark": ("journal_reversing", "dark", SMALL),
    "drawer-history-dark": ("manager_history", "dark", LARGE),
    "approvals-light": ("approvals_list", "light", LARGE),
    "loan-dark": ("loans_detail", "dark", LARGE),
    "loan-light": ("loans_detail", "light", LARGE),
    "loan-apply-dark": ("loans_apply", "dark", SMALL),
    "loan-repay-light": ("loans_repay", "light", SMALL),
    "staff-audit-dark": ("staff_audit", "dark", LARGE),
    "staff-waiting-light": ("staff_manager_waiting", "light", LARGE),
    "device-step-dark": ("sign_in_manager", "dark", LARGE),
    "palette-light": ("palette", "light", SMALL),
    "help-dark": ("help_sheet", "dark", SMALL),
}
"""Name of the picture: scene, theme, size."""


def picture(name: str) -> QImage:
    """One screen as it is painted now."""
    scene, theme, size = SCREENS[name]
    with same_everywhere():
        stage = staged(scene, Look(theme, reduced_motion=True), Texts.load("en"), size, "auto")
        # The plates of a live resize give way to the full ones.
        QTest.qWait(SETTLE_MS + 20)
        settle()
        image = stage.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        stage.close()
    return image


@contextmanager
def same_everywhere() -> Iterator[None]:
    """Times are shown in UTC, and the caret stands."""
    zone, blink = os.environ.get("TZ"), QApplication.cursorFlashTime()
    os.environ["TZ"] = "UTC"
    QApplication.setCursorFlashTime(0)
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        yield
    finally:
        QApplication.setCursorFlashTime(blink)
        if zone is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = zone
        if hasattr(time, "tzset"):
            time.tzset()


def file_of(name: str) -> Path:
    """The approved picture's file: WebP, because the grain makes ten times as much of a PNG."""
    return APPROVED / f"{name}.webp"
