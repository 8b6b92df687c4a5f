"""The withdrawal voucher: the bank's part and the stub say the same money, re-added from the paper."""

import re

import pytest

from teller_app.printing import facts as f
from teller_app.printing.errors import CodeRefused, FigureDoesNotFit, TotalMismatch
from teller_app.printing.press import Press
from teller_app.printing.withdrawal import ROWS_MAX, withdrawal_pdf
from teller_app.printing.withdrawal_facts import WithdrawalFacts
from tests.teller_app.printing import pdf_reader, samples
from tests.teller_app.test_papers import press

__all__ = ["press"]

ALL = {20000: 7, 10000: 3, 5000: 3, 2000: 1, 1000: 1, 500: 1, 200: 1, 100: 1, 50: 1, 20: 1, 10: 1, 5: 1, 1: 5}
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def paid(**changes: object) -> f.ReceiptFacts:
    """Picture 04: 1,850.00 in thirteen notes."""
    base: dict[str, object] = {
        "kind": f.ReceiptKind.WITHDRAWAL, "number": "04-261120-0037", "account": "040 1019 2276 02",
        "holder": "Ama Serwaa Owusu-Ansah", "party": None, "relation": None, "phone": None, "narration": "Stock for shop",
        "at": samples.at("14:41:07"), "printed": f.Stamp(samples.at("14:41:07"), "WS-MAK-04"), "change_minor": 0,
        "pieces": {20000: 7, 10000: 3, 5000: 3},
    }  # fmt: skip
    base |= changes
    pieces = base["pieces"]
    assert isinstance(pieces, dict)
    base.setdefault("amount_minor", sum(worth * count for worth, count in pieces.items()))
    return samples.deposit(**base)


def voucher(receipt: f.ReceiptFacts | None = None, **changes: str) -> WithdrawalFacts:
    said = {
        "mandate": "sole signatory",
        "card": "GHA-•••••4417-•",
        "approval": "Not needed: within the limit",
    } | changes
    return WithdrawalFacts(receipt=receipt or paid(), **said)


def test_the_table_s_total_is_re_added_from_the_paper(press: Press) -> None:
    (page,) = pdf_reader.rows(press.withdrawal(voucher()).data)
    rows = [row for row in page if row[0] in ("200", "100", "50")]
    assert len(rows) == 3
    for note, count, value, *_ in rows:
        assert int(note) * 100 * int(count) == pdf_reader.minor(value)
    total = pdf_reader.row_of(page, "Total")
    assert int(total[1]) == sum(int(row[1]) for row in rows) == 13
    assert pdf_reader.minor(total[2]) == sum(pdf_reader.minor(row[2]) for row in rows) == 1_850_00


@pytest.mark.parametrize("status", list(f.Status))
def test_more_denominations_stand_in_a_line_that_adds_up(press: Press, status: f.Status) -> None:
    more = {"verification": None} if status is f.Status.PROVISIONAL else {}
    document = press.withdrawal(voucher(paid(pieces=ALL, status=status, **more)))
    assert (document.title, document.pages) == ("Withdrawal voucher", 1)
    said = " ".join(pdf_reader.flat(document.data)).replace("\u00a0", " ")
    line = said[said.index("Notes paid:") :]
    parts = re.findall(r"(\d+) × ([\d.]+)", line)
    assert len(parts) == len(ALL) > ROWS_MAX
    value = sum(int(count) * round(float(unit) * 100) for count, unit in parts)
    assert value == 1_888_90
    assert said.count("1,888.90") == 3, "bank's part, its line, stub"
    assert bool(CODE.search(said)) is (status is f.Status.FINAL)


def test_the_stub_hides_what_is_not_for_others_eyes(press: Press) -> None:
    said = pdf_reader.flat(press.withdrawal(voucher(paid(balance_minor=None))).data)
    assert "040 •••• ••76 02" in said
    assert "Not printed" in said
    assert said.count("040 1019 2276 02") == 1
    assert len([text for text in said if "4417" in text]) == 1
    shown = pdf_reader.flat(press.withdrawal(voucher(paid(balance_minor=5_00))).data)
    assert [text for text in shown if text.replace("\u00a0", " ") == "GH₵ 5.00"]


def test_both_parts_have_the_code_and_a_duplicate_is_not_signed_again(press: Press) -> None:
    first = pdf_reader.flat(press.withdrawal(voucher()).data)
    code = voucher().receipt.verification
    assert code is not None
    assert first.count(code.code) == 2
    again = pdf_reader.flat(press.withdrawal(WithdrawalFacts(receipt=samples.reprinted(paid()))).data)
    assert (first.count("DUPLICATE"), again.count("DUPLICATE"), again.count("DUPLICATE 1")) == (0, 2, 1)
    assert again.count(code.code) == 2
    assert "Thumb" in first
    assert "Thumb" not in again
    assert again.count("as on the signed original") == 2


def test_a_duplicate_of_which_the_pieces_are_gone_has_no_line_of_them(press: Press) -> None:
    gone = samples.reprinted(paid(pieces={}, amount_minor=1_850_00))
    assert not [
        text for text in pdf_reader.flat(press.withdrawal(WithdrawalFacts(receipt=gone)).data) if "paid:" in text
    ]


def test_what_does_not_fit_across_is_printed_as_the_receipt(press: Press) -> None:
    vast = paid(pieces={20000: 5 * 10**9})
    with pytest.raises(FigureDoesNotFit):
        withdrawal_pdf(voucher(vast), samples.BANK, press.fonts, press.wording)
    assert press.withdrawal(voucher(vast)).title == "Withdrawal receipt"
    crowded = samples.reprinted(paid(pieces=ALL, status=f.Status.PROVISIONAL, verification=None))
    assert press.withdrawal(voucher(crowded)).title == "Withdrawal voucher"


def test_what_is_no_withdrawal_or_does_not_add_up_is_refused(press: Press) -> None:
    for wrong, error in ((samples.deposit(), TotalMismatch), (paid(amount_minor=1), TotalMismatch),
                         (paid(verification=samples.verified("04-261120-0038", 1_850_00)), CodeRefused)):  # fmt: skip
        with pytest.raises(error):
            press.withdrawal(voucher(wrong))


def test_everything_drawn_is_tagged_and_the_bytes_repeat(press: Press) -> None:
    first, second = press.withdrawal(voucher()), press.withdrawal(voucher())
    assert first.sha256 == second.sha256
    kinds = pdf_reader.structure(first.data)
    assert (kinds["/Sect"], kinds["/Table"]) == (2, 1)
