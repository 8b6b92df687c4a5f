from datetime import UTC, datetime
from pathlib import Path

import pytest

from teller_app.printing.document import PDF, PrintDocument
from teller_app.printing.errors import PrinterTrouble, Trouble
from teller_app.printing.print_queue import JobState, PrintQueue
from teller_app.printing.printer import EscposFilePrinter, PdfFolderPrinter
from teller_app.sync.boxes import SealedBox
from tests.teller_app.samples import KEY

NOW = datetime(2026, 11, 20, 13, 52, 19, tzinfo=UTC)


def document(number: str = "0031", print_no: str = "original") -> PrintDocument:
    return PrintDocument(f"{number}.final.{print_no}.A6", "Deposit receipt", number, PDF, "A6", number.encode(), 1)


class Moody(PdfFolderPrinter):
    """The folder printer, which can be out of paper or take the whole process down."""

    trouble: Trouble | None = None
    dies = False

    def send(self, title: str, media: str, data: bytes) -> None:
        if self.dies:
            raise KeyboardInterrupt
        if self.trouble:
            raise PrinterTrouble(self.trouble, "tray 1")
        super().send(title, media, data)


@pytest.fixture
def printer(tmp_path: Path) -> Moody:
    return Moody(tmp_path / "out")


def queue_for(tmp_path: Path, printer: Moody) -> PrintQueue:
    (tmp_path / "lp0").touch()
    return PrintQueue(tmp_path / "spool", {"pdf": printer, "thermal": EscposFilePrinter(tmp_path / "lp0")}, lambda: NOW)


def test_a_job_is_kept_until_it_is_printed_and_then_forgotten_but_for_its_record(
    tmp_path: Path, printer: Moody
) -> None:
    queue = queue_for(tmp_path, printer)
    printer.trouble = Trouble.PAPER_OUT
    for number in ("0031", "0032"):
        queue.add(document(number), "pdf")
    (tried,) = queue.run()
    assert (tried.state, tried.trouble, tried.detail, tried.attempts) == (
        JobState.WAITING, Trouble.PAPER_OUT, "tray 1", 1,
    )  # fmt: skip
    again = queue_for(tmp_path, printer)
    assert [job.number for job in again.open_jobs()] == ["0031", "0032"]
    assert again.data(again.open_jobs()[0].key) == b"0031"
    printer.trouble = None
    assert [job.state for job in again.run()] == [JobState.PRINTED] * 2
    assert again.open_jobs() == []
    assert not list((tmp_path / "spool").glob("*.data")), "people's names do not stay behind"
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert [job.ended_at for job in queue_for(tmp_path, printer).jobs()] == [NOW, NOW]


def test_the_same_print_is_queued_once(tmp_path: Path, printer: Moody) -> None:
    queue = queue_for(tmp_path, printer)
    first = queue.add(document(), "pdf")
    assert queue.add(document(), "pdf") == first
    queue.run()
    assert queue.add(document(), "pdf").state is JobState.PRINTED
    assert queue.run() == []
    queue.add(document(print_no="duplicate-1"), "pdf")
    assert len(queue.run()) == 1


def test_the_prints_of_a_document_are_known_after_a_new_start_and_not_those_given_up(
    tmp_path: Path, printer: Moody
) -> None:
    queue = queue_for(tmp_path, printer)
    key = document().key
    assert queue.prints(key) == {}
    queue.add(document(), "pdf")
    queue.run()
    printer.trouble = Trouble.PAPER_OUT
    queue.add(document(print_no="duplicate-1"), "pdf")
    queue.run()
    after = queue_for(tmp_path, printer)
    assert [(place, job.state) for place, job in sorted(after.prints(key).items())] == [
        (0, JobState.PRINTED), (1, JobState.WAITING),
    ]  # fmt: skip
    after.give_up(after.open_jobs()[0].key)
    assert list(after.prints(key)) == [0]


def test_a_crash_while_sending_becomes_a_question(tmp_path: Path, printer: Moody) -> None:
    queue = queue_for(tmp_path, printer)
    key = queue.add(document(), "pdf").key
    printer.dies = True
    with pytest.raises(KeyboardInterrupt):
        queue.run()
    printer.dies = False
    after = queue_for(tmp_path, printer)
    (job,) = after.open_jobs()
    assert (job.state, job.trouble) == (JobState.UNCERTAIN, Trouble.UNCERTAIN)
    assert after.run() == [], "never a second original without asking"
    assert after.answer(key, came_out=False).state is JobState.WAITING
    assert [done.state for done in after.run()] == [JobState.PRINTED]
    with pytest.raises(ValueError, match="printed"):
        after.answer(key, came_out=True)


def test_wrong_printer_and_damage_are_told_and_hold_up_nobody_else(tmp_path: Path, printer: Moody) -> None:
    queue = queue_for(tmp_path, printer)
    damaged, fine = queue.add(document("0031"), "pdf"), queue.add(document("0032"), "pdf")
    queue.add(document("0033"), "thermal")
    queue.add(document("0034"), "gone")
    (tmp_path / "spool" / f"{damaged.key.replace('@', '-')}.data").write_bytes(b"other")
    found = {job.number: (job.state, job.trouble) for job in queue.run()}
    assert found == {
        "0031": (JobState.WAITING, Trouble.DAMAGED),
        "0032": (JobState.PRINTED, None),
        "0033": (JobState.WAITING, Trouble.WRONG_FORM),
        "0034": (JobState.WAITING, Trouble.NO_PRINTER),
    }
    assert fine.number == "0032"
    assert (tmp_path / "lp0").read_bytes() == b"", "a thermal printer never gets a PDF"


def test_giving_up(tmp_path: Path, printer: Moody) -> None:
    queue = queue_for(tmp_path, printer)
    other = queue.add(document("0035"), "gone")
    assert queue.give_up(other.key).state is JobState.GIVEN_UP
    assert queue.open_jobs() == []
    assert queue.add(document("0035"), "gone").state is JobState.WAITING, (
        "a print that was given up can be asked for anew"
    )


def test_an_unreadable_record_does_not_stop_the_queue_nor_lose_its_bytes(tmp_path: Path, printer: Moody) -> None:
    queue = queue_for(tmp_path, printer)
    queue.add(document("0031"), "pdf")
    queue.add(document("0032"), "pdf")
    record = next((tmp_path / "spool").glob("0031*.json"))
    record.write_bytes(b"{")
    after = queue_for(tmp_path, printer)
    assert [job.number for job in after.open_jobs()] == ["0032"]
    assert list((tmp_path / "spool").glob("0031*.unreadable"))
    assert list((tmp_path / "spool").glob("0031*.data"))


def test_a_full_disk_is_told_before_the_receipt_is_promised(tmp_path: Path, printer: Moody) -> None:
    queue = queue_for(tmp_path, printer)
    (tmp_path / "spool" / "0031.final.original.A6-pdf.json.part").mkdir()
    with pytest.raises(OSError, match="part"):
        queue.add(document(), "pdf")
    assert queue.open_jobs() == []


def test_waiting_bytes_lie_sealed_and_are_printed_in_the_clear(tmp_path: Path, printer: Moody) -> None:
    def boxed(key: bytes) -> PrintQueue:
        return PrintQueue(tmp_path / "spool", {"pdf": printer}, lambda: NOW, SealedBox(key))

    queue = boxed(KEY)
    printer.trouble = Trouble.PAPER_OUT
    queue.add(document("Abena Serwaa Mensah"), "pdf")
    queue.run()
    waiting = list((tmp_path / "spool").glob("*.data"))
    assert b"Abena" not in waiting[0].read_bytes()
    printer.trouble = None
    (copied,) = boxed(bytes(32)).run()
    assert (copied.state, copied.trouble) == (JobState.WAITING, Trouble.DAMAGED)
    assert not (tmp_path / "out").exists(), "another machine prints nothing of it"
    (printed,) = boxed(KEY).run()
    assert printed.state is JobState.PRINTED
    assert [path.read_bytes() for path in (tmp_path / "out").iterdir()] == [b"Abena Serwaa Mensah"]
