import pytest

from server.sms.carriers import make_carrier
from server.sms.provider import Answer, Carrier, Fate


@pytest.mark.parametrize("name", ["embedded", "sendexa", "hubtel", "arkesel"])
def test_every_carrier_keeps_the_protocol(name: str, tmp_path) -> None:
    carrier: Carrier = make_carrier(name, "key", "secret", "AKOMA", "http://127.0.0.1:1", tmp_path / "out")
    assert carrier.send("+233244187306", "hello").fate in (Fate.TAKEN, Fate.BUSY)
    assert carrier.status("nothing") == "unknown"


def test_an_answer_says_no_more_than_it_knows() -> None:
    assert Answer(Fate.UNKNOWN) == Answer(Fate.UNKNOWN, carrier_id="", why="")
