"""``keys``: the pairs that sign tokens and seals, exchanged while the bank is open."""

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from server.command_line.hand import Config, Plain, Url, opened
from server.command_line.hand import settings_of as of
from server.core.clock import system_clock
from server.staff import activity
from server.staff.keys import ROTATE_DAYS, Pair, age_days, load_keys, rotate

keys = typer.Typer(no_args_is_help=True, cls=Plain, help="The pairs that sign access tokens and seals.")


class Which(StrEnum):
    """What a pair signs."""

    TOKENS = "tokens"
    SEALS = "seals"


PAIRS = {Which.TOKENS: Pair.TOKENS, Which.SEALS: Pair.SEALS}


@keys.command("rotate")
def rotate_keys(
    which: Annotated[Which | None, typer.Argument(help="tokens or seals; both where nothing is said")] = None,
    at_once: Annotated[
        bool, typer.Option("--at-once", help="tokens of the old key end now, not within their minutes: it was stolen")
    ] = False,
    url: Url = None,
    config: Config = None,
) -> None:
    """A fresh pair signs from now on; running servers take it up within a second. What the old one signed still verifies."""
    with opened(of(config, url=url)) as bank:
        for name in [which] if which else list(Which):
            kid = rotate(bank.settings.key_folder, PAIRS[name], bank.clock(), at_once)
            told = partial(activity.note, now=bank.clock(), what=activity.KEY_ROTATED, detail=f"{name.value} {kid}")
            bank.writer.write_sync(told)
            print(f"{name.value}: {kid} signs from now on")


@keys.command("list")
def list_keys(config: Config = None, url: Url = None) -> None:
    """Which pairs sign, and which they followed."""
    folder = of(config, url=url).key_folder
    found = load_keys(folder)
    for name, ring in ((Which.TOKENS, found.signing), (Which.SEALS, found.sealing)):
        age = age_days(folder, PAIRS[name], system_clock())
        word = ", rotate it: keys rotate" if age > ROTATE_DAYS else ""
        print(f"{name}: {ring.held.kid} signs since {age} days{word}")
        for kid, former in sorted(ring.held.former.items(), key=lambda item: item[1].until):
            print(f"{name}: {kid} until {former.until}")
