from collections.abc import Iterator

import pytest

from tests.server.sms.carrier_house import House, carrier_house


@pytest.fixture
def carrier() -> Iterator[House]:
    """A carrier on this machine."""
    with carrier_house() as house:
        yield house
