import re

from teller_app.printing.thermal import TextLine
from teller_app.printing.thermal_slip import slip_columns
from teller_app.printing.wording import Wording

from . import samples


def minor(text: str) -> int:
    return int(text.replace(",", "").replace(".", "").replace("+", "").rstrip("*"))


def test_totals_on_the_roll_are_sums_of_its_lines() -> None:
    lines = slip_columns(samples.short_slip(), samples.BANK, Wording()).text()
    start = next(i for i, line in enumerate(lines) if line.startswith("Movement"))
    end = next(i for i, line in enumerate(lines) if line.startswith("Expected in drawer"))
    moved = [minor(line.split()[-1]) for line in lines[start + 1 : end - 1]]
    assert sum(moved) == minor(lines[end].split()[-1]) == 46_218_70
    rows = [line.split() for line in lines if re.fullmatch(r"\s+[\d.]+( +-?[\d,]+\*?){3} +[\d,.]+", line)]
    total = next(line for line in lines if line.strip().startswith("Total")).split()
    assert sum(minor(row[4]) for row in rows) == minor(total[4]) == 46_198_70
    for column in (1, 2, 3):
        assert sum(minor(row[column]) for row in rows) == minor(total[column])
    assert [row for row in rows if "*" in row[3]] == [["20", "258", "257", "-1*", "5,140.00"]]


def test_columns_and_order_of_prints_picture_02b() -> None:
    roll = slip_columns(samples.short_slip(), samples.BANK, Wording())
    assert all(len(op.text) <= op.style.columns for op in roll.ops if isinstance(op, TextLine))
    text = roll.text()
    assert "S H O R T   G H S                   - 2 0 . 0 0" in text
    assert "From vault VT-03             1        +17,500.00" in text
    assert "2 17:19:40            46,198.70           -20.00" in text
    assert "No pieces: 0.05, 0.01" in text
    assert "[QR CT1*RS-040-04-261120-1*4619870*AMV5CK6F1QK5]" in text
    assert "Original" in text[-1]


def test_what_is_set_apart_stands_below_the_count_as_on_paper() -> None:
    text = slip_columns(samples.short_slip(), samples.BANK, Wording()).text()
    order = [
        text.index(line) for line in ("No pieces: 0.05, 0.01", "SET APART", "COUNT ATTEMPTS (blind)", "LIKELY CAUSE")
    ]
    assert order == sorted(order)


def test_balanced_and_duplicate() -> None:
    balanced = slip_columns(samples.balanced_slip(), samples.BANK, Wording()).text()
    assert any(line.startswith("B A L A N C E D   G H S") and line.endswith("0 . 0 0") for line in balanced)
    again = slip_columns(samples.reprinted_slip(samples.balanced_slip()), samples.BANK, Wording()).text()
    assert sum("D U P L I C A T E" in line for line in again) == 2
    assert not any(line.strip() == "Original" for line in again)
