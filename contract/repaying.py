"""How money pays a loan, and how a loan stands on a day: one calculation for till and server. Pure, in whole minor units.

The interest of a schedule is what is asked for: paying late or early does not change it. Only what ends the loan is reckoned to the
day: all principal, and the interest of the days that have passed, less all interest that was paid. So nobody who pays early pays for days
that do not come: interest that was paid ahead is given back in what ends the loan, where it may be more than that day's interest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Protocol

import msgspec

from contract.loan_doors import Covered, Instalment, Standing
from contract.loans import Ahead, LoanTerms, Part
from contract.money import split


class Owed(msgspec.Struct, frozen=True):
    """One instalment with what of it is not paid, by part."""

    number: int
    due: str
    parts: Mapping[str, int]


class Rule(Protocol):
    """In what order money pays: the fields of ``LoanTerms`` that say it."""

    @property
    def due(self) -> Sequence[str]: ...

    @property
    def early(self) -> Sequence[str]: ...

    @property
    def by_part(self) -> bool: ...

    @property
    def ahead(self) -> Ahead: ...


Paid = dict[tuple[int, str], int]
"""By instalment's number and part."""


def allocate(owed: Sequence[Owed], amount: int, on: str, rule: Rule) -> Paid:
    """What of ``amount`` pays what: first all that is due by ``on``, oldest first, then what is early. What fits nowhere is left over."""
    paid: Paid = {}
    ripe = [line for line in owed if line.due <= on]
    later = [line for line in owed if line.due > on]
    left = _pour(paid, _cells(ripe, rule.due, rule.by_part), amount)
    if rule.ahead is Ahead.SHARED and later:
        left = _share(paid, later, left, rule.early)
    elif rule.ahead is Ahead.LAST:
        later.reverse()
    _pour(paid, _cells(later, rule.early, rule.by_part), left)
    return paid


def _cells(lines: Sequence[Owed], parts: Sequence[str], by_part: bool) -> Iterator[tuple[Owed, str]]:
    if by_part:
        return ((line, part) for part in parts for line in lines)
    return ((line, part) for line in lines for part in parts)


def _pour(paid: Paid, cells: Iterable[tuple[Owed, str]], amount: int) -> int:
    for line, part in cells:
        key = (line.number, part)
        taken = min(amount, line.parts.get(part, 0) - paid.get(key, 0))
        if taken > 0:
            paid[key] = paid.get(key, 0) + taken
            amount -= taken
    return amount


def _share(paid: Paid, lines: Sequence[Owed], amount: int, parts: Sequence[str]) -> int:
    """The same for each, as far as each owes it; what one cannot take is for the others."""
    while amount:
        open_lines = [line for line in lines if sum(line.parts.values()) > _of(paid, line)]
        if not open_lines:
            return amount
        before = amount
        for line, part_of_it in zip(open_lines, split(amount, [1] * len(open_lines)), strict=True):
            amount -= part_of_it - _pour(paid, _cells([line], parts, False), part_of_it)
        if amount == before:
            return amount
    return amount


def _of(paid: Paid, line: Owed) -> int:
    return sum(paid.get((line.number, part), 0) for part in line.parts)


def owed_of(line: Instalment) -> Owed:
    """What of an instalment is not paid."""
    parts = {Part.INTEREST: line.interest - line.paid_interest, Part.PRINCIPAL: line.principal - line.paid_principal}
    return Owed(line.number, line.due, {part.value: left for part, left in parts.items()})


def cover(terms: LoanTerms, lines: Sequence[Instalment], amount: int, on: str) -> tuple[Covered, ...]:
    """What ``amount`` pays on a day, by instalment. What ends the loan pays that and no more: the rest is over."""
    ends = standing(lines, on)
    if amount >= ends.payoff:
        return tuple(_ending(lines, ends.payoff_interest))
    paid = allocate([owed_of(line) for line in lines], amount, on, terms)
    found = (
        Covered(number=line.number, due=line.due, principal=paid.get((line.number, Part.PRINCIPAL), 0),
                interest=paid.get((line.number, Part.INTEREST), 0))
        for line in lines
    )  # fmt: skip
    return tuple(part for part in found if part.principal or part.interest)


def _ending(lines: Sequence[Instalment], interest: int) -> Iterator[Covered]:
    """All principal, and so much interest (negative: paid ahead, and given back) over the instalments in their order."""
    for line in lines:
        taken = max(-line.paid_interest, min(interest, line.interest - line.paid_interest))
        interest -= taken
        principal = line.principal - line.paid_principal
        if principal or taken:
            yield Covered(number=line.number, due=line.due, principal=principal, interest=taken)


def with_paid(lines: Sequence[Instalment], parts: Iterable[Covered]) -> tuple[Instalment, ...]:
    """The schedule after a payment."""
    found = {part.number: part for part in parts}
    return tuple(
        msgspec.structs.replace(line, paid_principal=line.paid_principal + part.principal,
                                paid_interest=line.paid_interest + part.interest)
        if (part := found.get(line.number)) else line
        for line in lines
    )  # fmt: skip


def standing(lines: Sequence[Instalment], on: str) -> Standing:
    """How a loan with this schedule stands on a day. Nothing is owed of an empty one."""
    left = [(line, sum(owed_of(line).parts.values())) for line in lines]
    ripe = [(line, rest) for line, rest in left if line.due <= on and rest > 0]
    late = [(line, rest) for line, rest in ripe if line.due < on]
    coming = next(((line, rest) for line, rest in left if line.due > on and rest > 0), None)
    interest = earned(lines, on) - sum(line.paid_interest for line in lines)
    principal = sum(line.principal - line.paid_principal for line in lines)
    return Standing(
        on=on,
        # Where interest was paid ahead the rest may be worth less than what is due: more than that is never asked for.
        due=min(principal + interest, sum(rest for _, rest in ripe)),
        arrears=min(principal + interest, sum(rest for _, rest in late)),
        days=days_between(late[0][0].due, on) if late else 0,
        next_due=coming[0].due if coming else "",
        next_amount=coming[1] if coming else 0,
        payoff=principal + interest,
        payoff_interest=interest,
    )


def earned(lines: Sequence[Instalment], on: str) -> int:
    """The interest of the days up to ``on``: of each period that is over, and of the running one by its days."""
    total = 0
    for line in lines:
        if line.due <= on:
            total += line.accrued
        elif line.opens < on:
            total += round(Fraction(line.accrued * days_between(line.opens, on), days_between(line.opens, line.due)))
    return total


def days_between(first: str, then: str) -> int:
    """Days from one ISO date to another."""
    return (date.fromisoformat(then) - date.fromisoformat(first)).days
