from teller_app.printing.errors import FigureDoesNotFit, PrinterTrouble, PrintRefused, TotalMismatch, Trouble


def test_refusals_carry_a_code_and_what_is_wrong() -> None:
    error = TotalMismatch("counted", 100, 99)
    assert isinstance(error, PrintRefused)
    assert (error.code, error.params) == ("total_mismatch", {"what": "counted", "stated": 100, "summed": 99})
    assert "100" in str(error)
    assert "99" in str(error)
    assert FigureDoesNotFit("1,000.00").params == {"figure": "1,000.00"}


def test_troubles_are_closed_codes() -> None:
    assert PrinterTrouble(Trouble.PAPER_OUT, "status 0x72").trouble == "printer_paper_out"
    assert len({trouble.value for trouble in Trouble}) == len(Trouble)
