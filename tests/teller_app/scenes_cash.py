"""Screens of the cash rooms, see scenes.py. A scene whose name begins with manager is a manager's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.teller_app.vault import desk as vault

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage


def vault_of_a_cashier(stage: Stage) -> None:
    stage.work("vault")
    stage.vault_model.begin("exchange")
    stage.vault_model.set_counts({"5000": 4})


def manager_vault(stage: Stage) -> None:
    stage.work("vault")
    stage.vault_model.choose(f"ask:{vault.asked().requisition}")
    stage.vault_model.begin("ask")


def manager_vault_confirms(stage: Stage) -> None:
    stage.work("vault")
    stage.vault_model.choose(f"move:{vault.TO_BANK.transfer}")


SCENES: tuple[Callable[[Stage], None], ...] = (vault_of_a_cashier, manager_vault, manager_vault_confirms)
