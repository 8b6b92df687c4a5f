"""A hit names the customer and what made them a hit."""

from teller_app.counter.state import Hit
from teller_app.counter.view_hits import HitRow
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.counter.world import ABENA, ACCOUNTS, PEOPLE


def test_name_number_phone_and_accounts(qtbot) -> None:
    row = HitRow(Look("dark"), Texts.load())
    qtbot.addWidget(row)
    row.show_hit(Hit(PEOPLE[0], ACCOUNTS[ABENA]), chosen=True)
    for part in ("Abena Serwaa Mensah", "000217", "024 418 7306"):
        assert part in row.accessibleName()
    row.resize(340, 52)
    assert not row.grab().isNull()
