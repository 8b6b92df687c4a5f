"""The branch's cash: open drawers whose totals are in sight, and the vault."""

from contract.drawers import SessionState
from contract.vault import StockFact, VaultFact
from teller_app.approvals.branch_cash import BranchCash, Till, cash_of
from tests.teller_app import samples
from tests.teller_app.samples import BRANCH, some_id

VAULT = StockFact(holder=f"vault:{BRANCH}:GHS", branch=BRANCH, currency="GHS", pieces={}, amount=62_000)
ROAD = StockFact(holder=f"transit:{BRANCH}:GHS", branch=BRANCH, currency="GHS", pieces={}, amount=7)
CUSTODY = VaultFact(vault=VAULT.holder, branch=BRANCH, currency="GHS", open=True, soft_max=100_000)


def drawer(number: int, soft_max: int):
    from msgspec.structs import replace

    return replace(samples.drawer(number), soft_max=soft_max)


def found(*sessions, totals, stocks=(VAULT, ROAD), vaults=(CUSTODY,)) -> BranchCash:
    return cash_of("GHS", [drawer(4, 1000)], sessions, totals, stocks, vaults, lambda user: ("Efua", "CSH-4"))


def totals(balance: int):
    from msgspec.structs import replace

    return {some_id(30): replace(samples.totals(30), balance=balance)}


def test_drawers_and_vault_with_their_shares() -> None:
    cash = found(samples.session(30), totals=totals(899))
    assert cash == BranchCash(
        "GHS", (Till("04", "Efua", 899, 89, False, "CSH-4", session=samples.session(30).session),), 62_000, 62
    )
    assert cash.in_drawers == 899
    assert found(samples.session(30), totals=totals(900)).tills[0].near


def test_what_is_not_open_or_not_in_sight_is_left_out() -> None:
    assert found(samples.session(30, state=SessionState.COUNTED), totals=totals(5)).tills == ()
    assert found(samples.session(31), totals=totals(5)).tills == ()
    bare = found(totals={}, stocks=(ROAD,), vaults=())
    assert (bare.vault, bare.share, bare.in_drawers) == (None, None, 0)
    assert found(totals={}, vaults=()).share is None, "a vault without a limit has no share"
