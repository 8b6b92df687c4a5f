import pytest

from teller_app.printing.errors import CodeRefused, FigureDoesNotFit, TotalMismatch
from teller_app.printing.facts import CZK, ReceiptFacts, ReceiptKind, Verification
from teller_app.printing.numbers import NO_BREAK
from teller_app.printing.press import Press
from teller_app.printing.words import in_words

from . import pdf_reader, qr_reader, samples


def reads(texts: list[str]) -> str:
    return "\n".join(texts).replace(NO_BREAK, " ")


def pieces_on(page: pdf_reader.PageRows) -> tuple[int, str]:
    """The value of the printed pieces, and the printed sum behind them (or nothing)."""
    start = next(place for place, row in enumerate(page) if row[0] == "Notes received")
    printed = page[start][1]
    for row in page[start + 1 :]:
        if len(row) > 1:
            break
        printed += f" {row[0]}"
    parts, _, total = printed.replace(NO_BREAK, " ").partition(" = ")
    split = [part.replace(",", "").split(" × ") for part in parts.removesuffix(" +").split(" + ")]
    return sum(int(count) * round(float(unit) * 100) for count, unit in split), total


@pytest.mark.parametrize("facts", [samples.deposit(), samples.stress(), samples.own_deposit(), samples.provisional()])
def test_the_notes_on_the_paper_give_the_amount_on_the_paper(press: Press, facts: ReceiptFacts) -> None:
    data = press.receipt(facts).data
    page = pdf_reader.rows(data)[0]
    amount = pdf_reader.minor(next(row[1] for row in page if row[0] == "GH₵"))
    value, total = pieces_on(page)
    change = [pdf_reader.minor(row[1]) for row in page if row[0] == "Change given"]
    assert value - sum(change) == amount == facts.amount_minor
    assert bool(total) == bool(change)
    assert not total or pdf_reader.minor(total) == value
    assert in_words(amount, facts.currency) in " ".join(pdf_reader.flat(data))


def test_third_party_receipt_shows_the_named_account_but_never_a_balance(press: Press) -> None:
    facts = samples.deposit(balance_minor=2_796_45)
    text = reads(pdf_reader.flat(press.receipt(facts).data))
    assert "040 1027 4418 07" in text
    assert "Kwaku Sarpong (brother)" in text
    assert "2,796.45" not in text
    own = reads(pdf_reader.flat(press.receipt(samples.own_deposit()).data))
    assert "GH₵ 5,154.62" in own


def test_reprint_says_duplicate_with_its_number_and_keeps_number_and_code(press: Press) -> None:
    first, again = samples.deposit(), samples.reprinted(samples.deposit(), 2)
    text = reads(pdf_reader.flat(press.receipt(again).data))
    assert text.count("DUPLICATE") == 2
    assert "Reprint no. 2, not proof of a second payment." in text
    assert "Reprinted 20 Nov 2026 16:08:44 GMT by S-0108 on WS-MAK-01" in text
    assert first.number in text
    assert first.verification.code in text
    assert "DUPLICATE" not in reads(pdf_reader.flat(press.receipt(first).data))


def test_a_long_reprint_goes_on_to_a_second_page_that_repeats_amount_and_duplicate(press: Press) -> None:
    document = press.receipt(samples.reprinted(samples.stress(), 3))
    pages = pdf_reader.rows(document.data)
    assert document.pages == len(pages) == 2
    second = reads([text for row in pages[1] for text in row])
    assert "GH₵ 12,345,678.90" in second
    assert "DUPLICATE 3" in second
    assert "Page 2 of 2" in second


def test_provisional_says_so_and_has_no_code(press: Press) -> None:
    text = reads(pdf_reader.flat(press.receipt(samples.provisional()).data))
    assert text.count("PROVISIONAL") == 2
    assert "Not yet in the bank's books." in text
    assert "Verification code" not in text
    with pytest.raises(CodeRefused):
        press.receipt(samples.deposit(verification=None))


def test_names_are_cut_with_an_ellipsis_and_figures_never(press: Press) -> None:
    text = reads(pdf_reader.flat(press.receipt(samples.stress(holder="M" * 300)).data))
    assert "…" in text
    assert "12,345,678.90" in text
    with pytest.raises(FigureDoesNotFit):
        press.receipt(samples.stress(account="0" * 60))
    vast = 10**28
    with pytest.raises(FigureDoesNotFit):
        press.receipt(samples.own_deposit(amount_minor=vast, pieces={1: vast}))


def test_sums_that_do_not_agree_are_refused_with_both_figures(press: Press) -> None:
    with pytest.raises(TotalMismatch) as refused:
        press.receipt(samples.deposit(change_minor=10_00))
    assert (refused.value.stated, refused.value.summed) == (480_00, 490_00)


def test_a_code_of_another_receipt_is_refused(press: Press) -> None:
    other = samples.stress().verification
    with pytest.raises(CodeRefused):
        press.receipt(samples.deposit(verification=other))
    mistyped = Verification("11E4-MHE1-8008", "CT1*04-261120-0031*48000*11E4MHE18008")
    with pytest.raises(CodeRefused):
        press.receipt(samples.deposit(verification=mistyped))


def test_the_symbol_on_the_page_says_what_the_page_says(press: Press) -> None:
    facts = samples.deposit()
    scale = 8.0
    page = pdf_reader.picture(press.receipt(facts).data, 0, scale)
    left, size, top = 8 / 25.4 * 72, 16 / 25.4 * 72, 137 / 25.4 * 72 - 53
    box = tuple(value * scale for value in (left, top, left + size, top + size))
    assert qr_reader.read(qr_reader.sample(page, box, 25)) == "CT1*04-261120-0031*48000*11E4MHE18007"


def test_same_facts_same_bytes_and_tagged(press: Press) -> None:
    first, second = press.receipt(samples.deposit()), press.receipt(samples.deposit())
    assert first.data == second.data
    kinds = pdf_reader.structure(first.data)
    assert kinds["/H1"] == 1
    assert kinds["/Figure"] == 2
    assert kinds["/Div"] >= 8


def test_withdrawal_and_transfer_in_another_currency(press: Press) -> None:
    paid = samples.own_deposit(
        kind=ReceiptKind.WITHDRAWAL, currency=CZK, amount_minor=1_200_00, pieces={1000_00: 1, 200_00: 1}
    )
    text = reads(pdf_reader.flat(press.receipt(paid).data))
    assert "Withdrawal receipt" in text
    assert "One thousand two hundred Czech crowns only" in text
    moved = samples.own_deposit(
        kind=ReceiptKind.TRANSFER, pieces={}, to_account="040 1027 4418 07", to_holder="Adwoa Sarpong"
    )
    rows = pdf_reader.rows(press.receipt(moved).data)[0]
    assert ["To account", "040 1027 4418 07"] in rows
    assert ["From account", "040 1019 2276 02"] in rows


def test_signs_from_outside_cannot_break_the_page(press: Press) -> None:
    facts = samples.deposit(narration="fees\n\x1bp\x00 漢 (Tj) ET", holder="Nana Ɛsi Ɔfori-Ŋkansa")
    text = reads(pdf_reader.flat(press.receipt(facts).data))
    assert "Nana Ɛsi Ɔfori-Ŋkansa" in text
    assert "? (Tj) ET" in text
