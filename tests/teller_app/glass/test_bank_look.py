import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QVBoxLayout

from teller_app.glass.bank_look import BankLook, read_bank_look
from teller_app.glass.brand import BrandMark
from teller_app.glass.look import Look
from teller_app.glass.tokens import THEMES
from teller_app.glass.window import GlassWindow


def plain(folder: Path, name: str, code: str) -> Path:
    image = QImage(QSize(64, 64), QImage.Format.Format_RGB32)
    image.fill(QColor(code))
    path = folder / name
    assert image.save(str(path))
    return path


def test_without_settings_all_is_as_shipped() -> None:
    bank = read_bank_look("", None, {"dark": None, "light": None})
    assert bank == BankLook()
    assert bank.tokens("dark") is THEMES["dark"]


def test_accent_mark_and_wallpaper_are_seen(qtbot, tmp_path: Path) -> None:
    mark, wall = plain(tmp_path, "mark.png", "#00AA00"), plain(tmp_path, "wall.png", "#AA0000")
    look = Look("dark", bank=read_bank_look("#008577", mark, {"dark": wall, "light": None}))
    assert look.tokens.accent_fill.hslHueF() == pytest.approx(QColor("#008577").hslHueF(), abs=0.02)
    window = GlassWindow(look)
    qtbot.addWidget(window)
    window.resize(200, 160)
    column = QVBoxLayout(window)
    brand = BrandMark(look, "Bank")
    column.addWidget(brand)
    window.show()
    image = window.grab().toImage()
    assert image.pixelColor(2, 2).red() > 100 > image.pixelColor(2, 2).blue()
    assert brand.grab().toImage().pixelColor(18, 18) == QColor("#00AA00")
    look.set_theme("light")
    assert look.tokens.accent_fill.hslHueF() == pytest.approx(QColor("#008577").hslHueF(), abs=0.02)


def test_a_picture_that_cannot_be_read_costs_the_picture_only(tmp_path: Path, caplog) -> None:
    broken = tmp_path / "broken.png"
    broken.write_text("no picture")
    with caplog.at_level(logging.WARNING):
        bank = read_bank_look("", broken, {"dark": tmp_path / "missing.webp", "light": None})
    assert bank == BankLook()
    assert "broken.png" in caplog.text
    assert "missing.webp" in caplog.text
