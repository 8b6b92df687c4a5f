"""The one write door: what comes in signed is booked once, what is wrong leaves nothing."""

import json
from dataclasses import replace

import msgspec
import pytest
from sqlalchemy import select

from contract import paths
from contract.approvals import ExpireRequests
from contract.commands import decode
from contract.customers import RegisterCustomer
from contract.envelope import ENVELOPES_MAX, envelope_signing_input
from contract.feed import AnyAnswer, Executed, NotTaken, Refused
from contract.ids import SYSTEM_USER, new_id
from contract.staff import DisableUser, RevokeDevice
from server.core import journal
from server.core.chain import check
from server.core.context import Context
from server.core.journal_tables import quarantine
from server.core.pace import MISSES_BURST
from server.core.registry import Outcome
from tests.server.api.house import House, Person, problem


def customer(number: str = "C-1") -> RegisterCustomer:
    return RegisterCustomer(customer=new_id(), number=number, full_name="Ama Mensah")


def answers(raw: bytes) -> list[AnyAnswer]:
    return msgspec.json.decode(raw, type=list[AnyAnswer])


def head(house: House) -> int:
    with house.bank.engine.connect() as conn:
        return journal.read_head(conn).seq


@pytest.fixture
def efua(house: House) -> Person:
    return house.sign_in("efua")


def test_a_command_is_booked_and_the_same_bytes_get_the_same_answer(house: House, efua: Person) -> None:
    envelope = efua.seal(customer())
    first, second = efua.post(envelope), efua.post(envelope)
    assert first.status_code == second.status_code == 200
    assert msgspec.json.decode(first.content, type=AnyAnswer) == Executed(seq=head(house))
    assert first.content == second.content
    with house.bank.engine.connect() as conn:
        row = conn.exec_driver_sql("SELECT body, signature FROM journal_bodies ORDER BY seq DESC").first()
    assert row == (bytes(envelope.command).decode(), envelope.signature), "an auditor can check the signature later"


def test_a_refusal_has_a_receipt_and_status_422(efua: Person) -> None:
    assert efua.post(efua.seal(customer())).status_code == 200
    answer = efua.post(efua.seal(customer()))
    refused = msgspec.json.decode(answer.content, type=AnyAnswer)
    assert answer.status_code == 422
    assert isinstance(refused, Refused)
    assert refused.problem.code == "customer_exists"


def test_a_list_is_answered_one_by_one_in_order(house: House, efua: Person) -> None:
    good = [efua.seal(customer(f"C-{number}")) for number in range(4)]
    forged = msgspec.structs.replace(good[1], signature=good[0].signature)
    answer = efua.post(good[0], forged, good[2], good[3], many=True)
    assert answer.status_code == 200
    first, second, third, fourth = answers(answer.content)
    assert [type(item) for item in (first, second, third, fourth)] == [Executed, NotTaken, Executed, Executed]
    assert second == NotTaken(code="bad_signature")
    assert (first.seq, third.seq, fourth.seq) == (head(house) - 2, head(house) - 1, head(house))


def test_somebody_else_on_the_same_workstation_delivers_what_was_left(house: House, efua: Person) -> None:
    left = efua.seal(customer())
    kojo = house.sign_in("kojo")
    assert kojo.post(left, many=True).status_code == 200
    with house.bank.engine.connect() as conn:
        row = conn.exec_driver_sql("SELECT made_by, delivered_by FROM journal ORDER BY seq DESC").first()
    assert row == (efua.me.user, kojo.me.user)


def test_another_workstation_does_not(house: House, efua: Person) -> None:
    elsewhere = house.sign_in("kojo", at=house.there)
    assert problem(elsewhere.post(efua.seal(customer()))) == (403, "not_yours")


BAD = {
    "no json": (b"{", 400, "malformed"),
    "no envelope": (b"17", 400, "malformed"),
    "deep nest": (b"[" * 30_000, 400, "malformed"),
    "nan": (b'{"id":NaN}', 400, "malformed"),
    "unknown field": (b'{"surprise":1}', 400, "unknown_field"),
    "65 KiB": (b" " * (65 * 1024), 413, "too_large"),
    "10,000 commands": (b"[" + b",".join([b"{}"] * 10_000) + b"]", 413, "too_many"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_envelope_leaves_nothing(house: House, efua: Person, name: str) -> None:
    body, status, code = BAD[name]
    before = head(house)
    assert problem(efua.post_raw(body)) == (status, code)
    assert head(house) == before


def test_a_spoiled_command_in_a_good_envelope_is_named(house: House, efua: Person) -> None:
    envelope, before = json.loads(msgspec.json.encode(efua.seal(customer()))), head(house)
    spoiled = {
        "unknown_kind": {"kind": "rob_the_bank"},
        "unknown_field": {**envelope["command"], "surprise": 1},
        "malformed": {**envelope["command"], "tier": 10**18},
        "bad_signature": {**envelope["command"], "full_name": "Somebody Else"},
    }
    for code, command in spoiled.items():
        answer = efua.post_raw(json.dumps({**envelope, "command": command}).encode())
        assert answer.json()["code"] == code
    assert head(house) == before


def test_the_same_id_with_another_body_conflicts(house: House, efua: Person) -> None:
    envelope = efua.seal(customer("C-1"))
    assert efua.post(envelope).status_code == 200
    assert problem(efua.post(efua.seal(customer("C-2"), id=envelope.id))) == (409, "command_id_reused")
    assert written_down(house) == [(efua.me.user, house.here.device, f"register_customer {envelope.id}")]


def test_the_same_in_a_list_and_by_somebody_else_is_written_down_too(house: House, efua: Person) -> None:
    """What another person signs with the id of one's command is refused as not theirs; the first answer is not told to them."""
    envelope, kojo = efua.seal(customer("C-1")), house.sign_in("kojo")
    assert efua.post(envelope).status_code == 200
    assert efua.post(envelope).status_code == 200, "the same again is nothing to write down"
    theirs = kojo.seal(customer("C-2"), id=envelope.id)
    answers = kojo.post_raw(msgspec.json.encode([theirs, kojo.seal(customer("C-3"))])).json()
    assert [answer.get("code", "booked") for answer in answers] == ["command_id_reused", "booked"]
    body = decode(bytes(envelope.command))
    assert problem(kojo.post(kojo.seal(body, id=envelope.id))) == (403, "not_yours")
    assert [user for user, _, _ in written_down(house)] == [kojo.me.user] * 2


def test_an_id_used_again_and_again_fills_no_log(house: House, efua: Person) -> None:
    envelope = efua.seal(customer("C-1"))
    assert efua.post(envelope).status_code == 200
    for _ in range(2):
        again = [efua.seal(customer("C-2"), id=envelope.id) for _ in range(ENVELOPES_MAX)]
        assert {answer["code"] for answer in efua.post_raw(msgspec.json.encode(again)).json()} == {"command_id_reused"}
    assert MISSES_BURST <= len(written_down(house)) < ENVELOPES_MAX * 2


def written_down(house: House) -> list[tuple[str, str, str]]:
    with house.bank.engine.connect() as conn:
        found = conn.exec_driver_sql("SELECT user, device, detail FROM activity WHERE what = 'id_reused' ORDER BY n")
        return [tuple(row) for row in found]


def test_nobody_plays_the_bank(house: House, efua: Person) -> None:
    assert problem(efua.post(efua.seal(ExpireRequests(requests=())))) == (403, "not_permitted")
    assert problem(efua.post(efua.seal(customer(), made_by=SYSTEM_USER))) == (409, "user_unknown")
    assert problem(efua.post(efua.seal(DisableUser(user=house.people["kofi"], reason="x")))) == (403, "not_permitted")


def test_work_of_a_disabled_person_is_kept_for_review_and_told_once(house: House, efua: Person) -> None:
    left = efua.seal(customer())
    house.do(DisableUser(user=efua.me.user, reason="left the bank"))
    assert problem(efua.post(left)) == (401, "not_signed_in")
    kojo = house.sign_in("kojo")
    for _ in range(2):
        assert answers(kojo.post(left, many=True).content) == [NotTaken(code="maker_disabled")]
    with house.bank.engine.connect() as conn:
        kept = conn.exec_driver_sql("SELECT command_id, made_by, error FROM quarantine").all()
        told = conn.exec_driver_sql("SELECT code FROM notices").all()
        assert list(check(conn, [])) == []
    assert kept == [(left.id, efua.me.user, "maker_disabled")]
    assert told == [("maker_disabled",)]


def test_what_keeps_failing_is_set_aside_and_a_manager_is_told(
    house: House, efua: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = house.bank.registry.by_kind
    monkeypatch.setitem(kinds, RegisterCustomer, replace(kinds[RegisterCustomer], handle=broken))
    left = efua.seal(customer())
    for _ in range(2):
        assert problem(efua.post(left)) == (409, "quarantined")
    with house.bank.engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT command_id FROM quarantine").all() == [(left.id,)]
        assert conn.exec_driver_sql("SELECT code FROM notices").all() == [("quarantined",)]


def broken(command: RegisterCustomer, ctx: Context) -> None:
    raise RuntimeError("a broken invariant")


def test_a_revoked_workstation_delivers_nothing(house: House, efua: Person) -> None:
    house.do(RevokeDevice(device=house.here.device, reason="stolen"))
    assert problem(efua.post(efua.seal(customer()))) == (403, "device_unknown")


def test_without_a_token_or_with_nonsense_the_door_is_shut(house: House, efua: Person) -> None:
    envelope = msgspec.json.encode(efua.seal(customer()))
    for headers in ({}, {"authorization": "DPoP nonsense"}, {"authorization": f"Bearer {efua.tokens.access}"}):
        answer = house.http.post(paths.COMMANDS, content=envelope, headers={paths.PROTOCOL_HEADER: "1", **headers})
        assert problem(answer) == (401, "not_signed_in")


def test_a_stopping_writer_takes_nothing_and_says_come_back(house: House, efua: Person) -> None:
    house.bank.writer._stopping = True
    try:
        answer = efua.post(efua.seal(customer()))
    finally:
        house.bank.writer._stopping = False
    assert problem(answer) == (503, "stopping")


def test_a_command_that_fails_each_time_is_put_aside_and_told_and_the_rest_go_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    efua, kofi = house.sign_in("efua"), house.sign_in("kofi", at=house.there)
    handler = house.bank.registry.by_kind[RegisterCustomer]

    def poisoned(command: RegisterCustomer, ctx: Context) -> Outcome:
        if command.number == "C-2":
            raise LookupError("a broken invariant")
        return handler.handle(command, ctx)

    monkeypatch.setitem(house.bank.registry.by_kind, RegisterCustomer, replace(handler, handle=poisoned))
    sealed = [efua.seal(RegisterCustomer(customer=new_id(), number=f"C-{n}", full_name="Ama")) for n in (1, 2, 3)]
    answers = efua.post(*sealed, many=True).json()
    assert [answer["outcome"] for answer in answers] == ["executed", "not_taken", "executed"]
    assert answers[1]["code"] == "quarantined"
    page = kofi.get(paths.SNAPSHOT).json()
    told = [fact for fact in page["facts"] if fact["fact"] == "notice" and fact["code"] == "quarantined"]
    assert [(fact["level"], fact["params"]["command"]) for fact in told] == [("urgent", sealed[1].id)]
    with house.bank.engine.connect() as conn:
        assert conn.execute(select(quarantine.c.command_id)).scalars().all() == [sealed[1].id]


def test_a_name_twice_in_what_is_signed_is_no_command(efua: Person) -> None:
    """Signed as it stands, so it would be evidence that reads two ways."""
    good = efua.seal(customer())
    for twice in (
        bytes(good.command).replace(b'"number":', b'"number":"C-0","number":'),
        bytes(good.command).replace(b'"kind":', b'"kind":"x","kind":'),
    ):
        unsigned = msgspec.structs.replace(good, id=new_id(), command=msgspec.Raw(twice))
        sealed = msgspec.structs.replace(unsigned, signature=efua.signer.sign(envelope_signing_input(unsigned)))
        assert problem(efua.post(sealed)) == (400, "malformed")
    spaced = msgspec.structs.replace(good, id=new_id(), command=msgspec.Raw(bytes(good.command).replace(b",", b" , ")))
    sealed = msgspec.structs.replace(spaced, signature=efua.signer.sign(envelope_signing_input(spaced)))
    assert efua.post(sealed).status_code == 200, "another encoder's blanks are no matter"
