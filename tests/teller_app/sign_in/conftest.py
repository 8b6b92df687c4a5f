"""A look without motion, so that what is shown is shown at once."""

import pytest

from teller_app.glass.look import Look
from teller_app.glass.type import load_fonts


@pytest.fixture
def look(qapp) -> Look:
    load_fonts()
    return Look("dark", reduced_motion=True)
