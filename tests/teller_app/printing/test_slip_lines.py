from teller_app.printing import slip_lines
from teller_app.printing.wording import SlipWords

from . import samples

WORDS = SlipWords()


def test_empty_coins_are_gathered() -> None:
    groups, empty = slip_lines.shown_counts(samples.short_slip())
    assert [len(group) for group in groups] == [8, 5]
    assert empty == ["0.05", "0.01"]


def test_state_is_a_word() -> None:
    over = samples.short_slip(variance_minor=5)
    assert WORDS.state_of(samples.short_slip().variance_minor) == "SHORT"
    assert WORDS.state_of(samples.balanced_slip().variance_minor) == "BALANCED"
    assert WORDS.state_of(over.variance_minor) == "OVER"


def test_record_adds_up_and_everything_said_on_paper_is_said_on_the_roll() -> None:
    facts = samples.short_slip(receipt_gaps=("04-261120-0007",))
    assert [figure for _, figure in slip_lines.record_lines(facts, WORDS)] == [
        "\u221215.00",
        "\u221220.00",
        "\u221235.00",
    ]
    titles = [title for title, _ in slip_lines.explanations(facts, WORDS)]
    assert titles == ["Likely cause", "Note", "Receipt numbers not used"]
    assert slip_lines.apart_lines(facts, WORDS)[1] == "Cheques received: 2 pieces, 4,120.00"
    assert "journal 48\u00a0394" in slip_lines.booking_lines(facts, WORDS)[0]
