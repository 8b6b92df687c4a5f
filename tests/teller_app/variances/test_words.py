import pytest

from contract.variances import Origin
from teller_app.variances import words
from tests.teller_app.room_window import TEXTS
from tests.teller_app.variances.desk import OVER, RECORDED, Replica, room, variance

STATE = room(Replica())[0].state


def test_whose_when_and_how_much() -> None:
    assert words.title(variance(), STATE, TEXTS) == "Drawer 04, Efua Owusu"
    assert words.sub(variance(), TEXTS) == "22 Nov · Not found"
    assert words.figure(variance()) == ("−100.00", "neg")
    assert words.figure(OVER) == ("+50.00", "warn")
    assert words.state_words(RECORDED, TEXTS) == ("Not accepted", "neg")


@pytest.mark.parametrize(
    ("origin", "drawer", "said"),
    [
        (Origin.OPENING, "04", "Opening of drawer 04, Efua Owusu"),
        (Origin.VAULT, "VT-0012", "Vault, VT-0012"),
        (Origin.TRANSFER, "VT-0013", "Transfer VT-0013"),
    ],
)
def test_where_it_comes_from_is_said(origin: Origin, drawer: str, said: str) -> None:
    assert words.title(variance(origin=origin, drawer=drawer), STATE, TEXTS) == said


def test_each_step_says_by_whom() -> None:
    first, second = words.step_lines(variance(), STATE, TEXTS)
    assert first[1].startswith("Within the tolerance")
    assert second[0] == "Recovered in cash"
    assert second[1].startswith("Kojo Bediako, Hajara Bawa")
    assert second[2] == "40.00"
