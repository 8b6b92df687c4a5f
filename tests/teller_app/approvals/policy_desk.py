"""Lines of the policy for tests, and an administrator's model over a fake port."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from contract.approvals import ApprovalRuleFact, RequestFact, When, Why
from contract.branches import BranchFact
from contract.drawers import DrawerFact
from contract.permissions import Permission, Role
from teller_app.approvals.policy import Lookups, PolicyModel
from tests.teller_app.approvals.desk import request
from tests.teller_app.kit import BRANCH, KWESI, FakePort

OSU = "01890000-0000-7000-8000-0000000000b2"
TILL = "01890000-0000-7000-8000-0000000000d9"
MANAGER = msgspec.structs.replace(KWESI, permissions=(Permission.DECIDE, Permission.OVERSEE_STAFF))
ADMINISTRATOR = msgspec.structs.replace(
    KWESI, roles=(Role.ADMINISTRATOR,), permissions=(Permission.CHANGE_STAFF, Permission.OVERSEE_STAFF)
)
RULES = (
    ApprovalRuleFact(rule="ask-life", when=When.ASK_LIFE, bound=900),
    ApprovalRuleFact(rule="dormant-withdraw", when=When.FLAG, act="withdraw", flag="dormant"),
    ApprovalRuleFact(rule="head", when=When.ESCALATE, branch=BRANCH, to_branch=OSU, bound=300),
    ApprovalRuleFact(rule="ops", when=When.WHO, act="transfer", role=Role.OPERATIONS),
    ApprovalRuleFact(rule="till-9", when=When.AMOUNT, act="withdraw", branch=BRANCH, drawer=TILL, currency="GHS", bound=2_000_00),
    ApprovalRuleFact(rule="tier-1", when=When.DAY, tier=1, currency="GHS", bound=5_000_00, off=True),
)  # fmt: skip


@dataclass
class Books:
    """What the replica says."""

    rules: Sequence[ApprovalRuleFact] = RULES
    requests: Sequence[RequestFact] = ()
    branches: Sequence[BranchFact] = (
        BranchFact(branch=BRANCH, code="040", name="Makola", business_date="2026-11-22", open=True),
        BranchFact(branch=OSU, code="041", name="Osu", business_date="2026-11-22", open=True),
    )
    drawers: Sequence[DrawerFact] = (
        DrawerFact(drawer=TILL, number="09", branch=BRANCH, currency="GHS", soft_max=0, hard_max=0, insured=0, tolerance=0),
    )  # fmt: skip


def asked(rule: str = "tier-1") -> RequestFact:
    """A change of a line that waits for a second person."""
    return request(7, kind="set_approval_rule", account="", amount=0, currency="", transaction="", is_permit=False,
                   reasons=(Why(code="policy_change", about=rule),),
                   content=f'{{"kind":"set_approval_rule","rule":"{rule}","when":"day"}}')  # fmt: skip


def room(books: Books | None = None, port: FakePort | None = None) -> tuple[PolicyModel, FakePort]:
    """The model."""
    books, port = books or Books(), port or FakePort(ADMINISTRATOR)
    lookups = Lookups(
        rules=lambda conn: books.rules,
        requests=lambda conn: books.requests,
        branches=lambda conn: books.branches,
        drawers=lambda conn: books.drawers,
    )
    model = PolicyModel(port, lookups)
    model.refresh()
    return model, port
