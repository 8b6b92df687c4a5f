"""One entry whole: for whom its content is, what it changed, who decided."""

import json

import msgspec
import pytest

from contract import paths
from contract.approvals import ApproveRequest
from contract.doors import AuditEntry
from contract.ids import new_id
from contract.products import SetProduct
from contract.staff import SetLimit
from server.ledger.products import terms_of
from server.ledger.tables import PRODUCTS
from tests.server.api.house import House, Person, problem
from tests.server.api.test_audit import page
from tests.server.api.test_security import coded, phone_for


def entry(person: Person, seq: int) -> AuditEntry:
    answer = person.get(paths.AUDIT_ENTRY.format(seq=seq))
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=AuditEntry)


def test_content_is_for_the_journal_s_readers_and_rows_for_whoever_audits(busy: House) -> None:
    auditor = busy.sign_in("kojo", at=busy.there)
    seq = page(auditor, kind="register_customer").lines[0].seq
    path = paths.AUDIT_ENTRY.format(seq=seq)
    whole = msgspec.json.decode(auditor.get(path).content, type=AuditEntry)
    assert json.loads(whole.body)["full_name"] == "Ama Mensah"
    assert (whole.line.seq, len(whole.body_hash), len(whole.prev_hash)) == (seq, 64, 64)
    yaa, efua = busy.sign_in("yaa"), busy.sign_in("efua")
    assert yaa.get(paths.AUDIT).status_code == 200
    hers = msgspec.json.decode(yaa.get(path).content, type=AuditEntry)
    assert (hers.withheld, hers.body, hers.facts) == (True, "", ""), "an administrator reads no customer"
    assert (hers.prev_hash, hers.body_hash, hers.next_hash) == (whole.prev_hash, whole.body_hash, whole.next_hash)
    assert problem(efua.get(paths.AUDIT)) == (403, "not_permitted")
    for strange in ("0", "x", "9" * 30, str(seq + 99)):
        assert problem(auditor.get(paths.AUDIT_ENTRY.format(seq=strange))) == (404, "not_found")


def limit_for_efua(house: House, minor: int) -> tuple[int, int]:
    """Yaa asks, Kofi agrees: the sequences of the two entries."""
    yaa, kofi = house.sign_in("yaa"), house.sign_in("kofi", at=house.there)
    command = SetLimit(act="withdraw", currency="GHS", per_transaction=minor, user=house.people["efua"])
    asked = coded(yaa, command).json()
    decided = coded(kofi, ApproveRequest(request=asked["result"]["request"])).json()
    return asked["seq"], decided["seq"]


def test_what_a_limit_was_before_who_asked_and_who_agreed(house: House) -> None:
    phone_for(house, "yaa")
    phone_for(house, "kofi")
    limit_for_efua(house, 60_000_00)
    asked, decided = limit_for_efua(house, 80_000_00)
    yaa = house.sign_in("yaa")
    first, second = entry(yaa, asked), entry(yaa, decided)
    assert (first.line.kind, first.line.outcome, first.state) == ("set_limit", "awaiting", "approved")
    assert (first.asked_by_name, first.decided_by_name) == ("Yaa", "Kofi")
    assert json.loads(first.before)["per_transaction"] == 60_000_00
    assert first.after == "", "an entry that only asks changes nothing"
    assert (second.line.kind, second.asked) == ("approve_request", "set_limit")
    assert json.loads(second.asked_body)["per_transaction"] == 80_000_00
    assert [json.loads(text)["per_transaction"] for text in (second.before, second.after)] == [60_000_00, 80_000_00]
    assert second.prev_hash == page(yaa, before=decided).lines[0].hash


def test_what_a_product_was_is_for_whoever_audits_the_settings(house: House) -> None:
    yaa = house.sign_in("yaa")
    before = terms_of(house.bank.writer.resident.rows(PRODUCTS)["20"])
    command = SetProduct(product="20", terms=msgspec.structs.replace(before, withdrawal_fee=1_50), before=before)
    found = entry(yaa, yaa.post(yaa.seal(command)).json()["seq"])
    assert (found.withheld, found.state) == (False, "awaiting")
    assert msgspec.json.decode(found.body, type=SetProduct) == command


@pytest.mark.parametrize("kind", ["add_user", "add_device"])
def test_what_is_new_has_no_before(house: House, kind: str) -> None:
    yaa = house.sign_in("yaa")
    found = entry(yaa, page(yaa, kind=kind).lines[0].seq)
    assert found.before == ""
    assert json.loads(found.after)["active"] is True


def test_an_entry_that_nobody_made(house: House) -> None:
    yaa = house.sign_in("yaa")
    assert problem(yaa.get(paths.AUDIT_ENTRY.format(seq=10_000))) == (404, "not_found")
    assert problem(yaa.get(paths.AUDIT_ENTRY.format(seq=new_id()))) == (404, "not_found")
