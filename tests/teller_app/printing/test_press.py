from pathlib import Path

from teller_app.printing.document import ESCPOS, PDF
from teller_app.printing.press import Press
from teller_app.printing.print_queue import PrintQueue
from teller_app.printing.printer import EscposFilePrinter, PdfFolderPrinter

from . import samples


def test_one_receipt_on_every_paper(press: Press, tmp_path: Path) -> None:
    facts = samples.deposit()
    documents = [press.receipt(facts), press.roll(facts), press.roll(facts, typeset=False)]
    assert [document.media_type for document in documents] == [PDF, ESCPOS, ESCPOS]
    assert len({document.key for document in documents}) == 3
    assert [document.kick for document in documents] == [False, True, True]
    assert documents[2].columns[-1].strip().endswith("Akoma counter.")
    (tmp_path / "lp0").touch()
    printers = {"pdf": PdfFolderPrinter(tmp_path / "out"), "thermal": EscposFilePrinter(tmp_path / "lp0")}
    queue = PrintQueue(tmp_path / "spool", printers, lambda: samples.at("13:52:20"))
    for document in documents:
        queue.add(document, "pdf" if document.media_type == PDF else "thermal")
    assert len(queue.run()) == 3
    assert (tmp_path / "lp0").read_bytes() == documents[1].data + documents[2].data
    assert (tmp_path / "out" / "Deposit-receipt-04-261120-0031.pdf").read_bytes() == documents[0].data


def test_same_facts_same_bytes_on_every_paper(press: Press) -> None:
    facts = samples.short_slip()
    for make in (press.slip, press.roll):
        assert make(facts).sha256 == make(facts).sha256
    assert not press.roll(facts).kick


def test_mono_has_no_colour(press: Press) -> None:
    mono = Press(press.bank, press.fonts, press.encoder, mono=True)
    assert mono.receipt(samples.deposit()).data != press.receipt(samples.deposit()).data
