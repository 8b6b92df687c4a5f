"""``approvals``: the lines of the policy, what needs a second person and who that is."""

from typing import Annotated

import typer

from contract.approvals import SetApprovalRule, When
from contract.permissions import Role
from server.approvals.policy import LIVES
from server.approvals.tables import RULES
from server.build import Bank
from server.command_line import words
from server.command_line.hand import Config, Plain, Url, branch_named, do, fail, opened
from server.command_line.hand import settings_of as of
from server.drawers.tables import DRAWERS

TIMED = frozenset({When.ESCALATE, *LIVES})
"""Sorts of lines whose bound is seconds."""

approvals = typer.Typer(no_args_is_help=True, cls=Plain, help="What needs a second person, and who decides.")


@approvals.command("rule")
def set_rule(
    name: Annotated[str, typer.Argument(help="the line's name; the same name again changes it")],
    when: Annotated[When, typer.Option(help="amount, day, flag, who, escalate, ask_life, pay_life, held_life")],
    act: Annotated[str, typer.Option(help="withdraw, deposit, transfer …; empty: any")] = "",
    branch: Annotated[str, typer.Option(help="the branch's code; empty: every one")] = "",
    drawer: Annotated[str, typer.Option(help="the drawer's number at that branch")] = "",
    tier: Annotated[int, typer.Option(help="the customer's tier; 0: any")] = 0,
    currency: Annotated[str, typer.Option(help="GHS, CZK; empty: any")] = "",
    flag: Annotated[str, typer.Option(help="dormant, politically_exposed, memo")] = "",
    bound: Annotated[str, typer.Option(help="an amount, as 5000 or 5,000.00")] = "0",
    seconds: Annotated[int, typer.Option(help="for escalate, ask_life, pay_life, held_life: how long")] = 0,
    role: Annotated[Role, typer.Option(help="who decides")] = Role.MANAGER,
    to_branch: Annotated[str, typer.Option(help="for escalate: the branch whose deciders are asked, too")] = "",
    off: Annotated[bool, typer.Option("--off", help="the line holds no more")] = False,
    url: Url = None,
    config: Config = None,
) -> None:
    """Set one line of the policy."""
    minor = words.minor(bound) if when not in TIMED else seconds
    with opened(of(config, url=url)) as bank:
        home = branch_named(bank, branch) if branch else None
        do(bank, SetApprovalRule, rule=name, when=when, act=act, branch=home, drawer=_drawer(bank, home, drawer), tier=tier,
           currency=currency, flag=flag, bound=minor, role=role, off=off,
           to_branch=branch_named(bank, to_branch) if to_branch else None)  # fmt: skip
    print(f"{name}: {'off' if off else when.value}")


@approvals.command("rules")
def list_rules(url: Url = None, config: Config = None) -> None:
    """All lines of the policy that hold."""
    with opened(of(config, url=url)) as bank:
        for row in sorted(bank.writer.resident.rows(RULES).values(), key=lambda row: row.id):
            if not row.off:
                parts = (row.act, row.flag, row.currency, f"tier {row.tier}" if row.tier else "", row.role)
                bound = f"above {words.written(row.bound)}" if row.when in (When.AMOUNT, When.DAY) else ""
                bound = f"{row.bound} s" if row.when in TIMED and row.bound else bound
                print(" ".join(part for part in (f"{row.id}:", row.when, *parts, bound) if part))


def _drawer(bank: Bank, branch: str | None, number: str) -> str | None:
    if not number:
        return None
    rows = bank.writer.resident.rows(DRAWERS).values()
    found = [row.id for row in rows if row.number == number and row.branch == branch]
    return (
        found[0]
        if found
        else fail(
            f"no drawer {number} at that branch" if branch else f"no drawer {number}: name its branch with --branch"
        )
    )
