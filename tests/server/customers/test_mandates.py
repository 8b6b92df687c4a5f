"""Who signs for an account: with two hands, of people and specimens that are there, stated to the branch."""

from pathlib import Path
from typing import Any

import pytest

from contract.customers import Band, MandateFact, SetMandate, Signatory, SignatoryRole, Signing
from contract.feed import Awaiting, Executed, Refused
from contract.ids import new_id
from server.customers import mandates, queries
from server.customers.tables import MANDATES
from server.ledger.tables import ACCOUNTS
from tests.server.room_kit import ABENA, AUDITOR, EFUA, KOFI, MAKOLA, Kit

AMA, KOJO = Signatory(name="Ama Mensah"), Signatory(name="Kojo Mensah", role=SignatoryRole.JOINT)
ONE, ALL = Band(signing=Signing.ANY_ONE), Band(signing=Signing.ALL)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, mandates.handlers())


def mandate(account: str, *people: Signatory, **more: Any) -> SetMandate:
    return SetMandate(account=account, signatories=people or (AMA,), **more)


def problem(answer: Any) -> tuple[str, dict[str, Any]]:
    assert isinstance(answer, Refused), answer
    return answer.problem.code.value, answer.problem.params


def test_a_second_person_is_asked_and_then_it_holds(kit: Kit) -> None:
    account = kit.account()
    command = mandate(account, AMA, KOJO, bands=(Band(signing=Signing.ANY_ONE, upto=20_000_00), ALL), note="No Sundays")
    assert isinstance(kit.run(command), Awaiting)
    _, _, weighed = kit.asked[0]
    number = kit.row(ACCOUNTS, account).number
    assert [(why.code, why.about) for why in weighed.reasons] == [("mandate_change", number)]
    assert (weighed.account, weighed.branch, weighed.object) == (account, MAKOLA, f"mandate/{account}")
    assert isinstance(kit.run(command, approved_by=KOFI), Executed)
    (fact,) = kit.seen(EFUA)
    assert (fact["fact"], [one["name"] for one in fact["signatories"]]) == ("mandate", ["Ama Mensah", "Kojo Mensah"])
    assert kit.seen(ABENA) == []
    held = kit.snapshot(EFUA, mandates.sources()[0])[account]
    assert held == MandateFact(account=account, branch=MAKOLA, signatories=(AMA, KOJO), bands=command.bands,
                               note="No Sundays", at=kit.row(MANDATES, account).at)  # fmt: skip
    assert kit.snapshot(ABENA, mandates.sources()[0]) == {}
    assert set(kit.snapshot(AUDITOR, mandates.sources()[0])) == {account}


def test_another_one_replaces_it(kit: Kit) -> None:
    account = kit.account()
    for people in ((AMA, KOJO), (KOJO,)):
        assert isinstance(kit.run(mandate(account, *people), approved_by=KOFI), Executed)
    row = kit.row(MANDATES, account)
    assert [one["name"] for one in row.signatories] == ["Kojo Mensah"]
    assert row.bands == [{"signing": "any_one"}], "no band written: any one signs"


@pytest.mark.parametrize(
    ("people", "bands", "why"),
    [
        ((AMA, Signatory(name="ama  MENSAH")), (), "names"),
        ((AMA,), (ALL,), "signers"),
        ((AMA, KOJO), (Band(signing=Signing.ANY_ONE, upto=5),), "bands"),
        ((AMA, KOJO), (ONE, ALL), "bands"),
        ((AMA, KOJO), (Band(signing=Signing.ANY_ONE, upto=9), Band(signing=Signing.ANY_TWO, upto=5), ALL), "bands"),
        ((AMA, KOJO), (Band(signing=Signing.ANY_ONE, upto=5), Band(signing=Signing.ALL, upto=5), ALL), "bands"),
    ],
)
def test_by_what_nobody_could_pay(kit: Kit, people: tuple[Signatory, ...], bands: tuple[Band, ...], why: str) -> None:
    answer = kit.run(mandate(kit.account(), *people, bands=bands))
    assert problem(answer) == ("mandate_unfit", {"why": why})
    assert kit.asked == []


def test_account_specimen_and_person_must_be_there(kit: Kit) -> None:
    account = kit.account()
    assert problem(kit.run(mandate(new_id())))[0] == "account_unknown"
    assert problem(kit.run(mandate(account), maker=ABENA))[0] == "wrong_branch"
    stranger = Signatory(name="Esi", customer=new_id())
    assert problem(kit.run(mandate(account, stranger)))[0] == "customer_unknown"
    unfiled = Signatory(name="Esi", signature="0" * 64)
    assert problem(kit.run(mandate(account, unfiled)))[0] == "file_unknown"
    with kit.engine.begin() as conn:
        key = queries.store_file(conn, b"specimen", "image/png")
    filed = Signatory(name="Esi", signature=key, customer=kit.customer())
    assert isinstance(kit.run(mandate(account, filed)), Awaiting)
    closed = kit.account(status="closed")
    assert problem(kit.run(mandate(closed)))[0] == "account_closed"
