"""The dead line at the server: the budget counts down, a code fits once and only its content, what does not fit is told."""

import pytest

from contract.approvals import WithdrawRequest
from contract.ledger import Cash
from contract.money import Money
from contract.standin import GrantStandIn, TellCode
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
from server.standin.tables import BUDGETS, CODES
from tests.server.drawers import house as h
from tests.server.drawers.house import ACCOUNT, AKOSUA, DRAWER, EFUA, House, asked, codes, done, refused
from tests.server.drawers.replica import Replica
from tests.server.standin.line import LATE, armed, funded, paid, replace, secret, with_code


def told(house: House) -> list[str]:
    """Notices of the last command, once each."""
    return list(dict.fromkeys(codes([fact for _, fact in house.facts])))


def test_a_budget_is_granted_seen_counted_down_and_renewed(house: House) -> None:
    session = funded(house)
    assert [fact["granted"] for fact in house.seen(EFUA) if fact["fact"] == "stand_in"] == [1_000_00]
    done(house.run(paid(300_00, {"10000": 3})))
    assert [(fact["granted"], fact["used"]) for fact in house.seen(EFUA) if fact["fact"] == "stand_in"] == [
        (1_000_00, 300_00)
    ]
    assert told(house) == []
    done(house.run(GrantStandIn(session=session, amount=500_00, until=LATE), AKOSUA))
    row = house.row(BUDGETS, DRAWER)
    assert (row.granted, row.used, row.by) == (500_00, 0, AKOSUA)


def test_nobody_grants_their_own_drawer_one(house: House) -> None:
    session = house.open(AKOSUA)
    assert refused(house.run(GrantStandIn(session=session, amount=1, until=LATE), AKOSUA)) == "maker_is_checker"
    assert refused(house.run(GrantStandIn(session=DRAWER, amount=1, until=LATE), AKOSUA)) == "drawer_not_open"
    assert refused(house.run(GrantStandIn(session=session, amount=1, until=LATE), h.ABENA)) == "wrong_branch"


def test_a_budget_beyond_the_drawer_or_the_day_is_granted_to_nobody(house: House) -> None:
    session = house.open()
    for amount, until in ((10_000_01, LATE), (1, "2026-11-24T07:59:59.000Z"), (1, "2099-01-01T00:00:00.000Z")):
        assert refused(house.run(GrantStandIn(session=session, amount=amount, until=until), AKOSUA)) == "stand_in_grant"
    done(house.run(GrantStandIn(session=session, amount=10_000_00, until=LATE), AKOSUA))


def test_nobody_is_granted_one_by_who_stands_in_for_them(house: House) -> None:
    session = house.open(AKOSUA)
    rights = house.people[h.KOJO].permissions | {"decide"}
    stand = replace(house.people[h.KOJO], permissions=rights, lent=frozenset({(AKOSUA, "manager")}), stands_in=True)
    house.people[h.KOJO] = stand
    grant = GrantStandIn(session=session, amount=1, until=LATE)
    assert refused(house.run(grant, h.KOJO)) == "maker_is_checker"
    house.people[h.KOJO] = replace(stand, lent=stand.lent | {(h.YAW, "manager")})
    done(house.run(grant, h.KOJO))


@pytest.mark.parametrize("budget", [0, 250_00])
def test_beyond_the_budget_it_is_booked_and_a_manager_is_told(house: House, budget: int) -> None:
    funded(house, budget)
    command = paid(300_00, {"10000": 3})
    done(house.run(command))
    assert house.row(TRANSACTIONS, command.transaction).status == "completed"
    assert told(house) == ["stand_in_over"]
    assert [fact["code"] for fact in house.seen(AKOSUA) if fact["fact"] == "notice"] == ["stand_in_over"]
    assert house.differences() == []


def test_above_the_limit_a_code_covers_it_once(house: House) -> None:
    session = funded(house)
    code, other = armed(house)
    command = with_code(paid(600_00, {"10000": 6}), code, session)
    done(house.run(command))
    assert told(house) == []
    row = house.row(CODES, code)
    assert (row.state, row.transaction) == ("used", command.transaction)
    assert [fact for fact in house.seen(EFUA) if fact["fact"] == "gone"][0]["key"] == code
    again = with_code(paid(100_00, {"10000": 1}), code, session)
    done(house.run(again))
    assert told(house) == ["stand_in_unproven"]
    assert house.row(CODES, other).state == "armed"


def test_without_a_code_above_the_limit_it_is_told(house: House) -> None:
    funded(house)
    done(house.run(paid(600_00, {"10000": 6})))
    assert told(house) == ["stand_in_unproven"]


@pytest.mark.parametrize("what", ["amount", "account", "receipt", "spoken"])
def test_another_content_than_the_code_was_given_for_is_told(house: House, what: str) -> None:
    session = funded(house, 5_000_00)
    code, _ = armed(house)
    meant = paid(600_00, {"10000": 6})
    bound = with_code(meant, code, session, spoken=secret("x") if what == "spoken" else "")
    changes = {
        "amount": {"amount": Money(700_00, "GHS"), "cash": Cash(given={"10000": 7})},
        "account": {"account": DRAWER},
        "receipt": {"receipt": "04-20261124-1-0077"},
        "spoken": {},
    }[what]
    done(house.run(replace(bound, **changes)))
    assert "stand_in_unproven" in told(house)
    assert house.row(CODES, code).state == "used", "a code that was spoken is spent"
    assert house.differences() == []


def test_a_manager_cannot_cover_what_they_paid_themselves(house: House) -> None:
    session = house.open(AKOSUA)
    done(house.run(h.deposit(400_00, {"20000": 2}), AKOSUA))
    code, _ = armed(house)
    command = with_code(paid(100_00, {"10000": 1}), code, session, maker=AKOSUA)
    done(house.run(command, AKOSUA))
    assert "stand_in_unproven" in told(house)


def test_new_codes_replace_those_that_were_not_used(house: House) -> None:
    funded(house)
    before, after = armed(house), armed(house)
    assert [house.row(CODES, code).state for code in (*before, *after)] == ["replaced", "replaced", "armed", "armed"]
    assert {fact["fact"] for fact in house.seen(EFUA)} == {"gone", "stand_in_code"}


def test_a_replaced_code_that_was_read_out_before_is_spent_by_one_payment(house: House) -> None:
    session = funded(house)
    code, other = armed(house)
    house.wait(1)
    armed(house)
    done(house.run(with_code(paid(100_00, {"10000": 1}), code, session)))
    assert (told(house), house.row(CODES, code).state) == ([], "used"), "the till was cut off, and paid before"
    done(house.run(with_code(paid(100_00, {"10000": 1}), code, session)))
    assert told(house) == ["stand_in_unproven"]
    done(house.run(with_code(paid(100_00, {"10000": 1}), other, session), made_at="2026-11-24T08:01:00.001Z"))
    assert told(house) == ["stand_in_unproven"]


def test_what_the_account_cannot_bear_goes_to_suspense(house: House) -> None:
    funded(house, 9_000_00)
    house.limit = 9_000_00
    command = paid(1_300_00, {"20000": 6, "10000": 1})
    done(house.run(command))
    row = house.row(TRANSACTIONS, command.transaction)
    assert (row.in_suspense, house.row(ACCOUNTS, ACCOUNT).balance) == (True, 1_200_00)
    assert told(house) == ["withdrawal_in_suspense"]
    assert house.differences() == []
    assert refused(house.run(command)) == "transaction_exists"


def test_a_replica_that_followed_equals_a_fresh_one(house: House) -> None:
    session = funded(house)
    followers = [Replica(house, user) for user in (EFUA, AKOSUA, h.KOJO, h.ABENA)]

    def follow() -> None:
        for follower in followers:
            follower.follow()

    code, _ = armed(house)
    follow()
    done(house.run(with_code(paid(600_00, {"10000": 6}), code, session)))
    follow()
    armed(house, 1)
    follow()
    assert [follower.differs() for follower in followers] == [[], [], [], []]


@pytest.mark.parametrize("first", ["paid", "told"])
@pytest.mark.parametrize(
    ("amount", "end", "notices"),
    [(600_00, "0017", []), (500_00, "0017", ["stand_in_untold"]), (600_00, "0018", ["stand_in_untold"])],
)
def test_what_was_paid_is_compared_with_what_the_code_was_read_out_for(
    house: House, first: str, amount: int, end: str, notices: list[str]
) -> None:
    session = funded(house)
    code, _ = armed(house)
    paying = (with_code(paid(600_00, {"10000": 6}), code, session), EFUA)
    telling = (TellCode(code=code, account_end=end, amount=Money(amount, "GHS")), AKOSUA)
    steps = (paying, telling) if first == "paid" else (telling, paying)
    done(house.run(*steps[0]))
    assert told(house) == []
    done(house.run(*steps[1]))
    assert told(house) == notices


def test_only_its_owner_says_what_a_code_was_for_and_once(house: House) -> None:
    funded(house)
    code, _ = armed(house)
    said = TellCode(code=code, account_end="0017", amount=Money(1, "GHS"))
    house.people[h.KOJO] = replace(house.people[h.KOJO], permissions=house.people[AKOSUA].permissions)
    assert refused(house.run(said, h.KOJO)) == "not_yours"
    done(house.run(said, AKOSUA))
    assert refused(house.run(said, AKOSUA)) == "already_there"


def test_notes_under_the_id_of_a_request_are_booked_all_the_same(house: House) -> None:
    funded(house, 9_000_00)
    house.limit = 50_00
    command = h.withdraw(100_00, {"10000": 1})
    request = asked(house.run(command)).request
    away = replace(command, paid_offline=True, receipt="04-20261124-1-0007")
    booked = done(house.run(away)).transaction
    assert booked != command.transaction
    assert house.row(TRANSACTIONS, booked).status == "completed"
    done(house.run(WithdrawRequest(request=request)))
    assert (house.row(ACCOUNTS, ACCOUNT).balance, house.row(ACCOUNTS, ACCOUNT).available) == (1_100_00, 1_100_00)
    assert house.differences() == []
