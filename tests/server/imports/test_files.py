"""The files as a whole: form, duplicates, references from one to the other."""

from pathlib import Path

import pytest

from server.imports import files
from server.imports.files import BadFile
from server.imports.rows import CustomerLine, MandateLine
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


HEAD = village.MANDATES.splitlines()[0]


def test_mandates_may_come_along_and_are_part_of_the_job(tmp_path: Path) -> None:
    job = files.job_of(village.write(tmp_path), "b")
    assert list(files.lines(tmp_path, "mandates.csv")) == []
    village.with_mandates(tmp_path)
    assert faults(tmp_path) == []
    assert files.job_of(tmp_path, "b") != job
    first, second = files.lines(tmp_path, "mandates.csv")
    assert first == MandateLine(
        "A1", "any_one", (("Abena Mensah", "holder"), ("Kojo Mensah", "joint")), 500_00, "all", "Stamp needed"
    )
    assert second == MandateLine("A2", "any_one", (("Kofi Asante", "holder"),))


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("A9,any_one,,,Ama,,,,,,,,", "account", "account_unknown"),
        ("A1,both,,,Ama,,Kojo,,,,,,", "signing", "bad_signing"),
        ("A1,all,,,Ama,,,,,,,,", "signing", "too_few_signers"),
        ("A1,any_one,500,all,Ama,,,,,,,,", "signing", "too_few_signers"),
        ("A1,any_one,500,,Ama,,Kojo,,,,,,", "above", "missing"),
        ("A1,any_one,,all,Ama,,Kojo,,,,,,", "upto", "missing"),
        ("A1,any_one,five,all,Ama,,Kojo,,,,,,", "upto", "not_an_amount"),
        ("A1,any_one,,,,,,,,,,,", "name", "missing"),
        ("A1,any_one,,,Ama,boss,,,,,,,", "role", "bad_role"),
        ("A1,any_one,,,Ama,,,joint,,,,,", "name_2", "missing"),
        ("A1,any_one,,,Ama,,,,Kojo,,,,", "name_2", "missing"),
        ("A1,any_two,,,Ama,,ama,,,,,,", "name_2", "duplicate"),
        ("A1,any_one,,,Ama,,,,,,,,,more", "", "too_many_cells"),
    ],
)
def test_a_mandate_that_nobody_could_pay_by_is_named_by_its_line(
    tmp_path: Path, row: str, field: str, reason: str
) -> None:
    village.with_mandates(tmp_path, f"{HEAD}\nA2,any_one,,,Kofi Asante,,,,,,,,\n{row}\n")
    assert ("mandates.csv", 3, field, reason) in [
        (one.file, one.line, one.field, one.reason) for one in files.check(tmp_path)
    ]


def test_two_mandates_for_one_account_are_one_too_many(tmp_path: Path) -> None:
    village.with_mandates(tmp_path, village.MANDATES + "A1,any_one,,,Yaw,,,,,,,,\n")
    assert [(one.line, one.field, one.reason) for one in files.check(tmp_path)] == [(4, "account", "duplicate")]
