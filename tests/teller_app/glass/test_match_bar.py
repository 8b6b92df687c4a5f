import pytest

from teller_app.glass.look import Look
from teller_app.glass.match_bar import STATES, MatchBar


@pytest.fixture
def bar(qtbot) -> MatchBar:
    made = MatchBar(Look(), "Nothing counted yet")
    qtbot.addWidget(made)
    made.resize(500, 46)
    return made


def test_all_it_shows_is_read_out(bar: MatchBar) -> None:
    bar.show_state("counting", "GH₵ 12.00 still to count", "61 pieces", "GH₵ 4,853.50")
    assert bar.state == "counting" and bar.accessibleName() == bar.words() == "GH₵ 12.00 still to count"
    assert bar.accessibleDescription() == "61 pieces · GH₵ 4,853.50"


def test_states_look_different(bar: MatchBar) -> None:
    pictures = []
    for state in STATES:
        bar.show_state(state, "Counted cash")
        pictures.append(bar.grab().toImage())
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[:i])


def test_unknown_state_is_refused(bar: MatchBar) -> None:
    with pytest.raises(KeyError):
        bar.show_state("almost", "")
