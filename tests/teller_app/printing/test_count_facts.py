"""Where pieces lie does not matter for what they are worth; what is suspect is no cash."""

from teller_app.printing.count_facts import Counted
from teller_app.printing.slip_facts import Form
from tests.teller_app.printing.test_count_sheet import BLANK, facts


def test_pieces_are_those_that_count_as_cash() -> None:
    assert Counted(2000, Form.NOTE, loose=57, straps=200, worn=3, suspect=9).pieces == 260


def test_a_count_is_another_paper_once_the_witness_has_spoken() -> None:
    said = [facts(), facts(witnessed=False), facts(witnessed=False, disputed=True), facts(BLANK)]
    assert [one.status for one in said] == ["witnessed", "counted", "disputed", "blank"]
    assert [one.blank for one in said] == [False, False, False, True]
