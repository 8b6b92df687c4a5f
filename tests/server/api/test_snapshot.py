"""A snapshot in pages is the whole of what one may see, and what entries said."""

from typing import Any

import msgspec
import pytest

from contract import paths
from contract.approvals import ApprovalRuleFact
from contract.customers import RegisterCustomer
from contract.feed import Batch, SnapshotPage
from contract.ids import new_id
from contract.products import ProductFact
from contract.staff import LimitFact, RoleFact
from server.api import snapshot
from tests.server.api.house import House, Person, problem


def pages(person: Person) -> list[SnapshotPage]:
    found: list[SnapshotPage] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = person.get(paths.SNAPSHOT, **({"page": cursor} if cursor else {}))
        assert answer.status_code == 200, answer.text
        found.append(msgspec.json.decode(answer.content, type=SnapshotPage))
        cursor = found[-1].next
    return found


def keyed(facts: list[Any]) -> dict[tuple[str, str], Any]:
    return {(type(fact).__name__, str(getattr(fact, fact.__struct_fields__[0]))): fact for fact in facts}


def test_small_pages_hold_what_the_entries_said(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "FACTS_MAX", 3)
    efua = house.sign_in("efua")
    for number in range(7):
        efua.post(efua.seal(RegisterCustomer(customer=new_id(), number=f"C-{number}", full_name="Ama Mensah")))
    got = pages(efua)
    assert len(got) > 3
    assert {(page.seq, page.epoch, page.scope, page.head_hash) for page in got} == {
        (house.bank.hub.head, got[0].epoch, efua.me.scope, house.bank.hub.head_hash)
    }
    # What the first migration wrote (roles, their bounds, products, lines of the policy) was never stated: every replica begins with a snapshot of it.
    seeded = (RoleFact, LimitFact, ProductFact, ApprovalRuleFact)
    stated = msgspec.json.decode(efua.get(paths.ENTRIES, after="0").content, type=Batch)
    folded = keyed([fact for entry in stated.entries for fact in entry.facts])
    assert keyed([fact for page in got for fact in page.facts if not isinstance(fact, seeded)]) == folded


@pytest.mark.parametrize(
    "cursor", ["x", "!!", "WzEsIiIsOTksIiJd", "WzFd", "WzEsIiIsMSwiXHUwMDAwIl0", "W1tbW1tbW1tb" * 100]
)
def test_a_cursor_that_is_none_is_refused(house: House, cursor: str) -> None:
    assert problem(house.sign_in("efua").get(paths.SNAPSHOT, page=cursor)) == (400, "malformed")
