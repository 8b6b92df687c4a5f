"""The voucher of a cash transfer: two equal copies, every total re-added from the paper."""

from datetime import date

import msgspec
import pytest

from server.ledger.verification import signer
from teller_app.printing import facts as f
from teller_app.printing.errors import CodeRefused, FigureDoesNotFit, TotalMismatch
from teller_app.printing.press import Press
from teller_app.printing.verification import qr_payload
from teller_app.printing.voucher import LINES_MAX, WRITE_IN_MAX
from teller_app.printing.voucher_facts import Sent, VoucherFacts
from tests.teller_app.printing import pdf_reader
from tests.teller_app.printing.samples import at
from tests.teller_app.test_papers import press

__all__ = ["press"]

NUMBER = "VT-040-0609"
CODE = signer(b"k" * 32)(NUMBER, 1)


def voucher(lines: tuple[Sent, ...] = (), **changes: object) -> VoucherFacts:
    """Picture 05: 10,000.00 from drawer 04 to the vault."""
    lines = lines or (
        Sent("200", 20000, 20, 20), Sent("100", 10000, 40, 40), Sent("50", 5000, 20, 20), Sent("20", 2000, 50, 50),
    )  # fmt: skip
    total = sum(line.worth_minor * line.sent for line in lines)
    base = VoucherFacts(
        number=NUMBER, currency=f.GHS, way="Drawer 04 to vault", copies=("Vault copy", "Drawer copy"), business_date=date(2026, 11, 20),
        sent_at=at("14:35:12"), received_at=at("14:38:50"), lines=lines, total_minor=total, reference="B-0217 · AK 884 1093",
        note="Drawer above its soft maximum", printed=f.Stamp(at("14:39:02"), "WS-MAK-04"),
        people=(("Efua Owusu", "Sent by"), ("Akua Darko", "Received by"), ("Kwabena Asante-Mensah", "Second person")),
        verification=f.Verification(CODE, qr_payload(NUMBER, total, CODE)),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def halves(press: Press, facts: VoucherFacts) -> list[pdf_reader.PageRows]:
    (page,) = pdf_reader.rows(press.voucher(facts).data)
    second = [place for place, row in enumerate(page) if "Akoma" in row][1]
    return [page[:second], page[second:]]


@pytest.mark.parametrize("known", [True, False])
def test_every_total_of_both_copies_is_re_added_from_the_paper(press: Press, known: bool) -> None:
    facts = voucher()
    if not known:
        lines = tuple(msgspec.structs.replace(line, received=None) for line in facts.lines)
        facts = voucher(lines, received_at=None)
    for half in halves(press, facts):
        rows = [
            row
            for row in half
            if row[0] in ("200", "100", "50", "20") or row[-4:-3] in (["200"], ["100"], ["50"], ["20"])
        ]
        cells = [row[-(4 if known else 3) :] for row in rows]
        assert len(cells) == 4
        for unit, sent, value, *received in cells:
            assert int(unit) * 100 * int(sent) == pdf_reader.minor(value)
            assert received == ([sent] if known else [])
        total = next(row for row in half if "Total" in row)
        total = total[total.index("Total") :]
        assert int(total[1]) == sum(int(row[1]) for row in cells) == 130
        assert pdf_reader.minor(total[2]) == sum(pdf_reader.minor(row[2]) for row in cells) == facts.total_minor
        assert total[3:] == (["130"] if known else [])


def test_both_copies_say_the_same_but_for_who_keeps_them(press: Press) -> None:
    first, second = ([text for row in half for text in row] for half in halves(press, voucher()))
    assert {"Vault copy", "Copy 1 of 2"} == set(first) - set(second)
    assert {"Drawer copy", "Copy 2 of 2"} == set(second) - set(first)
    for text in (NUMBER, CODE, "Efua Owusu", "Kwabena Asante-Mensah", "B-0217 · AK 884 1093", "14:38:50 GMT"):
        assert text in first and text in second


AGAIN = f.Duplicate(1, f.Stamp(at("16:00:00"), "WS-MAK-01"), f.Stamp(at("14:39:02"), "WS-MAK-04"))


def test_a_reprint_says_duplicate_on_both_copies(press: Press) -> None:
    said = pdf_reader.flat(press.voucher(voucher(duplicate=AGAIN)).data)
    assert said.count("DUPLICATE") == 4, "in the box and near the code (PRINT 8)"
    assert said.count("Reprint no. 1 of 20 Nov 2026 16:00:00.") == 2
    assert said.count("Original printed 20 Nov 2026 14:39:02 on WS-MAK-04.") == 2
    assert said.count(CODE) == 2


@pytest.mark.parametrize("duplicate", [None, AGAIN])
@pytest.mark.parametrize("count", range(1, LINES_MAX + 1))
def test_there_is_room_to_sign_however_many_denominations(
    press: Press, count: int, duplicate: f.Duplicate | None
) -> None:
    lines = tuple(Sent(str(n), 100 * n, 1) for n in range(1, count + 1))
    (page,) = pdf_reader.placed(press.voucher(voucher(lines, duplicate=duplicate)).data)
    signs = [y + 9 for _, y, text in page if text == "Efua Owusu"]
    assert len(signs) == 2
    assert not [text for _, y, text in page for line in signs if line - 5 < y < line + 14]


def test_all_denominations_fit_and_more_than_that_are_refused(press: Press) -> None:
    many = tuple(Sent(str(n), 100 * n, 1) for n in range(1, LINES_MAX + 1))
    said = pdf_reader.flat(press.voucher(voucher(many)).data)
    assert "Efua Owusu" in said
    assert not [text for text in said if "count differs" in text], "there is no room to write"
    few = pdf_reader.flat(press.voucher(voucher(many[:WRITE_IN_MAX])).data)
    assert len([text for text in few if "count differs" in text]) == 2
    with pytest.raises(FigureDoesNotFit):
        press.voucher(voucher((*many, Sent("99", 99, 1))))


def test_thirteen_figures_take_the_room_that_their_neighbours_have(press: Press) -> None:
    large = (Sent("5000", 500000, 2_469_135, 2_469_135), Sent("1", 100, 1, 1))
    said = pdf_reader.flat(press.voucher(voucher(large)).data)
    assert {"12,345,675,000.00", "12,345,675,001.00", "2,469,136"} <= set(said)


def test_what_does_not_add_up_is_refused(press: Press) -> None:
    with pytest.raises(TotalMismatch):
        press.voucher(voucher(total_minor=1))
    with pytest.raises(TotalMismatch):
        press.voucher(voucher((Sent("1", 100, -1),)))
    with pytest.raises(CodeRefused):
        press.voucher(voucher(number="VT-040-0610"))


def test_the_same_facts_give_the_same_bytes_on_one_page(press: Press) -> None:
    assert press.voucher(voucher()).sha256 == press.voucher(voucher()).sha256
    assert press.voucher(voucher()).pages == 1
