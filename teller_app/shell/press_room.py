"""From a posting to paper: facts to a document on a worker thread, the durable queue, the preview on the Qt thread.

A PDF takes a tenth of a second to make, which is too long for the thread that draws; so everything but the preview happens aside.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from contract import paths
from contract.base import Command
from contract.drawers import ReconciliationFact
from contract.feed import Executed
from contract.ledger import AccountFact, Original, Posted, TransactionFact, Transfer, Withdraw
from contract.papers import OverShortPaper, PositionPaper, TransferPaper, TrialPaper
from teller_app import cash_papers, papers
from teller_app.counter.following import Slip
from teller_app.manifest import Port
from teller_app.papers import Desk
from teller_app.printing.document import PrintDocument
from teller_app.printing.errors import PrintRefused
from teller_app.printing.facts import ReceiptFacts, ReceiptKind, Stamp
from teller_app.printing.press import Press
from teller_app.printing.preview import PageImage, page_images
from teller_app.printing.print_queue import PrintQueue
from teller_app.printing.slip_facts import Cause

log = logging.getLogger(__name__)
DPI = 150


type Target = tuple[str, str]
"""Number and holder of the account that a transfer goes to."""


@dataclass(frozen=True)
class Sources:
    """Questions to the replica and to the outbox that a reprint needs."""

    account: Callable[[Any, str], AccountFact | None]
    target: Callable[[Any, str], Target | None]
    own_command: Callable[[str], Command | None]


class PressRoom(QObject):
    """``begun`` when somebody waits for a preview, ``shown(pages, title)`` when it is there, ``printed(title)`` after a job is
    queued and tried, ``refused(code)`` when it cannot be printed."""

    begun = Signal()
    printed = Signal(str)
    refused = Signal(str)
    shown = Signal(object, str)

    def __init__(self, press: Press, queue: PrintQueue, printer: str, desk: Desk, port: Port, sources: Sources) -> None:
        super().__init__()
        self._press, self._queue, self._printer = press, queue, printer
        self._desk, self._port, self._sources = desk, port, sources
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="coastal-press")
        self._last: PrintDocument | None = None

    # -- what rooms ask ------------------------------------------------------------------------------------------

    def receipt(self, slip: Slip) -> None:
        """The receipt of a posting: FINAL with the server's answer, PROVISIONAL while it waits in the outbox."""
        answer = slip.answer
        posted = answer.result if isinstance(answer, Executed) and isinstance(answer.result, Posted) else None
        name = slip.customer.full_name

        def printed(target: Target | None) -> None:
            self._do(lambda: made(papers.receipt(slip.command, posted, slip.account, name, self._desk, target)))

        def made(facts: ReceiptFacts) -> PrintDocument:
            if not isinstance(slip.command, Withdraw):
                return self._press.receipt(facts)
            words, card = self._press.wording.withdrawal, slip.customer.card_number
            return self._press.withdrawal(cash_papers.withdrawal(facts, slip.command, card, slip.mandate, words))

        if isinstance(slip.command, Transfer):
            credited = slip.command.credit_account
            self._port.query(lambda conn: self._sources.target(conn, credited), printed)
        else:
            printed(None)

    def again(self, fact: TransactionFact) -> None:
        """A reprint from the journal: from the own command, or from what the server says that another workstation took."""
        if not fact.accounts or not fact.receipt:
            self.refused.emit("nothing_to_print")
            return

        def found(both: tuple[AccountFact | None, Target | None]) -> None:
            account, target = both
            if account is None:
                self.refused.emit("nothing_to_print")
            elif (own := self._sources.own_command(fact.transaction)) is not None:
                self._print_again(fact, own, account, target)
            else:
                self._ask_original(fact, account, target)

        self._port.query(lambda conn: self._accounts(conn, fact), found)

    def _accounts(self, conn: Any, fact: TransactionFact) -> tuple[AccountFact | None, Target | None]:
        other = fact.accounts[-1] if fact.kind == "transfer" else ""
        return self._sources.account(conn, fact.accounts[0]), self._sources.target(conn, other) if other else None

    def _ask_original(self, fact: TransactionFact, account: AccountFact, target: Target | None) -> None:
        """A duplicate is the same document: without the server nobody here knows all that it said, and it is not printed."""

        self._ask(paths.ORIGINAL.format(transaction=fact.transaction), {}, Original,
                  lambda said: self._print_again(fact, said, account, target))  # fmt: skip

    def _print_again(
        self, fact: TransactionFact, said: Command | Original, account: AccountFact, target: Target | None
    ) -> None:
        def made(number: int, first: Stamp | None) -> PrintDocument:
            facts = papers.again(fact, said, account, self._desk, number, target)
            if facts.kind is not ReceiptKind.WITHDRAWAL:
                return self._press.receipt(facts)
            words = self._press.wording.withdrawal
            return self._press.withdrawal(cash_papers.withdrawal(facts, None, "", None, words))

        self._do(lambda: self._next(made, least=1), preview=True)

    def slip(self, sheet: ReconciliationFact, number: str, reasons: tuple[Cause, ...] = ()) -> None:
        """The reconciliation slip; printing it again says DUPLICATE."""

        def made(again: int, first: Stamp | None) -> PrintDocument:
            return self._press.slip(papers.slip(sheet, number, self._desk, again, reasons, first))

        self._do(lambda: self._next(made), preview=True)

    def position(self, drawer: str, day: str, seq: int) -> None:
        """A drawer's cash position after one journal row, as the server vouches for it; again it says DUPLICATE."""
        path, params = paths.DRAWER_POSITION.format(drawer=drawer), {"day": day, "seq": str(seq)}
        self._fetch(path, params, PositionPaper, lambda paper, again, first: self._press.position(
            cash_papers.position(paper, self._desk, again, first)))  # fmt: skip

    def voucher(self, transfer: str) -> None:
        """The voucher of a cash transfer, two copies. Received, it is another print of the same paper."""
        words = self._press.wording.voucher
        self._fetch(paths.TRANSFER_PAPER.format(transfer=transfer), {}, TransferPaper, lambda paper, again, first: self._press.voucher(
            cash_papers.voucher(paper, self._desk, words, again, first)))  # fmt: skip

    def trial(self, branch: str) -> None:
        """A branch's trial balance and proof sheet of its business day as of now."""
        words = self._press.wording.trial
        self._fetch(paths.TRIAL_BALANCE.format(branch=branch), {"currency": "GHS"}, TrialPaper, lambda paper, again, first: self._press.trial(
            cash_papers.trial(paper, self._desk, words, again, first)))  # fmt: skip

    def over_short(self, variance: str, reasons: tuple[Cause, ...] = ()) -> None:
        """The over/short record of one close. After another step it is another print of the same close."""
        words = self._press.wording.over_short
        self._fetch(paths.OVER_SHORT.format(variance=variance), {}, OverShortPaper, lambda paper, again, first: self._press.over_short(
            cash_papers.over_short(paper, self._desk, words, reasons, again, first)))  # fmt: skip

    def _fetch[P: PositionPaper | TransferPaper | TrialPaper | OverShortPaper](
        self, path: str, params: dict[str, str], kind: type[P], make: Callable[[P, int, Stamp | None], PrintDocument]
    ) -> None:
        """A paper that only the server can vouch for."""
        self._ask(path, params, kind, lambda paper: self._do(
            lambda: self._next(lambda again, first: make(paper, again, first)), preview=True))  # fmt: skip

    def _ask[P](self, path: str, params: dict[str, str], kind: type[P], then: Callable[[P], None]) -> None:
        """What only the server knows; what keeps it from saying so is told."""

        def fetched(body: bytes | None, code: str) -> None:
            if body is None:
                self.refused.emit("needs_server" if code == "offline" else code)
                return
            try:
                said = msgspec.json.decode(body, type=kind)
            except msgspec.MsgspecError:
                self.refused.emit("server_fault")
                return
            then(said)

        self._port.fetch(path, params, fetched)

    def show_last(self) -> None:
        """Ctrl+P at the counter: the last paper on the screen."""
        if self._last is not None:
            self.begun.emit()
            self._pool.submit(self._show, self._last)

    def close(self) -> None:
        """Finish what is being printed."""
        self._pool.shutdown(wait=True)

    # -- aside ---------------------------------------------------------------------------------------------------

    def _do(self, make: Callable[[], PrintDocument], preview: bool = False) -> None:
        if preview:
            self.begun.emit()
        self._pool.submit(self._print, make, preview)

    def _next(self, make: Callable[[int, Stamp | None], PrintDocument], least: int = 0) -> PrintDocument:
        """The next print of a paper: the original (0) or the n-th duplicate, ``least`` where the original was printed elsewhere.

        The queue's records say how many there were: they outlive a sign-out, and know what was never printed.
        """
        document = make(least, None)
        before = self._queue.prints(document.key)
        again = max(before, default=-1) + 1
        if again <= least:
            return document
        first = Stamp(before[0].made_at, self._desk.workstation) if 0 in before else None
        return make(again, first)

    def _print(self, make: Callable[[], PrintDocument], preview: bool) -> None:
        try:
            document = make()
            self._queue.add(document, self._printer)
            self._queue.run()
        except PrintRefused as error:
            log.warning("not printed: %s", error)
            self.refused.emit(error.code)
        except OSError as error:
            log.warning("the print queue's disk refused: %s", error)
            self.refused.emit("storage_full")
        except Exception:
            log.exception("a paper could not be made")
            self.refused.emit("internal")
        else:
            self._last = document
            self.printed.emit(document.title)
            if preview:
                self._show(document)

    def _show(self, document: PrintDocument) -> None:
        pages: list[PageImage] = page_images(document.data, DPI)
        self.shown.emit(pages, document.title)
