"""The shared stories of payments (``repayment_allocation``, ``arrears_ageing``) played on our own allocation, a step at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contract.loans import Ahead
from contract.repaying import Owed, allocate
from tests.contract.loan_cases import Case, minor

PARTS = {"Penalties": "penalty", "Fees": "fee", "Interest": "interest", "Principal": "principal"}
STRATEGIES = {
    "PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER": ("penalty fee interest principal", "penalty fee interest principal"),
    "DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST": ("penalty fee interest principal", "principal penalty fee interest"),
    "DUE_PENALTY_INTEREST_PRINCIPAL_FEE_IN_ADVANCE_PENALTY_INTEREST_PRINCIPAL_FEE": ("penalty interest principal fee", "penalty interest principal fee"),
    "ADVANCED_PAYMENT_ALLOCATION": ("penalty fee principal interest", "penalty fee principal interest"),
}  # fmt: skip
"""In which order the parts of what is due are paid, and of what is early."""
AHEAD = {"NEXT_INSTALLMENT": Ahead.NEXT, "LAST_INSTALLMENT": Ahead.LAST, "REAMORTIZATION": Ahead.SHARED}
FOREIGN = (
    ("transaction with", "credits of the bank that are allocated in another order than a payment"),
    ("rescheduleLoan", "rescheduling comes with section 5's rest"),
    ("charge adjustment", "charges come with section 5's rest"),
    ("Processing charge", "charges come with section 5's rest"),
    ("COB job", "the day's end is that of section 5's rest"),
)


def outside(case: Case) -> str:
    """Why a story is none that a loan of ours can have; empty: it is one."""
    said = str(case["inputs"]["steps"])
    if said.count("successfully disburse") > 1:
        return "several disbursals of one loan come with section 5's rest"
    return next((why for word, why in FOREIGN if word in said), "")


@dataclass(frozen=True)
class Rule:
    """The order of a strategy."""

    due: tuple[str, ...]
    early: tuple[str, ...]
    by_part: bool = False
    ahead: Ahead = Ahead.NEXT


@dataclass
class Story:
    """A loan with its charges and its payments so far; what was paid is reckoned anew for each question."""

    rule: Rule
    lines: list[tuple[str, dict[str, int]]] = field(default_factory=list)
    charges: list[tuple[str, str, int]] = field(default_factory=list)
    paid: list[tuple[str, int]] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)

    def undo(self, day: str, which: int) -> None:
        """The so-manieth payment of a day counts no more."""
        self.undone.add([at for at, (when, _) in enumerate(self.paid) if when == day][which - 1])

    def splits(self) -> Iterator[tuple[str, int, dict[str, int]]]:
        """Day, amount and split of each payment, in their order; of what was undone no split."""
        left = [dict(parts) for _, parts in self.lines]
        charged = [amount for _, _, amount in self.charges]
        for at, (day, amount) in sorted(enumerate(self.paid), key=lambda one: one[1][0]):
            if at in self.undone:
                yield day, amount, {}
                continue
            found = allocate(list(self._owed(day, left, charged)), amount, day, self.rule)
            split: dict[str, int] = {}
            for (number, part), taken in found.items():
                split[part] = split.get(part, 0) + taken
                if number < len(left) and part in left[number]:
                    left[number][part] -= taken
                    continue
                for one in self._charges_of(number, part, len(left)):
                    gone = min(taken, charged[one])
                    charged[one], taken = charged[one] - gone, taken - gone
            yield day, amount, split

    def _owed(self, day: str, left: list[dict[str, int]], charged: list[int]) -> Iterator[Owed]:
        """A charge that is due before its instalment is owed by itself; others belong to the instalment in whose period they fall due."""
        alone = {at for at, (due, _, _) in enumerate(self.charges) if due <= day < self.lines[self._line_of(due)][0]}
        for at, (due, part, _) in enumerate(self.charges):
            if at in alone:
                yield Owed(len(left) + at, due, {part: charged[at]})
        for number, (due, _) in enumerate(self.lines):
            parts = dict(left[number])
            for at, (charge_due, part, _) in enumerate(self.charges):
                if at not in alone and self._line_of(charge_due) == number:
                    parts[part] = parts.get(part, 0) + charged[at]
            yield Owed(number, due, parts)

    def _line_of(self, due: str) -> int:
        return next((n for n, (line_due, _) in enumerate(self.lines) if due <= line_due), len(self.lines) - 1)

    def _charges_of(self, number: int, part: str, lines: int) -> list[int]:
        if number >= lines:
            return [number - lines]
        return [at for at, (due, kind, _) in enumerate(self.charges) if kind == part and self._line_of(due) == number]


def day_of(text: str) -> str:
    """ "15 January 2023" as an ISO date."""
    return datetime.strptime(text, "%d %B %Y").date().isoformat()


def play(case: Case) -> Iterator[tuple[list[tuple[str, int, dict[str, int]]], list[dict[str, Any]]]]:
    """At each question of the story: our splits, and the payments as they are printed."""
    steps = case["inputs"]["steps"]
    made = next(step["rows"][0] for step in steps if "fully customized" in step["text"])
    due, early = (tuple(order.split()) for order in STRATEGIES[made["Payment strategy"]])
    ahead = next(
        (word for step in steps if "future installment" in step["text"] for word in AHEAD if word in step["text"]), ""
    )
    story = Story(Rule(due, early, "VERTICAL" in made["LoanProduct"], AHEAD.get(ahead, Ahead.NEXT)))
    schedule = next(
        step["rows"] for step in steps if "Repayment schedule has" in step["text"] and "periods" in step["text"]
    )
    story.lines = [
        (row["Date"], {"principal": minor(row["Principal due"]), "interest": minor(row["Interest"])})
        for row in schedule if row["Nr"] and (minor(row["Principal due"]) or minor(row["Interest"]))
    ]  # fmt: skip
    if "DOWNPAYMENT_AUTO" in made["LoanProduct"]:
        story.paid.append((story.lines[0][0], story.lines[0][1]["principal"]))
    for step in steps:
        text, said = step["text"], re.findall(r'"([^"]*)"', step["text"])
        if "due date charge" in text:
            amount = minor(re.findall(r"and (\S+) EUR", text)[0])
            story.charges.append((day_of(said[1]), "penalty" if "NSF" in said[0] else "fee", amount))
        elif "makes" in text and "repayment on" in text:
            story.paid.append((day_of(said[1]), minor(re.findall(r"with (\S+) EUR", text)[0])))
        elif "undo" in text:
            story.undo(day_of(said[-1]), int(said[0]))
        elif "Transactions tab has" in text:
            yield (
                list(story.splits()),
                [row for row in step["rows"] if row["Transaction Type"] in ("Repayment", "Down Payment")],
            )
