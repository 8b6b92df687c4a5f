"""A look without motion, so that what is shown is shown at once."""

import pytest

from teller_app.glass.look import Look


@pytest.fixture
def look(qapp) -> Look:
    return Look("dark", reduced_motion=True)
