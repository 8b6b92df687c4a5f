import msgspec
import pytest

from teller_app.printing.errors import TotalMismatch
from teller_app.printing.press import Press
from tests.teller_app.printing import roll_reader
from tests.teller_app.printing.loan_samples import schedule


def test_every_instalment_stands_on_the_roll_with_its_cost(press: Press) -> None:
    facts = schedule()
    (roll,) = press.columns(facts)
    said = roll_reader.lines(roll)
    assert sum("2027" in line or "2028" in line for line in said) >= 17
    for text in ("40.0%", "You repay in all", facts.number):
        assert any(text in line for line in said), text


def test_a_schedule_that_does_not_end_is_refused(press: Press) -> None:
    facts = schedule()
    with pytest.raises(TotalMismatch):
        press.columns(msgspec.structs.replace(facts, rows=facts.rows[:-1]))
