"""What a second person decides beside money at the counter: fees given back, mandates, rules, products, a drawer closed by force. See ``Judgement``."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from contract.approvals import ApproveRequest, DeclineRequest, SetApprovalRule, When
from contract.base import Command
from contract.customers import SetMandate, Signatory
from contract.drawers import DrawerClosed, ForceCloseDrawer
from contract.feed import AnyAnswer, Awaiting, Executed
from contract.ids import new_id
from contract.ledger import RefundFee, refund_id
from contract.money import add_pieces
from contract.products import SetProduct
from server.approvals.policy import LIVES
from server.ledger.products import terms_of
from server.ledger.tables import PRODUCTS, transactions
from tests.laws.counters import accounts, people, slips
from tests.laws.model import Pieces, drawer, fee
from tests.laws.roads import Roads
from tests.laws.two_branches import MANAGERS, Person


class Judgement(Roads):
    """The model's own count: ``refunded`` are the fees that went back, by the transaction that paid them."""

    def __init__(self) -> None:
        super().__init__()
        self.refunded: dict[str, int] = {}

    # -- steps ---------------------------------------------------------------------------------------------------

    @precondition(lambda self: self._charged())
    @rule(person=people, part=st.sampled_from([1, 2]), approve=st.sampled_from([True, True, False]), data=st.data())
    def refund(self, person: Person, part: int, approve: bool, data: st.DataObject) -> None:
        """A fee, or half of it, asked for by anybody and decided at once."""
        original = data.draw(st.sampled_from(self._charged()))
        done = self.model.done[original]
        amount = fee(done.command) // part  # type: ignore[arg-type]
        answer = self._judge(RefundFee(original=original, amount=amount, reason="Charged in error"), person, approve)
        if isinstance(answer, Executed):
            assert original not in self.refunded, "given back twice"
            assert original not in self.model.undone, "given back with a reversal as well"
            self.refunded[original] = amount
            self.model.money[self._payer(original)] += amount

    @rule(person=people, account=accounts, names=st.sampled_from([("Ama",), ("Ama", "Kofi")]))
    def mandate(self, person: Person, account: str, names: tuple[str, ...]) -> None:
        """Who signs for an account; nothing of it moves money."""
        self._judge(
            SetMandate(account=account, signatories=tuple(Signatory(name=name) for name in names)), person, True
        )

    @rule(when=st.sampled_from(sorted(LIVES)), minutes=st.integers(1, 30))
    def lifetime(self, when: When, minutes: int) -> None:
        """Requests and permits last longer or shorter from now on."""
        self.hands.must(SetApprovalRule(rule=when.value.replace("_", "-"), when=when, bound=minutes * 60))

    @rule(code=st.sampled_from(["10", "20"]), name=st.sampled_from(["Gold", "Silver", "Bronze"]), off=st.booleans())
    def product(self, code: str, name: str, off: bool) -> None:
        """A product is called otherwise, or is no longer sold: its accounts, which nobody states again, are called so too."""
        before = terms_of(self.bank.writer.resident.rows(PRODUCTS)[code])
        terms = replace(before, name=f"{name} {code}", off=off)
        self.hands.must(SetProduct(product=code, terms=terms, before=before))

    @precondition(lambda self: self.model.tills)
    @rule(data=st.data(), slip=slips)
    def force(self, data: st.DataObject, slip: Pieces) -> None:
        """The manager counts and closes somebody's drawer; refused while anything waits in it."""
        person = data.draw(st.sampled_from(sorted(self.model.tills, key=str)))
        session = self.model.tills[person].lease.session
        counted = add_pieces(self.model.bags[drawer(person)], slip)
        command = ForceCloseDrawer(session=session, attempt=new_id(), counted=counted, reason="Taken ill")
        answer = self.hands.do(command, MANAGERS[person.branch].id)
        self.model._note("force", answer)
        if isinstance(answer, Executed) and isinstance(answer.result, DrawerClosed):
            self.model.tills[person].counted = counted
            self.model._closed(person)

    def _judge(self, command: Command, person: Person, approve: bool) -> AnyAnswer:
        """Ask, and decide at once by whoever may at the maker's branch."""
        answer = self.hands.do(command, person.id)
        self.model._note(type(command).__name__, answer)
        if not isinstance(answer, Awaiting):
            return answer
        request = answer.result.request
        said = ApproveRequest(request=request) if approve else DeclineRequest(request=request, reason="No")
        decided = self.hands.must(said, MANAGERS[self.model.at[person]].id)
        return decided if approve else answer

    def _charged(self) -> list[str]:
        """Postings with a fee, also those that were reversed or refunded: these must be refused."""
        done = self.model.done.items()
        return [
            key for key, one in done if one.credited and type(one.command).__name__ != "Deposit" and fee(one.command)
        ]  # type: ignore[arg-type]

    def _payer(self, original: str) -> str:
        command = self.model.done[original].command
        return str(getattr(command, "debit_account", "") or getattr(command, "account", ""))

    # -- what holds ----------------------------------------------------------------------------------------------

    @invariant()
    def a_fee_goes_back_once_and_never_beside_its_reversal(self) -> None:
        found = self._read(refunds)
        assert found == {refund_id(original): amount for original, amount in self.refunded.items()}
        assert not set(self.refunded) & self.model.undone


def refunds(conn: Connection) -> dict[str, int]:
    """Every fee that was given back, by its id."""
    query = select(transactions.c.id, func.sum(transactions.c.amount)).where(transactions.c.kind == "fee_refund")
    return {row[0]: int(row[1]) for row in conn.execute(query.group_by(transactions.c.id))}
