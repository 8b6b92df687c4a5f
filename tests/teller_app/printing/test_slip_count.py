from teller_app.printing.press import Press
from teller_app.printing.slip_count import movement_label
from teller_app.printing.wording import SlipWords

from . import pdf_reader, samples


def test_labels_say_the_voucher_and_how_the_opening_was_counted() -> None:
    facts = samples.short_slip()
    labels = [movement_label(line, facts, SlipWords()) for line in facts.movements]
    assert labels[0] == "Opening, counted 08:02 (carried forward)"
    assert (
        movement_label(facts.movements[0], samples.short_slip(opened_how=""), SlipWords()) == "Opening, counted 08:02"
    )
    assert labels[1] == "Received from vault · VT-040-261120-03"


def test_lines_that_were_left_out_are_printed_as_zero(press: Press) -> None:
    page = pdf_reader.rows(press.slip(samples.balanced_slip()).data)[0]
    assert pdf_reader.row_of(page, "Loan disbursal in cash")[1:] == ["0", "0.00", "43,715.30"]


def test_every_denomination_is_printed_also_the_empty_ones(press: Press) -> None:
    page = pdf_reader.rows(press.slip(samples.short_slip()).data)[0]
    units = {row[0] for row in page} | {row[5] for row in page if len(row) == 10}
    assert {"200", "1", "2.00", "0.05", "0.01"} <= units
    assert next(row for row in page if row[0] == "20")[:4] == ["20", "258", "257", "\u22121"]
