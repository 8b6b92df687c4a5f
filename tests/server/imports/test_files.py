"""The files as a whole: form, duplicates, references from one to the other."""

from pathlib import Path

import pytest

from server.imports import files
from server.imports.files import BadFile
from server.imports.rows import CustomerLine
from tests.server.imports import village


def faults(folder: Path) -> list[tuple[str, int, str, str]]:
    return [(fault.file, fault.line, fault.field, fault.reason) for fault in files.check(folder)]


def test_a_good_folder_has_no_fault_and_parses(tmp_path: Path) -> None:
    folder = village.write(tmp_path)
    assert faults(folder) == []
    first = next(files.lines(folder, "customers.csv"))
    assert first == CustomerLine("C1", "Abena Mensah", "1980-02-29", "+233244187306", "")


def test_every_refused_row_is_named(tmp_path: Path) -> None:
    folder = village.write(
        tmp_path,
        accounts=village.ACCOUNTS + "A2,C9,10,GHS,2025-01-03\n",
        transactions=village.TRANSACTIONS + "T1,A7,2025-01-03,credit,x,GHS,a,b\nT5,A1,2025-01-03,credit,1,CZK,a,b,c\n",
    )
    assert faults(folder) == [
        ("accounts.csv", 4, "external_number", "duplicate"),
        ("accounts.csv", 4, "customer", "customer_unknown"),
        ("transactions.csv", 5, "amount", "not_an_amount"),
        ("transactions.csv", 5, "reference", "duplicate"),
        ("transactions.csv", 5, "account", "account_unknown"),
        ("transactions.csv", 6, "", "too_many_cells"),
        ("transactions.csv", 6, "currency", "wrong_currency"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"number;full_name\n", "wrong_header"),
        (b"", "wrong_header"),
        (b"\xff\xfe", "not_utf8"),
        (b'number,full_name,birth_date,phone,card_number\nC1,"Ama" x,,,\n', "not_csv"),
        (None, "missing"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, reason: str) -> None:
    folder = village.write(tmp_path)
    path = folder / "customers.csv"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(BadFile) as caught:
        list(files.check(folder))
    assert (caught.value.file, caught.value.reason) == ("customers.csv", reason)


def test_the_job_is_the_files_and_the_branch(tmp_path: Path) -> None:
    folder = village.write(tmp_path)
    job = files.job_of(folder, "b")
    assert job == files.job_of(folder, "b") != files.job_of(folder, "other")
    village.write(tmp_path, transactions=village.TRANSACTIONS + "T4,A1,2025-01-03,credit,1,GHS,a,b\n")
    assert files.job_of(folder, "b") != job


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    path = village.write(tmp_path) / "customers.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert faults(tmp_path) == []
