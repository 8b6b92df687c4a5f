"""The audit trail as one frozen state."""

from dataclasses import dataclass, field
from typing import Any

from contract.doors import ActivityLine, AuditEntry, AuditLine, ChainState

GROUPS = ("all", "sign_in", "money", "access", "settings")
"""``sign_in`` is the activity log, which is chained like the journal; the rest are kinds of the journal."""
ACCESS = ("add_user", "change_user", "disable_user", "enable_user", "unlock_user", "end_sessions", "reset_password", "add_device",
          "ask_for_device", "rename_device", "revoke_device", "readmit_device", "approve_request", "decline_request",
          "withdraw_request", "delegate_decisions", "end_delegation", "escalate_request")  # fmt: skip
SETTINGS = ("change_role", "set_limit", "set_approval_rule", "set_product", "add_branch", "add_drawer", "set_vault")
MONEY = ("deposit", "withdraw", "transfer", "reverse_transaction", "open_drawer", "submit_count", "close_drawer", "force_close_drawer",
         "send_cash", "receive_cash", "refuse_cash", "exchange_cash", "grant_cash", "ask_for_cash", "count_vault", "fund_vault",
         "accept_variance", "recover_variance", "write_off_variance", "return_variance", "pay_advance", "retire_advance",
         "request_advance", "grant_stand_in")  # fmt: skip
KINDS = {"money": MONEY, "access": ACCESS, "settings": SETTINGS}

type TrailLine = AuditLine | ActivityLine


@dataclass(frozen=True)
class Check:
    """The walk over both chains: ``state`` is unchecked, checking, whole, broken or failed. ``bad`` is the first bad entry of ``chain``."""

    state: str = "unchecked"
    upto: int = 0
    of: int = 0
    chain: str = "journal"
    bad: int = 0
    what: str = ""

    @property
    def share(self) -> int:
        """Per cent."""
        return min(100, self.upto * 100 // self.of) if self.of else 0


@dataclass(frozen=True)
class TrailState:
    """``lines`` newest first, ``more`` where older ones can be had. ``entry`` is the chosen one whole, once the server sent it."""

    group: str = "all"
    text: str = ""
    lines: tuple[TrailLine, ...] = ()
    more: int = 0
    loading: bool = False
    chosen: str = ""
    entry: AuditEntry | None = None
    chain: ChainState | None = None
    check: Check = Check()
    exporting: bool = False
    exported: str = ""
    problem: str = ""
    problem_params: dict[str, Any] = field(default_factory=dict)

    @property
    def line(self) -> TrailLine | None:
        """The selected one."""
        return next((line for line in self.lines if key_of(line) == self.chosen), None)


def key_of(line: TrailLine) -> str:
    """What tells a line of one log from one of the other."""
    return f"a{line.n}" if isinstance(line, ActivityLine) else f"j{line.seq}"


def group_of(line: TrailLine) -> str:
    """The group a line belongs to, for its chip; work is what is in none."""
    if isinstance(line, ActivityLine):
        return "sign_in"
    return next((name for name, kinds in KINDS.items() if line.kind in kinds), "work")
