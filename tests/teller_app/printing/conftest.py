"""One press a session: registering fonts and loading the ESC/POS library take their time."""

from pathlib import Path

import pytest

from teller_app.printing.press import Press

from . import samples


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press.of(samples.BANK, samples.FONTS, Path(tmp_path_factory.mktemp("escpos")) / "private")
