"""The ledger's law by random cases: sides equal per branch after settlement, an opposite restores, statuses only move forward."""

from hypothesis import given
from hypothesis import strategies as st

from contract.errors import ErrorCode
from contract.ledger import AccountStatus, Side, Status
from server.ledger import rules
from server.ledger.rules import Line, Placed
from server.ledger.tables import AccountRow

BRANCHES = ("home", "b", "c", "d")
AMOUNT = st.integers(1, 10**14)


@st.composite
def balanced_lines(draw: st.DrawFn) -> list[Placed]:
    """Lines whose sides are equal as a whole, at any branches."""
    lines, rest = [], 0
    for _ in range(draw(st.integers(1, 6))):
        side, amount = draw(st.sampled_from(Side)), draw(AMOUNT)
        lines.append(Placed("a", side, amount, draw(st.sampled_from(BRANCHES))))
        rest += amount if side is Side.DEBIT else -amount
    if rest:
        last = Side.CREDIT if rest > 0 else Side.DEBIT
        lines.append(Placed("a", last, abs(rest), draw(st.sampled_from(BRANCHES))))
    return lines


def settled(lines: list[Placed]) -> list[Placed]:
    bridges = rules.inter_branch(lines, "home")
    return lines + [Placed(other, side, amount, branch) for branch, other, side, amount in bridges]


@given(balanced_lines())
def test_settlement_makes_every_branch_equal(lines: list[Placed]) -> None:
    assert rules.balanced(settled(lines))


@given(balanced_lines())
def test_each_branch_settles_with_home_alone_by_pairs(lines: list[Placed]) -> None:
    bridges = rules.inter_branch(lines, "home")
    assert all("home" in (branch, other) and branch != other and amount > 0 for branch, other, _, amount in bridges)
    pairs = {(branch, other): (side, amount) for branch, other, side, amount in bridges}
    assert all(pairs[other, branch] == (rules.Flip[side], amount) for (branch, other), (side, amount) in pairs.items())


@given(balanced_lines(), st.integers(1, 10**6))
def test_unequal_sides_stay_unequal_whatever_is_settled(lines: list[Placed], more: int) -> None:
    assert not rules.balanced(settled([*lines, Placed("a", Side.DEBIT, more, "home")]))


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from(Side), AMOUNT), min_size=1))
def test_the_opposite_restores_every_account(lines: list[tuple[str, Side, int]]) -> None:
    sums = dict.fromkeys("xyz", 0)
    undone = rules.opposite((account, side.value, amount) for account, side, amount in lines)
    for account, side, amount in [*(Line(*line) for line in lines), *undone]:
        sums[account] += amount if side is Side.DEBIT else -amount
    assert set(sums.values()) == {0}


def row(**fields: object) -> AccountRow:
    fields = {"credits": 100, "customer": "c", **fields}
    return AccountRow(
        id="a", number="1", product="01", currency="GHS", branch="home", normal_side="credit", opened_on="", **fields
    )  # type: ignore[arg-type]


@given(*[st.integers(0, 10**12)] * 6)
def test_available_is_never_guessed(
    credits: int, held: int, pending: int, minimum: int, overdraft: int, want: int
) -> None:
    account = row(credits=credits, held=held, pending=pending, minimum=minimum, overdraft=overdraft)
    bound = credits - held - pending - minimum + overdraft
    refusal = rules.may_debit(account, "GHS", want)
    assert (refusal is None) == (want <= bound)
    assert refusal is None or refusal.params["available"] == bound


def test_what_the_transaction_kept_itself_counts() -> None:
    account = row(pending=100)
    assert rules.may_debit(account, "GHS", 100) is not None
    assert rules.may_debit(account, "GHS", 100, freed=100) is None


def test_which_account_takes_what() -> None:
    def code(refusal: object) -> object:
        return getattr(refusal, "code", None)

    assert code(rules.may_credit(None, "GHS")) is ErrorCode.ACCOUNT_UNKNOWN
    assert code(rules.may_credit(row(customer=""), "GHS")) is ErrorCode.ACCOUNT_UNKNOWN
    assert code(rules.may_credit(row(), "CZK")) is ErrorCode.WRONG_CURRENCY
    expected = {
        AccountStatus.ACTIVE: (None, None),
        AccountStatus.DEBIT_BLOCKED: (None, ErrorCode.ACCOUNT_BLOCKED),
        AccountStatus.CREDIT_BLOCKED: (ErrorCode.ACCOUNT_BLOCKED, None),
        AccountStatus.BLOCKED: (ErrorCode.ACCOUNT_BLOCKED, ErrorCode.ACCOUNT_BLOCKED),
        AccountStatus.CLOSED: (ErrorCode.ACCOUNT_CLOSED, ErrorCode.ACCOUNT_CLOSED),
    }
    for status in AccountStatus:
        account = row(status=status.value)
        assert (code(rules.may_credit(account, "GHS")), code(rules.may_debit(account, "GHS", 1))) == expected[status]


def test_only_these_moves_of_a_status() -> None:
    moves = {(now, then) for now in Status for then in Status if rules.may_become(now, then)}
    assert moves == {
        (Status.PENDING, Status.COMPLETED),
        (Status.PENDING, Status.FAILED),
        (Status.COMPLETED, Status.REVERSED),
    }
