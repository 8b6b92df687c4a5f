"""Screens of the cash rooms, see scenes.py. A scene whose name begins with manager is a manager's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtWidgets import QWidget

from contract.drawers import SessionState
from contract.floats import CountAgain
from contract.paths import CASH_FORECAST, DRAWER_CAUSES
from contract.receipts import UnusedReceipt, UnusedWhy
from teller_app.advances import room as advances_room
from teller_app.branches import end_room
from teller_app.branches import room as branches_room
from teller_app.drawers.state import BESIDE
from teller_app.glass.look import Look
from teller_app.history import room as history_room
from teller_app.i18n.text import Texts
from teller_app.manifest import Manifest
from teller_app.variances import room as variances_room
from teller_app.vault import room as vault_room
from tests.teller_app import samples
from tests.teller_app.advances import desk as advances
from tests.teller_app.branches import desk as branches
from tests.teller_app.branches.afternoon import afternoon as branch_afternoon
from tests.teller_app.drawers import desk as drawers
from tests.teller_app.history import desk as history
from tests.teller_app.kit import BRANCH, FakePort
from tests.teller_app.variances import desk as variances
from tests.teller_app.vault import desk as vault
from tests.teller_app.vault.afternoon import AFTERNOON, afternoon

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage


type Made = tuple[Manifest, Callable[[], QWidget]]
"""A room, and how its view is made."""


class Desks:
    """The cash rooms' models over their own ports."""

    def __init__(self, manager: bool) -> None:
        self.branch_replica = branches.Replica(
            variances=(branches.recorded(),),
            alerts=(branches.alert(2), branches.alert(3)),
            custody=vault.custody(),
            transit=vault.TO_TILL.amount,
        )
        self.branch_model, self.branch_port, _ = branches.watched(self.branch_replica)
        self.advance_model, _ = advances.room(advances.Replica())
        self.variance_model, port = variances.room(variances.Replica())
        found = variances.variance()
        port.files[DRAWER_CAUSES.format(session=found.variance)] = samples.causes(found.variance, found.amount)
        self.history_model, history_port = history.room(history.Replica(day=history.closed() if manager else None))
        history_port.files[DRAWER_CAUSES.format(session=drawers.SESSION_ID)] = samples.causes(drawers.SESSION_ID)
        self.vault_replica = replica = vault.Replica(
            vault=vault.custody(), session=None if manager else vault.session()
        )
        self.vault_model, self.vault_port = vault.room(replica, FakePort(vault.KEEPER if manager else vault.TELLER))

    def rooms(self, look: Look, texts: Texts) -> list[Made]:
        """What the frame shows of them."""
        return [
            (vault_room.MANIFEST, lambda: vault_room.make_view(look, texts, self.vault_model)),
            (variances_room.MANIFEST, lambda: variances_room.make_view(look, texts, self.variance_model)),
            (advances_room.MANIFEST, lambda: advances_room.make_view(look, texts, self.advance_model)),
            (branches_room.MANIFEST, lambda: branches_room.make_view(look, texts, self.branch_model)),
            (end_room.MANIFEST, lambda: end_room.make_view(look, texts, self.branch_model)),
            (history_room.MANIFEST, lambda: history_room.make_view(look, texts, self.history_model)),
        ]


def drawer_choose(stage: Stage) -> None:
    stage.work("drawers")


def drawer_opening(stage: Stage) -> None:
    drawer_choose(stage)
    drawers.look_back(stage.drawer_port, drawers.before(variance=-500, accepted=True))
    stage.drawer_model.choose(0)
    stage.drawer_model.set_counts({"20000": 40, "10000": 50})


def drawer_again(stage: Stage) -> None:
    """The first opening count was too far off."""
    drawer_opening(stage)
    stage.drawer_model.open_drawer()
    stage.drawer_port.settle(drawers.executed(CountAgain(session=drawers.SESSION_ID)))


def drawer_slip(stage: Stage) -> None:
    """Without the server, with a signed slip in hand."""
    stage.drawers.slips = (drawers.slip(),)
    drawer_choose(stage)
    stage.drawer_port.go_offline()
    stage.drawer_model.refresh()


def drawer_on_slip(stage: Stage) -> None:
    """Opened on the slip, the server is not back yet."""
    drawer_slip(stage)
    stage.drawers.session = drawers.session(postings=0, signed_by="Hajara Bawa", signed_at="2026-11-22T07:54:00.000Z")
    stage.drawer_model.refresh()


def manager_vault_slip(stage: Stage) -> None:
    """A cashier asks for a float on a slip, another's is out."""
    stage.work("vault")
    stage.cash.vault_replica.slips = (vault.slip(),)
    stage.cash.vault_model.refresh()
    stage.cash.vault_model.choose(f"slip:{vault.slip().slip}")


def drawer_opened(stage: Stage) -> None:
    """One note of ten is missing of what the vault sent."""
    drawer_opening(stage)
    stage.drawer_model.set_counts({**drawers.FLOAT, "1000": 99})
    stage.drawer_model.open_drawer()
    stage.drawer_port.settle(drawers.executed(drawers.opened()))


def drawer_signing(stage: Stage) -> None:
    stage.drawers.drawers = (drawers.drawer(two_sign=True, minimum=500_000), *stage.drawers.drawers[1:])
    stage.drawer_model.refresh()
    drawer_opened(stage)
    stage.drawers.session = drawers.session(state=SessionState.UNSIGNED)
    stage.drawer_model.refresh()


def drawer_declining(stage: Stage) -> None:
    drawer_signing(stage)
    stage.drawer_model.decline()
    stage.drawer_model.set_reason("Two notes of 50 look wrong")


def manager_vault_signs(stage: Stage) -> None:
    stage.work("vault")
    waiting = vault.session(3, state=SessionState.UNSIGNED)
    stage.cash.vault_replica.sessions = (waiting,)
    stage.cash.vault_replica.totals = {waiting.session: vault.held()}
    stage.cash.vault_model.refresh()
    stage.cash.vault_model.choose(f"opening:{waiting.session}")


def _session(stage: Stage) -> None:
    stage.drawers.session = drawers.session()
    stage.drawer_model.refresh()
    stage.work("drawers")


def drawer_session(stage: Stage) -> None:
    _session(stage)


def drawer_closing(stage: Stage) -> None:
    _session(stage)
    stage.drawer_model.begin_close()
    stage.drawer_model.set_counts({"20000": 99, "5000:strapped": 100, "1000:mutilated": 3})


def drawer_reconcile(stage: Stage) -> None:
    stage.drawers.session = drawers.session(state=SessionState.COUNTED)
    stage.drawers.sheet = drawers.sheet()
    path = DRAWER_CAUSES.format(session=drawers.SESSION_ID)
    stage.drawer_port.files[path] = samples.causes(drawers.SESSION_ID)
    stage.drawer_model.refresh()
    stage.work("drawers")


def drawer_counted_twice(stage: Stage) -> None:
    """Both counts beside each other; a payout was asked for under a number that no posting bears."""
    stage.drawers.session = drawers.session(state=SessionState.COUNTED)
    paid = UnusedReceipt(receipt="04-20261122-1-0030", why=UnusedWhy.PAID, instead="04-20261122-1-0032")
    stage.drawers.sheet = drawers.twice(unused_receipts=(paid,))
    stage.drawer_model.refresh()
    stage.work("drawers")
    stage.drawer_model.show_count(BESIDE)


def vault_of_a_cashier(stage: Stage) -> None:
    stage.work("vault")
    stage.cash.vault_model.begin("exchange")
    stage.cash.vault_model.set_counts({"5000": 4})


def vault_keeps_a_note(stage: Stage) -> None:
    stage.work("vault")
    stage.cash.vault_model.begin("impound")
    stage.cash.vault_model.set_counts({"20000": 1})
    stage.cash.vault_model.set_giver("Ama Serwaa", "0244000017", "AB1234567")


def manager_vault_sorts(stage: Stage) -> None:
    stage.cash.vault_replica.stock = {**vault.STOCK, "5000:strapped": 300, "5000:mutilated": 3, "20000:suspect": 1}
    stage.cash.vault_model.refresh()
    stage.work("vault")
    stage.cash.vault_model.begin("sort")
    stage.cash.vault_model.set_counts({"1000": 12})


def manager_vault_counts(stage: Stage) -> None:
    stage.cash.vault_replica.stock = {**vault.STOCK, "5000:strapped": 300, "5000:mutilated": 3}
    stage.cash.vault_model.refresh()
    stage.work("vault")
    stage.cash.vault_model.begin("count")
    stage.cash.vault_model.set_counts({"20000": 412, "5000:strapped": 300, "5000:mutilated": 3, "20000:suspect": 1})


def manager_vault(stage: Stage) -> None:
    stage.work("vault")
    stage.cash.vault_model.choose(f"ask:{vault.asked().requisition}")
    stage.cash.vault_model.begin("ask")


def manager_vault_ahead(stage: Stage) -> None:
    """Both hands on it, a bag that is received, a requisition as it is suggested."""
    afternoon(stage.cash.vault_replica)
    path = CASH_FORECAST.format(branch=BRANCH)
    stage.cash.vault_port.files[path] = msgspec.json.encode(AFTERNOON)
    stage.cash.vault_model.refresh()
    stage.work("vault")
    stage.cash.vault_model.choose(f"move:{vault.move().transfer}")


def manager_vault_grants(stage: Stage) -> None:
    stage.cash.vault_replica.totals = {vault.session(3).session: vault.held()}
    stage.cash.vault_model.refresh()
    manager_vault(stage)


def manager_vault_crowns(stage: Stage) -> None:
    """The second currency of the branch, and a till that asks for it."""
    stage.cash.vault_replica.foreign = (vault.crowns(),)
    stage.cash.vault_model.refresh()
    stage.work("vault")
    stage.cash.vault_model.turn_currency()
    stage.cash.vault_model.begin("count")


def manager_vault_confirms(stage: Stage) -> None:
    stage.work("vault")
    stage.cash.vault_model.choose(f"move:{vault.TO_BANK.transfer}")


def manager_branch(stage: Stage) -> None:
    stage.cash.branch_model, stage.cash.branch_port, _ = branch_afternoon()
    stage.work("branches")
    stage.cash.branch_model.choose("move_open:VT-0612")


def manager_branch_till_away(stage: Stage) -> None:
    stage.cash.branch_replica.tills = (branches.silent(),)
    stage.cash.branch_model.refresh()
    stage.work("branches")
    stage.cash.branch_model.choose("till_away:03")


def manager_branch_broken(stage: Stage) -> None:
    stage.cash.branch_port.files[f"/v1/branches/{BRANCH}/day-report"] = branches.report_bytes(branches.BROKEN)
    stage.work("branches")


def manager_day_end(stage: Stage) -> None:
    found = msgspec.structs.replace(branches.BROKEN, drawers=branches.EVENTFUL)
    stage.cash.branch_port.files[f"/v1/branches/{BRANCH}/day-report"] = branches.report_bytes(found)
    stage.work("day_end")


def manager_day_over(stage: Stage) -> None:
    stage.cash.branch_replica.branch = branches.branch(open=False)
    stage.cash.branch_replica.report = branches.closed_report()
    stage.cash.branch_replica.variances = ()
    stage.cash.branch_model.read_report()
    stage.cash.branch_model.refresh()
    stage.work("day_end")


def manager_variances(stage: Stage) -> None:
    stage.work("variances")
    stage.cash.variance_model.choose(variances.variance().variance)
    stage.cash.variance_model.begin("recover")


def advances_of_a_cashier(stage: Stage) -> None:
    stage.work("advances")
    stage.cash.advance_model.choose(advances.advance().advance)
    stage.cash.advance_model.begin("retire")


def manager_history(stage: Stage) -> None:
    stage.work("history")
    model = stage.cash.history_model
    model.choose(drawers.drawer("05").drawer)
    model.choose(history.DRAWER)
    model.to(11)


def history_of_a_cashier(stage: Stage) -> None:
    stage.work("history")


SCENES: tuple[Callable[[Stage], None], ...] = (drawer_choose, drawer_opening, drawer_again, drawer_slip, drawer_on_slip, drawer_opened, drawer_signing, drawer_declining, drawer_session, drawer_closing,
                                                 drawer_reconcile, drawer_counted_twice, vault_of_a_cashier, vault_keeps_a_note, manager_vault_sorts, manager_vault_counts, manager_vault, manager_vault_ahead, manager_vault_grants, manager_vault_crowns, manager_vault_confirms, manager_vault_signs, manager_vault_slip, manager_branch,
                                                 manager_branch_broken, manager_branch_till_away, manager_day_end, manager_day_over, manager_variances, advances_of_a_cashier, manager_history, history_of_a_cashier)  # fmt: skip
