"""Screens of the cash rooms, see scenes.py. A scene whose name begins with manager is a manager's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.teller_app.branches import desk as branches
from tests.teller_app.kit import BRANCH
from tests.teller_app.variances import desk as variances
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


def manager_branch(stage: Stage) -> None:
    stage.work("branches")
    stage.branch_model.choose("drawer_open:03")


def manager_branch_broken(stage: Stage) -> None:
    stage.branch_port.files[f"/v1/branches/{BRANCH}/day-report"] = branches.report_bytes(branches.BROKEN)
    stage.work("branches")


def manager_variances(stage: Stage) -> None:
    stage.work("variances")
    stage.variance_model.choose(variances.variance().variance)
    stage.variance_model.begin("recover")


SCENES: tuple[Callable[[Stage], None], ...] = (vault_of_a_cashier, manager_vault, manager_vault_confirms, manager_branch,
                                                 manager_branch_broken, manager_variances)  # fmt: skip
