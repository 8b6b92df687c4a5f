import sys
from pathlib import Path

from teller_app.resources import resource_path


def test_checkout_holds_the_licences_of_what_is_shipped() -> None:
    assert "SIL OPEN FONT LICENSE" in resource_path("fonts", "OFL.txt").read_text(encoding="utf-8").upper()
    assert "MIT License" in resource_path("icons", "LICENSE").read_text(encoding="utf-8")


def test_frozen_build_looks_below_its_bundle(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("icons", "x.svg") == tmp_path / "resources" / "icons" / "x.svg"
