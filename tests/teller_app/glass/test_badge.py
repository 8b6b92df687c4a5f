import pytest

from teller_app.glass.badge import Badge, badge_text
from teller_app.glass.look import Look


@pytest.mark.parametrize(("count", "shown"), [(-1, ""), (0, ""), (7, "7"), (99, "99"), (100, "99+")])
def test_what_it_shows(count: int, shown: str) -> None:
    assert badge_text(count) == shown


def test_none_hides_it_and_words_are_read(qtbot) -> None:
    badge = Badge(Look(), 3, "3 approvals wait")
    qtbot.addWidget(badge)
    assert not badge.isHidden() and badge.accessibleName() == "3 approvals wait"
    badge.set_count(0)
    assert badge.isHidden()
