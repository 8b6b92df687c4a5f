"""The auditor's reads: filters, what is in sight for whom, and an export that proves itself."""

import json
from typing import Any

import msgspec
import pytest
from joserfc.jwk import ECKey

from contract import paths
from contract.customers import RegisterCustomer
from contract.doors import AuditEntry, AuditPage
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import ChangeUser
from server.api.sealed_lines import check_export
from server.core.ring import Ring
from tests.server.api.house import House, Person, problem


def page(person: Person, **asked: Any) -> AuditPage:
    answer = person.get(paths.AUDIT, **asked)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=AuditPage)


@pytest.fixture
def busy(house: House) -> House:
    """Three customers of Efua's, and Kojo made auditor."""
    house.do(ChangeUser(user=house.people["kojo"], roles=(Role.AUDITOR,), branch=house.branch))
    efua = house.sign_in("efua")
    for number in range(3):
        efua.post(efua.seal(RegisterCustomer(customer=new_id(), number=f"C-{number}", full_name="Ama Mensah")))
    return house


def test_rows_newest_first_by_pages_and_filters_with_the_chain_s_state(busy: House) -> None:
    auditor = busy.sign_in("kojo", at=busy.there)
    first = page(auditor, limit="2", kind="register_customer")
    assert [line.made_by_name for line in first.lines] == ["Efua", "Efua"]
    rest = page(auditor, kind="register_customer", before=first.next)
    assert (len(rest.lines), rest.next) == (1, 0)
    assert (first.chain.seq, first.chain.hash) == (busy.bank.hub.head, busy.bank.hub.head_hash)
    assert first.chain.activity > 0
    assert {line.kind for line in page(auditor, made_by=busy.people["efua"]).lines} == {"register_customer"}
    assert page(auditor, after="2999-01-01").lines == ()
    assert page(auditor, until="2000-01-01").lines == ()
    assert page(auditor, outcome="refused").lines == ()
    assert problem(auditor.get(paths.AUDIT, before="x")) == (400, "malformed")


def test_content_is_for_the_journal_s_readers_and_rows_for_whoever_audits(busy: House) -> None:
    auditor = busy.sign_in("kojo", at=busy.there)
    seq = page(auditor, kind="register_customer").lines[0].seq
    path = paths.AUDIT_ENTRY.format(seq=seq)
    whole = msgspec.json.decode(auditor.get(path).content, type=AuditEntry)
    assert json.loads(whole.body)["full_name"] == "Ama Mensah"
    assert (whole.line.seq, len(whole.body_hash), len(whole.prev_hash)) == (seq, 64, 64)
    yaa, efua = busy.sign_in("yaa"), busy.sign_in("efua")
    assert yaa.get(paths.AUDIT).status_code == 200
    assert problem(yaa.get(path)) == (403, "not_permitted"), "an administrator reads no customer"
    assert problem(efua.get(paths.AUDIT)) == (403, "not_permitted")
    for strange in ("0", "x", "9" * 30, str(seq + 99)):
        assert problem(auditor.get(paths.AUDIT_ENTRY.format(seq=strange))) == (404, "not_found")


def test_a_manager_sees_the_branch_alone(busy: House) -> None:
    kofi = busy.sign_in("kofi", at=busy.there)
    assert {line.branch for line in page(kofi).lines} == {busy.branch}
    assert page(kofi, branch=new_id()).lines == ()


def exported(busy: House) -> bytes:
    answer = busy.sign_in("kojo", at=busy.there).get(paths.AUDIT_EXPORT, kind="register_customer")
    assert answer.status_code == 200
    return answer.content


def test_an_export_is_whole_and_leaves_a_trace(busy: House) -> None:
    raw, key = exported(busy), busy.bank.keys.sealing
    lines = [json.loads(line) for line in raw.splitlines()]
    assert (len(lines), lines[0]["head"]["filter"]) == (5, {"kind": "register_customer"})
    assert list(check_export(raw, key)) == []
    with busy.bank.engine.connect() as conn:
        noted = conn.exec_driver_sql("SELECT user, detail FROM activity WHERE what = 'exported'").all()
    assert noted == [(busy.people["kojo"], "/v1/audit-export")]


def test_an_export_that_was_touched_says_so(busy: House) -> None:
    raw, key = exported(busy), busy.bank.keys.sealing
    lines = raw.splitlines(keepends=True)
    for harmed in (
        raw.replace(b"register_customer", b"withdraw_customer", 2),
        b"".join(lines[:2] + lines[3:]),
        b"".join([*lines[:2], lines[3], lines[2], *lines[4:]]),
        b"".join(lines[:-1]),
        b"".join(lines) + lines[1],
        b"not json\n" + raw,
        b"",
    ):
        assert list(check_export(harmed, key)), harmed[:80]
    assert list(check_export(raw, Ring(ECKey.generate_key("P-256")))), "another bank's key"
