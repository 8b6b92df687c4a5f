"""The products' room and a change of one before its decider, as scenes of ``scenes.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from tests.teller_app.approvals import desk as approvals
from tests.teller_app.approvals.policy_desk import ADMINISTRATOR
from tests.teller_app.kit import FakePort
from tests.teller_app.products import desk as products

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage


def _administered(stage: Stage) -> None:
    """An administrator at this window; a change of one product waits, and a new one is asked for."""
    rights = (*stage.port.me.permissions, *ADMINISTRATOR.permissions)
    stage.port.me = msgspec.structs.replace(stage.port.me, permissions=rights)
    taken = products.asked(taken_by_name="Kofi Antwi", taken_at="2026-11-22T09:40:00.000Z")
    books = products.Books(requests=(taken, products.asked(products.NEW)))
    stage.products_model, stage.products_port = products.room(books, FakePort(ADMINISTRATOR))
    stage.work("products")


def products_waits(stage: Stage) -> None:
    _administered(stage)
    stage.products_model.choose(1)


def products_write(stage: Stage) -> None:
    _administered(stage)
    stage.products_model.change()
    stage.products_model.put(name="Savings plus", minimum=50_00, withdrawal_fee=20_000_00)
    stage.products_model.send()


def approvals_product(stage: Stage) -> None:
    """What the decider signs: each value as it was and as it shall be."""
    asked = products.asked(products.change(name="Current plus", withdrawal_fee=1_50, overdraft=200_00))
    stage.approvals_model, stage.approvals_port = approvals.room(approvals.Replica((asked,)), FakePort(stage.port.me))
    stage.work("approvals")


SCENES: tuple[Callable[[Stage], None], ...] = (products_waits, products_write, approvals_product)
