"""TigerBeetle's ledger scripts in our terms.

| theirs | ours |
|---|---|
| an account; debits must not exceed credits | an account of a product; one without overdraft |
| a transfer, its id | a transfer command under a derived command id |
| pending, post, void | a transfer over its maker's limit, an approval, a refusal; posting less is a refusal and a smaller transfer |
| time-out | the maker takes the request back |
| exists; exists with different … | the stored answer; ``command_id_reused`` |
| setup | transfers against an account of the bank's |

| not found, not pending; the same account twice | ``request_unknown``, ``account_unknown``; ``same_account`` |
| an id of zero or the largest, no ledger, an amount without end | the contract refuses the command before anybody decides |

Chains, balancing and closing transfers and zero amounts have no term: a step that fails there has no effect here either, one
that succeeds *taints* the accounts it touches, and what is tainted is not compared. ``Script.said`` counts both.
"""

from collections import Counter
from typing import Any

import msgspec

from contract.approvals import ApproveRequest, DeclineRequest, WithdrawRequest
from contract.base import Command
from contract.commands import decode, encode
from contract.errors import ContractError, ErrorCode
from contract.feed import AnyAnswer, Awaiting, Executed, NotTaken, Refused
from contract.ids import derived_id, new_id
from contract.ledger import OpenAccount, Transfer
from contract.money import MINOR_MAX, Money
from server import build
from server.core.actor import Header
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
from tests.demo import bank as demo
from tests.faults.script_terms import CODES, DECIDED, MALFORMED, READS, SPOKEN, UNKNOWN

MOST = 10**12
FREE, BOUND = "98", "10"
"""Products: overdraft without end, and none."""
PENDER, MANAGER, CHECKER = demo.STAFF[0].id, demo.STAFF[2].id, demo.STAFF[2].id
_FLAGS = ("balancing_debit", "balancing_credit", "other_flags")


class Script:
    """Plays one script over a running bank. Raises AssertionError where ours is another answer."""

    def __init__(self, bank: build.Bank, name: str, customer: str) -> None:
        self._bank, self._name, self._customer = bank, name, customer
        self._asked: dict[str, str] = {}
        self._world = self._id("world")
        self._requests: dict[str, tuple[str, int, str, str]] = {}
        self._first: dict[str, AnyAnswer] = {}
        self._under: dict[str, tuple[Command, str]] = {}
        self._given: set[str] = set()
        self._tainted: set[str] = set()
        self._pending_until: dict[str, int] = {}
        self._chain: list[dict[str, Any]] = []
        self._now = 0
        self.said: Counter[str] = Counter()
        self._must(OpenAccount(account=self._world, customer=customer, product=FREE), "world")

    def play(self, steps: list[dict[str, Any]]) -> None:
        """All of them."""
        for step in steps:
            if step["op"] == "commit":
                self._end_chain(whole=False)
            work = getattr(self, f"_{step['op']}", None)
            if work is None:
                assert step["op"] in ("comment", "commit") or step["op"].startswith(READS), step
                continue
            if step.get("linked") or self._chain:
                self._link(step)
            else:
                work(step)

    # -- steps -----------------------------------------------------------------------------------------------------

    def _link(self, step: dict[str, Any]) -> None:
        """A chain that succeeds is played one by one; one that fails has no effect, which is ours too."""
        self._chain.append(step)
        if not step.get("linked"):
            self._end_chain(whole=all(part.get("expected_result") == "created" for part in self._chain))

    def _end_chain(self, whole: bool) -> None:
        chain, self._chain = self._chain, []
        for part in chain:
            if whole:
                getattr(self, f"_{part['op']}")(part)
            else:
                self.said["no term: chain"] += 1

    def _account(self, step: dict[str, Any]) -> None:
        if step.get("credits_must_not_exceed_debits") or "CLSD" in str(step.get("other_flags", "")):
            self._taint(step["id"])
        result = step["expected_result"]
        if result not in ("created", "exists") and not result.startswith("exists_with_different"):
            self._no_term(step) if result not in MALFORMED else self._misshapen(step, 0)
            return
        product = BOUND if step.get("debits_must_not_exceed_credits") else FREE
        different = result.startswith("exists_with_different")
        command = OpenAccount(
            account=self._id(step["id"]), customer=self._customer, product="30" if different else product
        )
        self._judge(step, self._give(command, step["id"], MANAGER))

    def _setup(self, step: dict[str, Any]) -> None:
        posted = [_amount(step[side]) for side in ("credits_posted", "debits_posted")]
        if _amount(step["debits_pending"]) or _amount(step["credits_pending"]) or max(posted) >= MOST:
            self._taint(step["account"])
        if max(posted) >= MOST:
            self.said["no term"] += 1
            return
        for source, target, side in ((self._world, self._id(step["account"]), "credits_posted"),
                                     (self._id(step["account"]), self._world, "debits_posted")):  # fmt: skip
            if _amount(step[side]):
                self._must(_transfer(source, target, _amount(step[side])), new_id())
        self.said["played"] += 1

    def _tick(self, step: dict[str, Any]) -> None:
        words = step["raw"].split()
        self._now += int(words[1]) if words[2:3] != ["nanoseconds"] else 0
        for name, until in list(self._pending_until.items()):
            if until <= self._now:
                del self._pending_until[name]
                self._must(WithdrawRequest(request=self._requests[name][0]), f"expired {name}", PENDER)

    def _transfer(self, step: dict[str, Any]) -> None:
        amount = _amount(step.get("amount", "0"))
        plain = not any(step.get(flag) for flag in _FLAGS)
        result, known = step["expected_result"], step["id"] in self._under and not self._sides(step) & self._tainted
        if known and (result == "exists" or result.startswith("exists_with_different")):
            self._again(step, amount)
        elif result in MALFORMED or (result.startswith("overflows_") and amount > MINOR_MAX):
            self._misshapen(step, amount)
        elif result in UNKNOWN and plain:
            self._strange(step, amount)
        elif step.get("post_pending") or step.get("void_pending"):
            self._resolve(step, amount, plain)
        elif not plain or not self._speakable(step, amount):
            self._no_term(step)
        elif step.get("pending"):
            self._pend(step, amount)
        else:
            self._given.add(step["id"])
            self._judge(step, self._give(self._movement(step, amount), step["id"], MANAGER))

    def _again(self, step: dict[str, Any], amount: int) -> None:
        """An id that is taken: the same once more, or anything else under it."""
        command, who = self._under[step["id"]]
        if step["expected_result"] != "exists":
            other = self._movement(step, min(max(amount, 1), MOST))
            command = other if other != command else msgspec.structs.replace(other, narration="another")
        self._judge(step, self._give(command, step["id"], who))

    def _misshapen(self, step: dict[str, Any], amount: int) -> None:
        """The contract has no such id, ledger or amount: whoever sends one is told before anything is decided."""
        sides, key = (new_id(), new_id()), {"T0": "0", "-0": "f" * 32}
        result = step["expected_result"]
        spoilt: dict[str, Any] = {"transaction": key.get(step["id"], "0")} if result.startswith("id_") else {}
        money = Money(MINOR_MAX + 1 if amount > MINOR_MAX else 1, "" if result.startswith("ledger") else "GHS")
        command: Command = msgspec.structs.replace(_transfer(*sides, 1), amount=money, **spoilt)
        if result.startswith("pending_id_"):
            command = ApproveRequest(request="0" if "zero" in result else "f" * 32)
        try:
            decode(encode(command))
        except ContractError as error:
            assert error.code is ErrorCode.MALFORMED, (step["raw"], error)
        else:
            raise AssertionError(step["raw"])
        self.said["played"] += 1

    def _strange(self, step: dict[str, Any], amount: int) -> None:
        """What it names is not there, or is the same twice."""
        result, who = step["expected_result"], MANAGER
        if result.startswith("pending_transfer_not"):
            # A transfer that never waited is no request either.
            request = self._id(f"no request {step.get('pending_id', '')}")
            command: Command = (
                ApproveRequest(request=request)
                if step.get("post_pending")
                else DeclineRequest(request=request, reason="no")
            )
        else:
            command = self._movement(step, min(max(amount, 1), MOST - 1))
        self._judge(step, self._give(command, new_id(), who))

    def _sides(self, step: dict[str, Any]) -> set[str]:
        return {step["debit_account"], step["credit_account"]}

    def _pend(self, step: dict[str, Any], amount: int) -> None:
        answer = self._give(self._movement(step, amount), step["id"], PENDER)
        self._judge(step, answer)
        if step["expected_result"] == "created":
            assert isinstance(answer, Awaiting), answer
            sides = (self._id(step["debit_account"]), self._id(step["credit_account"]))
            self._requests[step["id"]] = (answer.result.request, amount, *sides)
            if int(step.get("timeout_s", "0") or 0):
                self._pending_until[step["id"]] = self._now + int(step["timeout_s"])

    def _resolve(self, step: dict[str, Any], amount: int, plain: bool) -> None:
        name, result = step.get("pending_id", ""), step["expected_result"]
        both = step.get("post_pending") and step.get("void_pending")
        if name not in self._requests or both or not plain or not (result == "created" or result in DECIDED):
            self._no_term(step)
            return
        request, whole, source, target = self._requests[name]
        self._pending_until.pop(name, None)
        less = step.get("post_pending") and amount < whole
        if result in DECIDED or not less:
            kind = (
                ApproveRequest(request=request)
                if step.get("post_pending")
                else DeclineRequest(request=request, reason="no")
            )
            # Theirs may use an id again that failed this way. Ours keeps the refusal, so the next try is another command.
            self._judge(step, self._give(kind, new_id() if result in DECIDED else step["id"], CHECKER))
            return
        self._must(DeclineRequest(request=request, reason="less"), f"less {name}", CHECKER)
        if amount:
            rest = msgspec.structs.replace(
                _transfer(source, target, amount), transaction=derived_id(self._name, "transaction", step["id"])
            )
            self._first[step["id"]] = self._must(rest, step["id"])
            self._given.add(step["id"])
        self.said["played"] += 1

    def _lookup_account(self, step: dict[str, Any]) -> None:
        key = step["account"]
        expected = step.get("expected")
        with self._bank.engine.connect() as conn:
            row = ACCOUNTS.fetch(conn, [self._id(key)]).get(self._id(key))
        if expected is None or key in self._tainted:
            assert expected is not None or row is None or key in self._tainted, step
            self.said["no term: tainted" if expected is not None else "played"] += 1
            return
        assert row is not None, step
        ours = (row.pending, row.debits, row.credits)
        theirs = tuple(int(expected[name]) for name in ("debits_pending", "debits_posted", "credits_posted"))
        assert ours == theirs, (step["raw"], ours)
        self.said["played"] += 1

    def _lookup_transfer(self, step: dict[str, Any]) -> None:
        """Whether it is there; one that was never played is not, and should not be."""
        wanted = step["expected"]
        key = derived_id(self._name, "transaction", step["transfer"])
        with self._bank.engine.connect() as conn:
            row = TRANSACTIONS.fetch(conn, [key]).get(key)
        if step["transfer"] not in self._given and wanted.get("exists") != "false":
            self.said["no term: looked up"] += 1
            return
        if "exists" in wanted:
            assert (row is not None) is (wanted["exists"] == "true"), step
        else:
            assert row is not None and row.amount == int(wanted["amount"]), step
        self.said["played"] += 1

    # -- inside ----------------------------------------------------------------------------------------------------

    def _speakable(self, step: dict[str, Any], amount: int) -> bool:
        named = (
            step["id"] not in ("T0", "-0") and step.get("ledger") != "L0" and "timestamp" not in step["expected_result"]
        )
        there = step["debit_account"] != step["credit_account"] and 0 < amount < MOST
        sides = {step["debit_account"], step["credit_account"]}
        failed_here = step["expected_result"] != "id_already_failed" or step["id"] in self._given
        return bool(failed_here and named and there and not sides & self._tainted and step["expected_result"] in SPOKEN)

    def _no_term(self, step: dict[str, Any]) -> None:
        self.said["no term"] += 1
        moves = (
            any(step.get(flag) for flag in (*_FLAGS, "post_pending", "void_pending")) or step.get("amount", "0") != "0"
        )
        if step["expected_result"] == "created" and moves:
            self._taint(step["debit_account"], step["credit_account"])
            name = step.get("pending_id", "")
            if name in self._requests:
                self._tainted_ids(self._requests[name][2:])

    def _taint(self, *names: str) -> None:
        self._tainted.update(names)

    def _tainted_ids(self, ids: tuple[str, ...]) -> None:
        self._tainted.update(name for name in self._asked if self._asked[name] in ids)

    def _movement(self, step: dict[str, Any], amount: int) -> Transfer:
        # The rest of what theirs carries makes the body another one, as a narration does.
        more = " ".join(str(step.get(name, "")) for name in ("user_data_128", "user_data_64", "user_data_32", "code"))
        sides = self._id(step["debit_account"]), self._id(step["credit_account"])
        return Transfer(transaction=derived_id(self._name, "transaction", step["id"]), debit_account=sides[0],
                        credit_account=sides[1], amount=Money(amount, "GHS"), narration=more.strip())  # fmt: skip

    def _judge(self, step: dict[str, Any], answer: AnyAnswer) -> None:
        self.said["played"] += 1
        result, key = step["expected_result"], step["id"]
        if result == "created":
            assert isinstance(answer, Executed | Awaiting), (step["raw"], answer)
            self._first[key] = answer
        elif result == "exists":
            assert type(answer) is type(self._first[key]), (step["raw"], answer)
            assert getattr(answer, "seq", 0) == getattr(self._first[key], "seq", 1)
        elif result.startswith("exists_with_different"):
            assert answer == NotTaken(code=ErrorCode.COMMAND_ID_REUSED), (step["raw"], answer)
        elif result == "id_already_failed":
            assert not isinstance(answer, Executed | Awaiting), (step["raw"], answer)
        else:
            assert isinstance(answer, Refused), (step["raw"], answer)
            assert answer.problem.code in CODES[result], (step["raw"], answer)

    def _id(self, name: str) -> str:
        self._asked[name] = derived_id(self._name, name)
        return self._asked[name]

    def _must(self, command: Command, key: str, who: str = MANAGER) -> Executed:
        answer = self._give(command, key, who)
        assert isinstance(answer, Executed), (command, answer)
        return answer

    def _give(self, command: Command, key: str, who: str) -> AnyAnswer:
        header = Header(command_id=derived_id(self._name, "command", key), made_by=who, delivered_by=who,
                        device=derived_id("script", "device"), counter=1, made_at="2026-11-24T10:00:00.000Z")  # fmt: skip
        answer = self._bank.writer.execute_sync(header, command)
        if isinstance(answer, Executed | Awaiting):
            self._under.setdefault(key, (command, who))
        return answer


def _transfer(source: str, target: str, amount: int) -> Transfer:
    return Transfer(transaction=new_id(), debit_account=source, credit_account=target, amount=Money(amount, "GHS"))


def _amount(text: str) -> int:
    """``-n`` is the largest integer less n, ``_`` nothing."""
    if text.startswith("-"):
        return 2**128 - 1 - int(text[1:] or 0)
    return int(text) if text.isdigit() else 0
