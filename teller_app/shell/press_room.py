"""From a posting to paper: facts to a document on a worker thread, the durable queue, the preview on the Qt thread.

A PDF takes a tenth of a second to make, which is too long for the thread that draws; so everything but the preview happens aside.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from contract import paths
from contract.base import UNREADABLE, Command
from contract.drawers import ReconciliationFact
from contract.feed import Executed
from contract.ledger import AccountFact, Original, Posted, TransactionFact, Transfer, Withdraw
from contract.papers import (
    AdvancePaper,
    CountPaper,
    NotePrint,
    OverShortPaper,
    PositionPaper,
    PrintNoted,
    TransferPaper,
    TrialPaper,
)
from teller_app import cash_papers, papers, slip_papers
from teller_app.counter.following import Slip
from teller_app.i18n import formats
from teller_app.manifest import Port
from teller_app.papers import Desk
from teller_app.printing.document import ESCPOS, PrintDocument, document_key
from teller_app.printing.errors import PrintRefused
from teller_app.printing.facts import ReceiptFacts, ReceiptKind, Stamp
from teller_app.printing.kept_facts import KeptLine
from teller_app.printing.press import Press
from teller_app.printing.preview import page_images, png_page
from teller_app.printing.print_queue import PrintQueue
from teller_app.printing.prints import Facts, name_of
from teller_app.printing.slip_facts import Cause

log = logging.getLogger(__name__)
DPI = 150


type Stated = PositionPaper | TransferPaper | TrialPaper | OverShortPaper | CountPaper | AdvancePaper
"""What only the server can state."""
type Make = Callable[[int, Stamp | None], Facts]
"""The n-th print (0 the original), and when and where the original was."""
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
    queued and tried, ``refused(code)`` when it cannot be printed, ``reason_owed(number)`` when it is a reprint and nobody has said why
    (``because``). ``roll`` is the name of the thermal printer, "" without one."""

    begun = Signal()
    printed = Signal(str)
    refused = Signal(str)
    reason_owed = Signal(str)
    shown = Signal(object, str)
    _sound = Signal(object, int, str, str, bool)

    def __init__(
        self, press: Press, queue: PrintQueue, printer: str, desk: Desk, port: Port, sources: Sources, roll: str = ""
    ) -> None:
        super().__init__()
        self._press, self._queue, self._printer, self._roll = press, queue, printer, roll
        self._desk, self._port, self._sources = desk, port, sources
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="coastal-press")
        self._sound.connect(self._ask_number)
        self._last: tuple[PrintDocument, Facts] | None = None
        self._owed: tuple[Make, int, str, str, bool] | None = None

    # -- what rooms ask ------------------------------------------------------------------------------------------

    def receipt(self, slip: Slip) -> None:
        """The receipt of a posting: FINAL with the server's answer, PROVISIONAL while it waits in the outbox. On the roll where
        there is one: the customer waits for it, and the cash drawer opens with it."""
        answer = slip.answer
        posted = answer.result if isinstance(answer, Executed) and isinstance(answer.result, Posted) else None
        name = slip.customer.full_name

        def printed(target: Target | None) -> None:
            def make() -> Facts:
                return made(papers.receipt(slip.command, posted, slip.account, name, self._desk, target))

            self.hand_out(make)

        def made(facts: ReceiptFacts) -> Facts:
            if not isinstance(slip.command, Withdraw):
                return facts
            words, card = self._press.wording.withdrawal, slip.customer.card_number
            return cash_papers.withdrawal(facts, slip.command, card, slip.mandate, words)

        if isinstance(slip.command, Transfer):
            credited = slip.command.credit_account
            self._port.query(lambda conn: self._sources.target(conn, credited), printed)
        else:
            printed(None)

    def hand_out(self, make: Callable[[], Facts]) -> None:
        """The original of what a customer waits for: on the roll where there is one, and on no screen."""
        self._aside(self._print, make, False, True)

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
        self.ask(paths.ORIGINAL.format(transaction=fact.transaction), {}, Original,
                  lambda said: self._print_again(fact, said, account, target))  # fmt: skip

    def _print_again(
        self, fact: TransactionFact, said: Command | Original, account: AccountFact, target: Target | None
    ) -> None:
        def made(number: int, first: Stamp | None) -> Facts:
            facts = papers.again(fact, said, account, self._desk, number, target)
            if facts.kind is not ReceiptKind.WITHDRAWAL:
                return facts
            return cash_papers.withdrawal(facts, None, "", None, self._press.wording.withdrawal)

        self.count(made, least=1)

    def slip(self, sheet: ReconciliationFact, number: str, reasons: tuple[Cause, ...] = ()) -> None:
        """The reconciliation slip; printing it again says DUPLICATE."""
        self.count(lambda again, first: slip_papers.slip(sheet, number, self._desk, again, reasons, first))

    def position(self, drawer: str, day: str, seq: int) -> None:
        """A drawer's cash position after one journal row, as the server vouches for it; again it says DUPLICATE."""
        path, params = paths.DRAWER_POSITION.format(drawer=drawer), {"day": day, "seq": str(seq)}
        self._fetch(path, params, PositionPaper,
                    lambda paper, again, first: cash_papers.position(paper, self._desk, again, first))  # fmt: skip

    def voucher(self, transfer: str) -> None:
        """The voucher of a cash transfer, two copies. Received, it is another print of the same paper."""
        words = self._press.wording.voucher
        self._fetch(paths.TRANSFER_PAPER.format(transfer=transfer), {}, TransferPaper,
                    lambda paper, again, first: cash_papers.voucher(paper, self._desk, words, again, first))  # fmt: skip

    def trial(self, branch: str, currency: str) -> None:
        """A branch's trial balance and proof sheet of its business day as of now, in one of its currencies."""
        words = self._press.wording.trial
        self._fetch(paths.TRIAL_BALANCE.format(branch=branch), {"currency": currency}, TrialPaper,
                    lambda paper, again, first: cash_papers.trial(paper, self._desk, words, again, first))  # fmt: skip

    def over_short(self, variance: str, reasons: tuple[Cause, ...] = ()) -> None:
        """The over/short record of one close. After another step it is another print of the same close."""
        words = self._press.wording.over_short
        self._fetch(paths.OVER_SHORT.format(variance=variance), {}, OverShortPaper,
                    lambda paper, again, first: cash_papers.over_short(paper, self._desk, words, reasons, again, first))  # fmt: skip

    def count_sheet(self, count: str) -> None:
        """What was counted: of a count in between, of a vault's, or a session's last. Once it is witnessed, it is another paper."""
        self._counted(paths.COUNT_SHEET.format(count=count), {})

    def blank_sheet(self, drawer: str, currency: str) -> None:
        """A sheet to count on: of a drawer by its id, of the vault where that is ""."""
        params = {"drawer": drawer} if drawer else {"currency": currency}
        self._counted(paths.BLANK_COUNT.format(branch=self._port.me.branch), params)

    def _counted(self, path: str, params: dict[str, str]) -> None:
        words = self._press.wording.count
        self._fetch(path, params, CountPaper,
                    lambda paper, again, first: cash_papers.count(paper, self._desk, words, again, first))  # fmt: skip

    def kept(self, lines: tuple[KeptLine, ...], currency: str) -> None:
        """The list of what waits here. Each is a paper of its own: the next one may say something else."""
        at = self._desk.clock()
        self.count(lambda again, first: cash_papers.kept(lines, currency, self._desk, at, again, first))

    def advance(self, advance: str, step: int) -> None:
        """A cash advance's voucher (step 1), the receipt of a retirement (the others), or of its newest step (0)."""
        words = self._press.wording.voucher
        self._fetch(paths.ADVANCE_PAPER.format(advance=advance), {"step": str(step)}, AdvancePaper,
                    lambda paper, again, first: cash_papers.advance(paper, self._desk, words, again, first))  # fmt: skip

    def _fetch[P: Stated](
        self, path: str, params: dict[str, str], kind: type[P], make: Callable[[P, int, Stamp | None], Facts]
    ) -> None:
        """A paper that only the server can vouch for."""
        self.ask(path, params, kind, lambda paper: self.count(lambda again, first: make(paper, again, first)))

    def ask[P](self, path: str, params: dict[str, str], kind: type[P], then: Callable[[P], None]) -> None:
        """What only the server knows; what keeps it from saying so is told."""

        def fetched(body: bytes | None, code: str) -> None:
            if body is None:
                self.refused.emit("needs_server" if code == "offline" else code)
                return
            try:
                said = msgspec.json.decode(body, type=kind)
            except UNREADABLE:
                self.refused.emit("server_fault")
                return
            then(said)

        self._port.fetch(path, params, fetched)

    def because(self, reason: str) -> None:
        """Why the paper of ``reason_owed`` is printed again; "": it is not."""
        owed, self._owed = self._owed, None
        if owed is not None and reason:
            self.begun.emit()
            self._ask_number(*owed, reason)

    def show_last(self) -> None:
        """Ctrl+P at the counter: the last paper on the screen."""
        if self._last is not None:
            self.begun.emit()
            self._aside(self._show, *self._last)

    def close(self) -> None:
        """Finish what is being printed."""
        self._pool.shutdown(wait=True)

    def show_on_roll(self) -> None:
        """The paper that was last printed once more on the roll, as the working copy of the same print."""
        last, roll = self._last, self._roll
        if last is not None and roll:
            self._aside(self._queued, lambda: self._press.roll(last[1]), roll)

    # -- aside ---------------------------------------------------------------------------------------------------

    def _aside[*A](self, call: Callable[[*A], object], *given: *A) -> None:
        self._pool.submit(self._told, partial(call, *given))

    def _told(self, call: Callable[[], object]) -> None:
        """What keeps a paper from being made or shown is told, whatever it is: nobody asks the pool, and somebody waits for the preview."""
        try:
            call()
        except PrintRefused as error:
            log.warning("not printed: %s", error)
            self.refused.emit(error.code)
        except OSError as error:
            log.warning("the print queue's disk refused: %s", error)
            self.refused.emit("storage_full")
        except Exception:
            log.exception("a paper could not be made")
            self.refused.emit("internal")

    def count(self, make: Make, least: int = 0) -> None:
        """Ask how often this was printed anywhere, then print it, shown on the screen; without the server, what this workstation knows has to do.

        ``least``: 1 where the original was printed with the posting and was never counted.
        """
        self.begun.emit()
        self._aside(self._try_out, make, least)

    def _try_out(self, make: Make, least: int) -> None:
        """What cannot be printed is told before anybody counts it."""
        facts = make(least, None)
        self._press.page(facts)
        again = least > 0 or bool(self._queue.prints(document_key(*name_of(facts), None, "")))
        self._sound.emit(make, least, *name_of(facts), again)

    @Slot(object, int, str, str, bool)
    def _ask_number(self, make: Make, least: int, number: str, status: str, again: bool, reason: str = "") -> None:
        def noted(body: bytes | None, code: str) -> None:
            known = papers.noted(body)
            if not reason and (known.owed if known else again):
                self._owed = make, least, number, status, again
                self.reason_owed.emit(number)
                return
            self._aside(self._print, lambda: self._next(make, least, known, reason), True, False)

        self._port.post(paths.PRINTS, NotePrint(number=number[:80], status=status, again=again, reason=reason), noted)

    def _next(self, make: Make, least: int, known: PrintNoted | None, reason: str) -> Facts:
        """The next print of a paper: the original (0) or the n-th duplicate, ``least`` where the original was printed elsewhere.

        The queue's records say how many there were here: they outlive a sign-out, and know what was printed without the server. The
        server says how many there were anywhere.
        """
        facts = make(least, None)
        before = self._queue.prints(document_key(*name_of(facts), None, ""))
        elsewhere = known.before + least if known else least
        again = max(least, max(before, default=-1) + 1, elsewhere)
        if again <= least:
            return papers.reasoned(facts, reason)
        first = Stamp(before[0].made_at, self._desk.workstation) if 0 in before else None
        if known is not None and known.before and not least:
            first = Stamp(formats.moment(known.first_at), known.first_device, known.first_by or None)
        return papers.reasoned(make(again, first), reason)

    def _print(self, make: Callable[[], Facts], preview: bool, roll: bool) -> None:
        """Queue and try it: on paper, or a receipt on the roll where there is one; then show it."""
        made: list[Facts] = []
        on_roll = roll and bool(self._roll)

        def document_of() -> PrintDocument:
            made.append(make())
            return self._press.roll(made[0]) if on_roll else self._press.page(made[0])

        document = self._queued(document_of, self._roll if on_roll else self._printer)
        self._last = document, made[0]
        self.printed.emit(document.title)
        if preview:
            self._show(document, made[0])

    def _queued(self, make: Callable[[], PrintDocument], printer: str) -> PrintDocument:
        """What was made and queued."""
        document = make()
        self._queue.add(document, printer)
        self._queue.run()
        return document

    def _show(self, document: PrintDocument, facts: Facts) -> None:
        """The pages, or the roll as it was typeset."""
        rolled = document.media_type == ESCPOS
        pages = [png_page(one) for one in self._press.pictures(facts)] if rolled else page_images(document.data, DPI)
        self.shown.emit(pages, document.title)
