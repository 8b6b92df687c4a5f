from contract.notices import Level, NoticeFact
from teller_app.i18n.notice_words import notice_words
from teller_app.i18n.text import Texts

TEXTS = Texts.load("en")


def test_figures_are_written_as_figures() -> None:
    params = {"number": "04", "amount": 10_00, "currency": "GHS", "at": "16:20", "left": 3, "needed": 40}
    said = notice_words(NoticeFact(notice="n", level=Level.WARN, code="drawer_runs_out", at="", params=params), TEXTS)
    assert said.title == "About 16:20 drawer 04 runs out of GH₵ 10.00"
    assert "3 left, 40 usually needed" in said.what_to_do


def test_a_notice_of_a_newer_server_says_that_there_is_something() -> None:
    said = notice_words(NoticeFact(notice="n", level=Level.INFO, code="of_tomorrow", at=""), TEXTS)
    assert said.title == TEXTS("notice.other.title", code="of_tomorrow")
