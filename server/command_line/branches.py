"""``branches``, ``drawers`` and ``vault``: where the bank is, its business day, its tills and its cash."""

from typing import Annotated

import typer

from contract.branches import AddBranch, CloseBranchDay, OpenBranchDay
from contract.drawers import AddDrawer, FundVault
from contract.ids import new_id
from contract.money import pieces_total
from contract.vault import SetVault
from server.command_line import words
from server.command_line.hand import BranchCode, Config, Plain, Url, branch_named, do, opened
from server.command_line.hand import settings_of as of

Day = Annotated[str, typer.Argument(callback=words.day, help="YYYY-MM-DD")]
Currency = Annotated[str, typer.Option(callback=words.currency, help="GHS, CZK")]
_PIECES = "counts of pieces: 20x200,50x2c is twenty notes of 200 and fifty coins of 2"

branches = typer.Typer(no_args_is_help=True, cls=Plain, help="Branches and their business day.")
drawers = typer.Typer(no_args_is_help=True, cls=Plain, help="Tills and their bounds.")
vault = typer.Typer(no_args_is_help=True, cls=Plain, help="A branch's vault.")


@branches.command("add")
def add_branch(
    code: Annotated[str, typer.Argument(help="2 to 4 digits")], name: str, url: Url = None, config: Config = None
) -> None:
    """Found a branch."""
    with opened(of(config, url=url)) as bank:
        do(bank, AddBranch, branch=new_id(), code=code, name=name)
    print(f"branch {code}, {name}")


@branches.command("open-day")
def open_day(code: str, date: Day, url: Url = None, config: Config = None) -> None:
    """Begin a business date: later than every one before, a week ahead at most."""
    with opened(of(config, url=url)) as bank:
        do(bank, OpenBranchDay, branch=branch_named(bank, code), business_date=date)
    print(f"{code} is open on {date}")


@branches.command("close-day")
def close_day(
    code: str,
    date: Day,
    reason: Annotated[str, typer.Option(help="why the vault is not counted first")] = "",
    url: Url = None,
    config: Config = None,
) -> None:
    """End a business date. Every drawer has to be closed, and the vault counted by two people."""
    with opened(of(config, url=url)) as bank:
        do(bank, CloseBranchDay, branch=branch_named(bank, code), business_date=date, reason=reason)
    print(f"{code} has closed {date}")


@drawers.command("add")
def add_drawer(
    number: Annotated[str, typer.Argument(help="2 to 4 digits; it stands in receipt numbers")],
    branch: BranchCode,
    standing_float: Annotated[str, typer.Option("--float", help=_PIECES)],
    soft_max: Annotated[str, typer.Option(help="amount above which the cashier is told")],
    hard_max: Annotated[str, typer.Option(help="amount above which the managers are told, too")],
    insured: Annotated[str, typer.Option(help="amount that the insurance covers")],
    tolerance: Annotated[str, typer.Option(help="a variance that needs no manager")] = "10.00",
    second_count_above: Annotated[str, typer.Option(help="a variance that is counted twice")] = "50.00",
    offline_budget: Annotated[str, typer.Option(help="deposits that may queue while the server is away")] = "20000",
    minimum: Annotated[str, typer.Option(help="cash below which the till wants more from the vault; 0 is none")] = "0",
    two_sign: Annotated[bool, typer.Option("--two-sign", help="the vault's custodian signs each opening")] = False,
    currency: Currency = "GHS",
    url: Url = None,
    config: Config = None,
) -> None:
    """Admit a till with its standing float and its bounds (amounts as 50000 or 50,000.00)."""
    bounds = {
        "soft_max": soft_max,
        "hard_max": hard_max,
        "insured": insured,
        "tolerance": tolerance,
        "second_count_above": second_count_above,
        "offline_budget": offline_budget,
        "minimum": minimum,
    }
    fields = {name: words.minor(text) for name, text in bounds.items()}
    pieces = words.pieces(standing_float, currency)
    with opened(of(config, url=url)) as bank:
        do(bank, AddDrawer, drawer=new_id(), number=number, branch=branch_named(bank, branch), currency=currency,
           standing_float=pieces, two_sign=two_sign, **fields)  # fmt: skip
    print(f"drawer {number} at {branch}, float {words.written(pieces_total(pieces))} {currency}")


@vault.command("fund")
def fund_vault(
    branch: BranchCode,
    pieces: Annotated[str, typer.Option(help=_PIECES)],
    currency: Currency = "GHS",
    url: Url = None,
    config: Config = None,
) -> None:
    """Cash from head office into a branch's vault. The branch's day has to be open."""
    counted = words.pieces(pieces, currency)
    with opened(of(config, url=url)) as bank:
        do(bank, FundVault, branch=branch_named(bank, branch), currency=currency, pieces=counted)
    print(f"{words.written(pieces_total(counted))} {currency} into the vault of {branch}")


@vault.command("bounds")
def vault_bounds(
    branch: BranchCode,
    soft_max: Annotated[str, typer.Option(help="amount from which cash should go to the bank; 0 is no bound")] = "0",
    insured: Annotated[str, typer.Option(help="amount that the insurance covers; 0 is no bound")] = "0",
    idle_lock_min: Annotated[
        int | None,
        typer.Option(help="minutes after which a vault that two unlocked locks by itself; 0 never", min=0, max=24 * 60),
    ] = None,
    currency: Currency = "GHS",
    url: Url = None,
    config: Config = None,
) -> None:
    """The amounts that a vault should stay below, and when it locks by itself. People are told at nine tenths of each amount."""
    bounds = {name: words.minor(text) for name, text in (("soft_max", soft_max), ("insured", insured))}
    with opened(of(config, url=url)) as bank:
        do(bank, SetVault, branch=branch_named(bank, branch), currency=currency, idle_lock_min=idle_lock_min, **bounds)
    print(f"vault of {branch} bounded")
