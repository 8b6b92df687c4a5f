import pytest

from teller_app.printing.errors import FigureDoesNotFit, TotalMismatch
from teller_app.printing.facts import ReceiptKind
from teller_app.printing.press import Press
from teller_app.printing.thermal import TALL, TextLine
from teller_app.printing.thermal_receipt import kicks_drawer, receipt_columns
from teller_app.printing.wording import Wording

from . import samples

EXPECTED = """\
             Akoma Savings & Loans
                Makola branch  +233 30 200 0140
================================================
DEPOSIT RECEIPT                   04-261120-0031
G H S                               4 8 0 . 0 0
Four hundred and eighty cedis only
------------------------------------------------
Account                         040 1027 4418 07
Held by                            Adwoa Sarpong
Deposited by             Kwaku Sarpong (brother)
Telephone                       +233 24 555 0117
Narration                    School fees, term 1
Received                           2x200 + 1x100
Change given                               20.00
Business date          Fri 20 Nov 2026, 13:52:19
------------------------------------------------
[QR CT1*04-261120-0031*48000*11E4MHE18007]
                       Verification code
                 11E4-MHE1-8007
     Efua Owusu, drawer 04. Check it at any Akoma counter."""


def test_columns_of_prints_picture_03f() -> None:
    assert "\n".join(receipt_columns(samples.deposit(), samples.BANK, Wording()).text()) == EXPECTED


def test_stress_stays_within_48_columns_and_is_whole() -> None:
    roll = receipt_columns(samples.stress(), samples.BANK, Wording())
    lines = [op for op in roll.ops if isinstance(op, TextLine)]
    assert all(len(op.text) <= op.style.columns for op in lines)
    text = " ".join(line.strip() for line in roll.text())
    assert "Makola No. 2 Market Traders' Cooperative Credit Union Limited" in text
    assert "61,728x200 + 1x50 + 1x20 + 1x5 + 1x2 + 1x1 + 1x0.50 + 2x0.20" in text


def test_the_largest_amounts_get_narrower_then_are_refused() -> None:
    vast = 10**16
    facts = samples.own_deposit(amount_minor=vast, pieces={1: vast})
    amount = next(op for op in receipt_columns(facts, samples.BANK, Wording()).ops if "100,000,000,000" in str(op))
    assert isinstance(amount, TextLine)
    assert amount.style == TALL
    vast = 10**40
    with pytest.raises(FigureDoesNotFit):
        receipt_columns(samples.own_deposit(amount_minor=vast, pieces={1: vast}), samples.BANK, Wording())


def test_stamps_stand_at_top_and_bottom_and_a_reprint_never_kicks() -> None:
    facts = samples.reprinted(samples.provisional())
    text = receipt_columns(facts, samples.BANK, Wording()).text()
    assert sum("D U P L I C A T E" in line for line in text) == 2
    assert sum("P R O V I S I O N A L" in line for line in text) == 2
    assert "Not yet in the bank's books." in " ".join(text)
    assert not kicks_drawer(facts)
    assert kicks_drawer(samples.deposit())
    assert not kicks_drawer(samples.deposit(kind=ReceiptKind.TRANSFER, pieces={}, change_minor=0))


def test_raster_is_576_dots_of_pure_black_and_white(press: Press) -> None:
    for facts in (samples.deposit(), samples.stress(), samples.reprinted(samples.provisional())):
        image = press.pictures(facts)[0]
        assert (image.width, image.mode) == (576, "1")
        assert 700 < image.height < 1800
        assert image.convert("L").crop((0, image.height - 20, 576, image.height)).getextrema() == (255, 255)


def test_wrong_sums_are_refused_on_every_paper(press: Press) -> None:
    wrong = samples.deposit(change_minor=0)
    for make in (press.receipt, press.pictures, press.roll):
        with pytest.raises(TotalMismatch):
            make(wrong)
