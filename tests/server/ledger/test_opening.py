"""Opening an account: its branch, its number, its facts."""

from contract.feed import Executed
from contract.ids import new_id
from contract.ledger import AccountOpened, OpenAccount
from contract.numbers import account_number_ok
from server.ledger.tables import ACCOUNTS
from tests.server.ledger.counter import refusal
from tests.server.room_kit import ABENA, OSU, Kit


def opened(kit: Kit, **fields: str) -> AccountOpened:
    fields.setdefault("account", new_id())
    answer = kit.run(OpenAccount(**fields))
    assert isinstance(answer, Executed)
    assert isinstance(answer.result, AccountOpened)
    return answer.result


def test_it_stands_at_the_customers_branch_under_a_number_with_a_check_digit(kit: Kit) -> None:
    customer = kit.customer(branch=OSU)
    done = opened(kit, customer=customer, product="02")
    row = kit.row(ACCOUNTS, done.account)
    assert (row.branch, row.currency, row.minimum, row.status) == (OSU, "GHS", 10_00, "active")
    assert account_number_ok(done.number)
    assert done.number.startswith("041020000001")
    assert [fact["number"] for fact in kit.seen(ABENA)] == [done.number]


def test_serials_run_on_within_a_batch(kit: Kit) -> None:
    customer = kit.customer()
    commands = [OpenAccount(account=new_id(), customer=customer, product="01") for _ in range(3)]
    kit.run_all(commands)
    numbers = {kit.row(ACCOUNTS, command.account).number[:-1] for command in commands}
    assert numbers == {"040010000001", "040010000002", "040010000003"}


def test_what_is_refused(kit: Kit) -> None:
    customer, account = kit.customer(), kit.account()
    command = OpenAccount(account=new_id(), customer=customer, product="01")
    assert refusal(kit.run(OpenAccount(account=new_id(), customer=new_id(), product="01"))) == "customer_unknown"
    assert refusal(kit.run(OpenAccount(account=new_id(), customer=customer, product="99"))) == "product_unknown"
    assert refusal(kit.run(OpenAccount(account=account, customer=customer, product="01"))) == "already_there"
    stopped = kit.customer(flags=["stop"])
    assert refusal(kit.run(OpenAccount(account=new_id(), customer=stopped, product="01"))) == "customer_stopped"
    assert opened(kit, account=command.account, customer=customer, product="01").number
