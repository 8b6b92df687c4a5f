"""What the palette (Ctrl+K) finds: customers and receipts of the replica, commands of the rooms and of the shell."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from contract.customers import CustomerFact
from contract.ledger import AccountFact, TransactionFact
from teller_app.glass.palette import Mode
from teller_app.glass.palette_rows import PaletteGroup, PaletteItem
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.manifest import Port
from teller_app.shell.desk import Lookups
from teller_app.shell.ranks import NOTE, Ranks
from teller_app.shell.words import local_time

CUSTOMERS_MAX = 5
COMMANDS_MAX, COMMANDS_ALONE = 6, 8
"""With what was typed, and while nothing is: then they are nearly all that is shown."""
RECEIPTS_MAX = 5
LOOKED_AT_MAX = 40
"""So many of those that fit are ranked by what this person picks."""
CUSTOMER = "customer:"
ACCOUNT_LETTERS = 6

type Found = tuple[tuple[CustomerFact, tuple[AccountFact, ...]], ...]
type Held = tuple[CustomerFact, AccountFact] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the replica found."""

    people: Found = ()
    receipts: tuple[TransactionFact, ...] = ()
    account: Held = None


@dataclass(frozen=True, slots=True)
class Command:
    """Something the palette can do: ``run`` is called after it has closed."""

    name: str
    title: str
    sub: str
    key: str
    icon: str
    run: Callable[[], None]
    tone: str = "mute"


class Finder:
    """Answers the palette at once with commands, and later with what the replica found.

    ``show`` takes the groups that came late; a late answer to an older text is dropped.
    """

    def __init__(
        self,
        port: Port,
        lookups: Lookups,
        texts: Texts,
        open_customer: Callable[[CustomerFact], None],
        open_receipt: Callable[[TransactionFact], None],
    ) -> None:
        self._port = port
        self._lookups = lookups
        self._texts = texts
        self._open_customer = open_customer
        self._open_receipt = open_receipt
        self._commands: tuple[Command, ...] = ()
        self._asked: tuple[Mode, str] = ("all", "")
        self._answer: list[PaletteGroup] = []
        self._runs: dict[str, Callable[[], None]] = {}
        self.show: Callable[[Sequence[PaletteGroup]], None] = lambda groups: None
        self.ranks = Ranks(time.time)
        port.recall(NOTE, self.ranks.read)

    def set_commands(self, commands: Sequence[Command]) -> None:
        """What can be done where one is now."""
        self._commands = tuple(commands)

    def provide(self, mode: Mode, query: str) -> list[PaletteGroup]:
        """The palette asks at each key. Commands come at once, the replica is asked on its own thread."""
        self._asked = (mode, query)
        self._runs = {}
        self._answer = self._groups(mode, query, Answer())
        known = self._known() if not query and mode == "all" else []
        if mode != "commands" and (query or known):
            self._port.query(
                lambda conn: self._search(conn, mode, query, known), lambda found: self._late(mode, query, found)
            )
        return self._answer

    def run(self, key: str) -> None:
        """Do what was picked."""
        run = self._runs.get(key)
        if run is not None:
            self.ranks.picked(key)
            self._port.remember(NOTE, self.ranks.packed())
            run()

    def _search(self, conn: Any, mode: Mode, query: str, known: Sequence[str]) -> Answer:
        people: Found = ()
        if mode == "all":
            hits = self._people(conn, query, known)
            people = tuple((hit, tuple(self._lookups.accounts_of(conn, hit.customer))) for hit in hits)
        words = query.lower().split()
        if not words and mode == "all":
            return Answer(people)
        facts = self._lookups.receipts(conn)
        fit = (fact for fact in facts if fact.receipt and _matches(fact, words))
        receipts = self.ranks.order(list(islice(fit, LOOKED_AT_MAX)), lambda fact: f"receipt:{fact.transaction}")
        return Answer(people, tuple(receipts[:RECEIPTS_MAX]), self._held(conn, query) if mode == "all" else None)

    def _held(self, conn: Any, query: str) -> Held:
        """The account of a whole number, spaces allowed, with who holds it."""
        number = "".join(query.split())
        found = self._lookups.account(conn, number) if len(number) >= ACCOUNT_LETTERS else None
        if found is None:
            return None
        account, holder = found
        people = self._lookups.find(conn, holder, LOOKED_AT_MAX)
        owner = next((fact for fact in people if fact.customer == account.customer), None)
        return (owner, account) if owner is not None else None

    def _known(self) -> list[str]:
        """The customers that were picked most, for a palette in which nothing is typed yet."""
        return [key.removeprefix(CUSTOMER) for key in self.ranks.best(CUSTOMER, CUSTOMERS_MAX)]

    def _people(self, conn: Any, query: str, known: Sequence[str]) -> list[CustomerFact]:
        """Who fits, those first whom this person serves most; without a query these alone."""
        if not query:
            found = (self._lookups.find(conn, number, 1) for number in known)
            return [hits[0] for hits in found if hits]
        hits = list(self._lookups.find(conn, query, LOOKED_AT_MAX))
        if any(letter.isdigit() for letter in query):
            # Whoever types a number means that number.
            return hits[:CUSTOMERS_MAX]
        return self.ranks.order(hits, lambda fact: CUSTOMER + fact.number)[:CUSTOMERS_MAX]

    def _late(self, mode: Mode, query: str, found: Answer) -> None:
        if (mode, query) == self._asked:
            self._answer = self._groups(mode, query, found)
            self.show(self._answer)

    def _groups(self, mode: Mode, query: str, found: Answer) -> list[PaletteGroup]:
        texts = self._texts
        made = (
            ("shell.palette.customers", [self._customer(*hit) for hit in found.people]),
            ("shell.palette.accounts", [self._account(*found.account)] if found.account else []),
            ("shell.palette.commands", [] if mode == "receipts" else self._matching(query, mode)),
            ("shell.palette.receipts", [self._receipt(fact) for fact in found.receipts]),
        )
        return [PaletteGroup(texts(title), tuple(items)) for title, items in made if items]

    def _matching(self, query: str, mode: Mode) -> list[PaletteItem]:
        words = query.lower().split()
        fit = [command for command in self._commands if all(word in command.title.lower() for word in words)]
        if words:
            fit.sort(key=lambda command: _begins(command.title, words))
        fit = self.ranks.order(fit, lambda command: f"command:{command.name}")
        shown = fit if mode == "commands" else fit[: COMMANDS_MAX if words else COMMANDS_ALONE]
        return [self._command(command) for command in shown]

    def _command(self, command: Command) -> PaletteItem:
        key = f"command:{command.name}"
        self._runs[key] = command.run
        return PaletteItem(key, command.title, command.sub, keycap=command.key, icon=command.icon, tone=command.tone)

    def _customer(self, fact: CustomerFact, accounts: Sequence[AccountFact]) -> PaletteItem:
        key = CUSTOMER + fact.number
        self._runs[key] = lambda: self._open_customer(fact)
        phone = formats.phone(fact.phone) if fact.phone else ""
        sub = " · ".join(part for part in (self._texts("shell.cif", number=formats.cif(fact.number)), phone) if part)
        right = f"{accounts[0].product_name} {formats.money(accounts[0].available)}" if accounts else ""
        return PaletteItem(
            key, fact.full_name, sub, right, initials=formats.initials(fact.full_name), number=fact.number
        )

    def _account(self, owner: CustomerFact, fact: AccountFact) -> PaletteItem:
        key = f"account:{fact.number}"
        self._runs[key] = lambda: self._open_customer(owner)
        sub = f"{fact.product_name} · {formats.account_number(fact.number)}"
        right = formats.money_with_sign(fact.available, fact.currency)
        return PaletteItem(key, owner.full_name, sub, right, icon="coins", tone="accent")

    def _receipt(self, fact: TransactionFact) -> PaletteItem:
        key = f"receipt:{fact.transaction}"
        self._runs[key] = lambda: self._open_receipt(fact)
        at = local_time(fact.at)
        sub = self._texts("shell.palette.receipt", kind=self._kind(fact.kind), at=formats.clock(at) if at else "")
        right = formats.money_with_sign(fact.amount, fact.currency)
        return PaletteItem(key, f"{fact.receipt} · {fact.holder}", sub, right, icon="receipt")

    def _kind(self, kind: str) -> str:
        key = f"shell.kind.{kind}"
        return self._texts(key) if key in self._texts else self._texts("shell.kind.other")


def _begins(title: str, words: Sequence[str]) -> int:
    """How far into a title the first word begins that was typed: "appro" means Go to Approvals before Pay what was approved."""
    parts = title.lower().split()
    return next((at for at, part in enumerate(parts) if part.startswith(words[0])), len(parts))


def _matches(fact: TransactionFact, words: Sequence[str]) -> bool:
    text = f"{fact.receipt} {fact.holder}".lower()
    return all(word in text for word in words)
