"""What comes out of a thermal printer: the bytes of every paper, made into paper by a printer of our own, and read from its dots."""

import msgspec
import pytest

from teller_app.printing.escpos_bytes import FEED_LINES, QR_DOTS
from teller_app.printing.facts import Duplicate, Stamp
from teller_app.printing.press import Press
from teller_app.printing.prints import Facts
from teller_app.printing.thermal import EscRoll, QrSymbol
from tests.teller_app.printing import qr_reader, samples
from tests.teller_app.printing.loan_samples import receipt as repaid
from tests.teller_app.printing.loan_samples import schedule
from tests.teller_app.printing.test_advance import BACK
from tests.teller_app.printing.test_advance import facts as advance
from tests.teller_app.printing.test_count_sheet import BLANK, COUNT
from tests.teller_app.printing.test_count_sheet import facts as count
from tests.teller_app.printing.test_over_short import record
from tests.teller_app.printing.test_position import position
from tests.teller_app.printing.test_trial import trial
from tests.teller_app.printing.test_voucher import voucher
from tests.teller_app.printing.test_withdrawal import voucher as withdrawal
from tests.teller_app.printing.thermal_printer import DOTS, ThermalPrinter

AGAIN = Duplicate(
    3, Stamp(samples.at("18:00:00"), "WS-MAK-01", "S-1"), Stamp(samples.at("17:00:00"), "WS-MAK-04"), "torn"
)
PAPERS: dict[str, Facts] = {
    "slip": samples.short_slip(),
    "slip, again": samples.reprinted_slip(samples.short_slip()),
    "deposit": samples.deposit(),
    "deposit, again": samples.reprinted(samples.deposit()),
    "deposit, long": samples.stress(),
    "withdrawal": withdrawal(),
    "transfer": voucher(),
    "transfer, again": voucher(duplicate=AGAIN),
    "position": position(),
    "over, short": record(),
    "trial": trial(),
    "count": count(COUNT),
    "count, blank": count(BLANK),
    "advance": advance(BACK),
    "loan schedule": schedule(),
    "loan repaid": repaid(),
}


@pytest.mark.parametrize("typeset", [True, False], ids=["raster", "columns"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_symbol_of_every_paper_is_read_from_its_dots_with_white_around_it(
    paper: str, typeset: bool, press: Press
) -> None:
    facts = PAPERS[paper]
    payloads = [op.payload for roll in press.columns(facts) for op in roll.ops if isinstance(op, QrSymbol)]
    printer = ThermalPrinter()
    pieces = printer.print(press.roll(facts, typeset=typeset).data)
    found = []
    for piece in pieces:
        assert piece.picture.width == DOTS
        where = qr_reader.find(piece.picture, QR_DOTS)
        assert where is not None, "no symbol, or something stands nearer than four modules"
        left, top, modules = where
        side = modules * QR_DOTS
        found.append(qr_reader.read(qr_reader.sample(piece.picture, (left, top, left + side, top + side), modules)))
    assert found == payloads


def test_only_an_original_of_a_customer_s_cash_opens_the_drawer_and_once(press: Press) -> None:
    for facts, kicks in (
        (withdrawal(), 1),
        (samples.deposit(), 1),
        (PAPERS["deposit, again"], 0),
        (voucher(), 0),
        (record(), 0),
    ):
        for typeset in (True, False):
            printer = ThermalPrinter()
            printer.print(press.roll(facts, typeset=typeset).data)
            assert printer.kicks == kicks


def test_nothing_stays_in_the_machine_and_the_cut_is_below_the_text(press: Press) -> None:
    for typeset in (True, False):
        (piece,) = ThermalPrinter().print(press.roll(samples.deposit(), typeset=typeset).data)
        lowest = piece.picture.convert("L").point([255 - level for level in range(256)]).getbbox()
        assert lowest is not None
        # PRINT 9: the cutter stands 12 mm, 96 dots, above the head.
        assert piece.picture.height - lowest[3] >= 96 <= FEED_LINES * 30


def test_the_printer_draws_what_it_is_told_and_refuses_what_it_does_not_know(press: Press) -> None:
    roll = EscRoll()
    roll.plate("DUPLICATE")
    roll.name("Ɛsi")
    (piece,) = ThermalPrinter().print(press.encoder.roll(roll.ops, kick=False))
    assert [line.strip() for line in piece.lines] == ["DUPLICATE", "Esi"]
    assert piece.picture.convert("L").getpixel((2, 2)) == 0, "a plate is black from edge to edge"
    for rubbish in (b"\x1bZ\x01", b"\x1dZ", b"\x07"):
        with pytest.raises(AssertionError):
            ThermalPrinter().print(rubbish)


def test_a_reason_of_a_reprint_is_whole_on_the_roll(press: Press) -> None:
    reason = "the customer lost the first of the copies"
    slip = samples.reprinted_slip(samples.short_slip())
    facts = msgspec.structs.replace(slip, duplicate=msgspec.structs.replace(slip.duplicate, reason=reason))
    (piece,) = ThermalPrinter().print(press.roll(facts, typeset=False).data)
    assert any(reason in line for line in piece.lines)
