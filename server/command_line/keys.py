"""``keys``: the pairs that sign tokens and seals, exchanged while the bank is open."""

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from server.command_line.hand import Config, Plain, Url, opened
from server.command_line.hand import settings_of as of
from server.staff import activity
from server.staff.keys import Pair, load_keys, rotate

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
    found = load_keys(of(config, url=url).key_folder)
    for name, ring in (("tokens", found.signing), ("seals", found.sealing)):
        print(f"{name}: {ring.held.kid} signs")
        for kid, former in sorted(ring.held.former.items(), key=lambda item: item[1].until):
            print(f"{name}: {kid} until {former.until}")
