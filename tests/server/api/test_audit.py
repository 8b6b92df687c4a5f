"""The auditor's reads: filters, what is in sight for whom, and an export that proves itself."""

import json
from typing import Any

import msgspec
import pytest
from joserfc.jwk import ECKey

from contract import paths
from contract.branches import CloseBranchDay
from contract.doors import AuditPage, ChainPart
from contract.ids import new_id
from server.api.sealed_lines import check_export
from server.core.ring import Ring
from tests.server.api.house import DAY, House, Person, problem


def page(person: Person, **asked: Any) -> AuditPage:
    answer = person.get(paths.AUDIT, **asked)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=AuditPage)


def test_rows_newest_first_by_pages_and_filters_with_the_chain_s_state(busy: House) -> None:
    auditor = busy.sign_in("kojo", at=busy.there)
    first = page(auditor, limit="2", kind="register_customer")
    assert [line.made_by_name for line in first.lines] == ["Efua", "Efua"]
    rest = page(auditor, kind="register_customer", before=first.next)
    assert (len(rest.lines), rest.next) == (1, 0)
    assert (first.chain.seq, first.chain.hash) == (busy.bank.hub.head, busy.bank.hub.head_hash)
    assert first.chain.activity > 0
    assert {line.kind for line in page(auditor, made_by=busy.people["efua"]).lines} == {"register_customer"}
    both = page(auditor, kind="register_customer,add_branch", device=f"{busy.here.device},{new_id()}")
    assert {line.kind for line in both.lines} == {"register_customer"}
    assert page(auditor, after="2999-01-01").lines == ()
    assert page(auditor, until="2000-01-01").lines == ()
    assert page(auditor, outcome="refused").lines == ()
    assert problem(auditor.get(paths.AUDIT, before="x")) == (400, "malformed")


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
    assert lines[0]["head"]["cut"] is False
    assert list(check_export(raw, key)) == []
    with busy.bank.engine.connect() as conn:
        noted = conn.exec_driver_sql("SELECT user, detail FROM activity WHERE what = 'exported'").all()
    assert noted == [(busy.people["kojo"], "/v1/audit-export")]


def test_an_export_says_where_it_was_cut(busy: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("audit", "sealed_lines"):
        monkeypatch.setattr(f"server.api.{module}.LINES_MAX", 2)
    raw = exported(busy)
    lines = [json.loads(line) for line in raw.splitlines()]
    assert (len(lines), lines[0]["head"]["cut"]) == (4, True)
    assert list(check_export(raw, busy.bank.keys.sealing)) == []


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


def parts_of(person: Person, chain: str) -> list[ChainPart]:
    found: list[ChainPart] = []
    while not found or (found[-1].upto < found[-1].head and not found[-1].bad):
        answer = person.get(paths.AUDIT_CHAIN, chain=chain, after=found[-1].upto if found else 0)
        found.append(msgspec.json.decode(answer.content, type=ChainPart))
    return found


def test_both_chains_are_computed_again_on_demand_and_a_touched_entry_is_named(busy: House) -> None:
    auditor = busy.sign_in("kojo", at=busy.there)
    head = busy.bank.hub.head
    assert [(part.upto, part.head, part.bad) for part in parts_of(auditor, "journal")] == [(head, head, 0)]
    assert parts_of(auditor, "activity")[-1].bad == 0
    with busy.bank.engine.execution_options(coastal_write=True).begin() as conn:
        conn.exec_driver_sql("UPDATE journal_bodies SET body = replace(body, 'Ama', 'Aba') WHERE seq = (SELECT seq FROM journal "
                             "WHERE kind = 'register_customer' ORDER BY seq LIMIT 1)")  # fmt: skip
        conn.exec_driver_sql("UPDATE activity SET detail = 'never' WHERE n = 1")
    first = page(auditor, kind="register_customer").lines[-1].seq
    broken = parts_of(auditor, "journal")[-1]
    assert (broken.bad, broken.what) == (first, f"journal {first} body")
    assert parts_of(auditor, "activity")[-1].bad == 1
    assert problem(auditor.get(paths.AUDIT_CHAIN, chain="other")) == (400, "malformed")


def test_a_seal_that_is_gone_breaks_the_last_stretch(busy: House) -> None:
    busy.do(CloseBranchDay(branch=busy.branch, business_date=DAY))
    auditor = busy.sign_in("kojo", at=busy.there)
    assert parts_of(auditor, "journal")[-1].bad == 0
    with busy.bank.engine.execution_options(coastal_write=True).begin() as conn:
        conn.exec_driver_sql("DELETE FROM day_seals")
    assert "seal" in parts_of(auditor, "journal")[-1].what
