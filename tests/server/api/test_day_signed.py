"""Operations ask for the close of a day, a manager's approval is the signature under it; through the real doors."""

import msgspec

from contract.approvals import ApproveRequest
from contract.branches import CloseBranchDay, DayReportFact
from contract.feed import Awaiting, Executed
from contract.permissions import Role
from server.branches.closing import report_fact
from server.branches.tables import DAY_REPORTS, day_reports
from server.core.branch_table import BRANCHES
from tests.server.api.house import DAY, House, Person


def answer[T](person: Person, command: object, kind: type[T]) -> T:
    found = person.post(person.seal(command)).json()  # type: ignore[arg-type]
    return msgspec.convert(found, kind)


def kept(house: House) -> list[DayReportFact]:
    with house.bank.engine.connect() as conn:
        rows = conn.execute(day_reports.select()).mappings().all()
    return [report_fact(DAY_REPORTS.make(row)) for row in rows]


def test_operations_close_with_a_managers_signature_and_not_without(house: House) -> None:
    house.people["ama"] = house._person("ama", Role.OPERATIONS)
    ama, kofi = house.sign_in("ama"), house.sign_in("kofi", at=house.there)
    close = CloseBranchDay(branch=house.branch, business_date=DAY)
    asked = answer(ama, close, Awaiting)
    assert [(why.code, why.about) for why in asked.result.reasons] == [("day_close", DAY)]
    assert house.bank.writer.resident.rows(BRANCHES)[house.branch].open, "nothing is closed before somebody signs"
    again = ama.post(ama.seal(close)).json()
    assert again["problem"]["code"] == "request_open"

    answer(kofi, ApproveRequest(request=asked.result.request), Executed)
    assert not house.bank.writer.resident.rows(BRANCHES)[house.branch].open
    (report,) = kept(house)
    assert (report.closed_by, report.signed_by) == (house.people["ama"], house.people["kofi"])


def test_nobody_is_asked_about_a_day_that_cannot_be_closed(house: House) -> None:
    house.people["ama"] = house._person("ama", Role.OPERATIONS)
    ama = house.sign_in("ama")
    refused = ama.post(ama.seal(CloseBranchDay(branch=house.branch, business_date="2026-11-25"))).json()
    assert refused["problem"]["code"] == "day_not_open"
