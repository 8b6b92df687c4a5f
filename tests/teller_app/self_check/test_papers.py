import os
from pathlib import Path

import pytest

from teller_app.printing.facts import Status
from teller_app.self_check import papers
from teller_app.self_check.finding import Unfit
from teller_app.settings import Settings


def test_a_receipt_goes_the_whole_way(tmp_path: Path) -> None:
    before = dict(os.environ)
    assert papers.papers(Settings(profile=tmp_path)).startswith("pdf ")
    assert os.environ == before
    assert list(tmp_path.iterdir()) == [], "the profile is left alone"


def test_a_page_that_cannot_be_read_is_found(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(papers, "page_images", lambda pdf, dpi: [])
    with pytest.raises(Unfit, match="pdf_unreadable 0"):
        papers.papers(Settings(profile=tmp_path))


def test_the_specimen_is_no_receipt() -> None:
    assert papers.specimen().status is Status.PROVISIONAL
    assert papers.specimen().amount_minor == 1
