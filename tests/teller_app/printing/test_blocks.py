from teller_app.printing import blocks
from teller_app.printing.facts import Duplicate, Stamp
from teller_app.printing.press import Press
from teller_app.printing.wording import CommonWords

from . import pdf_reader, qr_reader, samples
from .test_sheet import sheet_for


def test_a_long_bank_name_gives_way_to_title_and_number(press: Press) -> None:
    sheet = sheet_for(press)
    bank = type(samples.BANK)("Akoma Rural and Community Savings and Loans Company Limited", "", "", "Makola", "Akoma")
    blocks.letterhead(sheet, bank, "Deposit receipt", "04-261120-0031", CommonWords())
    text = pdf_reader.flat(sheet.finish())
    assert {"Deposit receipt", "04-261120-0031"} <= set(text)
    assert any(line.startswith("Akoma Rural") and line.endswith("…") for line in text)


def test_printed_lines_name_time_person_and_place() -> None:
    words, first = CommonWords(), Stamp(samples.at("13:52:19"), "WS-MAK-04")
    again = Duplicate(1, Stamp(samples.at("16:08:44"), "WS-MAK-01", "S-0108"), first)
    assert blocks.printed_line(words, first, None) == "Printed 20 Nov 2026 13:52:19 GMT on WS-MAK-04"
    assert blocks.printed_line(words, first, again).startswith("Reprinted 20 Nov 2026 16:08:44 GMT by S-0108")
    assert blocks.printed_short(words, first, None) == "Printed 20 Nov 2026 13:52:19 GMT, WS-MAK-04"
    assert blocks.numbered_stamps(words, True, again) == ["PROVISIONAL", "DUPLICATE 1"]


def test_symbol_is_drawn_true(press: Press) -> None:
    sheet, payload = sheet_for(press), samples.deposit().verification.payload
    blocks.qr_symbol(sheet, 30, 40, 50, payload, "QR")
    picture = pdf_reader.picture(sheet.finish(), 0, 8)
    assert qr_reader.read(qr_reader.sample(picture, (240, 320, 640, 720), 25)) == payload
