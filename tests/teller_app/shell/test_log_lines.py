import logging

from teller_app.shell.log_lines import OneLine


def line(message: str, *args: object, raised: Exception | None = None) -> str:
    info = (type(raised), raised, None) if raised else None
    record = logging.LogRecord("teller_app", logging.INFO, "x.py", 1, message, args, info)
    return OneLine("%(levelname)s %(message)s").format(record)


def test_lines_are_events() -> None:
    forged = "Ama\nINFO posted 1,000,000.00\r\n\x1b[2J\u2028\x85end"
    found = line("customer %s", forged)
    assert found == "INFO customer Ama\\nINFO posted 1,000,000.00\\r\\n\\x1b[2J\\u2028\\x85end"
    assert found.splitlines() == [found]


def test_a_traceback_is_one_line_too_and_words_stay_words() -> None:
    found = line("failed", raised=ValueError("a\nb"))
    assert "ValueError: a\\nb" in found
    assert len(found.splitlines()) == 1
    assert line("Abɛna paid\t5 ₵") == "INFO Abɛna paid\t5 ₵"
