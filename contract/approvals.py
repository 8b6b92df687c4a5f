"""Requests that a second person decides, and the permits that a decision about cash grants."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contract.base import Command, Fact, Result, Wire
from contract.ids import Id
from contract.permissions import Role
from contract.staff import Reason


class RequestState(StrEnum):
    """awaiting → approved | declined | withdrawn | expired; approved (a permit) → used | expired."""

    AWAITING = "awaiting"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    USED = "used"


class ApproveRequest(Command, frozen=True, tag="approve_request"):
    request: Id
    note: Annotated[str, msgspec.Meta(max_length=400)] = ""


class DeclineRequest(Command, frozen=True, tag="decline_request"):
    request: Id
    reason: Reason


class WithdrawRequest(Command, frozen=True, tag="withdraw_request"):
    """The maker takes it back."""

    request: Id


class ExpireRequests(Command, frozen=True, tag="expire_requests"):
    """The bank's clock: requests and permits past their time end, and what they held is released."""

    requests: Annotated[tuple[Id, ...], msgspec.Meta(max_length=200)]


class Why(Wire, frozen=True):
    """One reason a second person is asked, as a code with its figures. ``about`` names what it is about as people read it: a receipt."""

    code: str
    figure: int = 0
    bound: int = 0
    about: str = ""


class RequestFact(Fact, frozen=True, tag="request"):
    """A request as it stands. ``original`` is the transaction that a reversal is about; ``content`` the command as it was
    asked, as JSON, where it moves no money: whoever decides sees what they sign.
    """

    request: Id
    kind: str
    state: RequestState
    maker: Id
    maker_name: str
    branch: Id
    role: Role
    reasons: tuple[Why, ...]
    at: str
    expires_at: str
    amount: int = 0
    currency: str = ""
    account: str = ""
    account_number: str = ""
    holder: str = ""
    drawer: str = ""
    transaction: str = ""
    command: str = ""
    decided_by: str = ""
    decided_at: str = ""
    reason: str = ""
    is_permit: bool = False
    narration: str = ""
    original: str = ""
    content: str = ""


class Requested(Result, frozen=True, tag="requested"):
    request: Id
    role: Role
    reasons: tuple[Why, ...]
    expires_at: str


class Decided(Result, frozen=True, tag="decided"):
    request: Id
    state: RequestState
