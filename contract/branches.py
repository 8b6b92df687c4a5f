"""Branches and their business day. The business date is the branch's fact, apart from any clock."""

from typing import Annotated

import msgspec

from contract.base import Command, Fact
from contract.ids import Code, Id

IsoDate = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\n)$")]


class AddBranch(Command, frozen=True, tag="add_branch"):
    branch: Id
    code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2,4}(?!\n)$")]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class OpenBranchDay(Command, frozen=True, tag="open_branch_day"):
    branch: Id
    business_date: IsoDate


class CloseBranchDay(Command, frozen=True, tag="close_branch_day"):
    branch: Id
    business_date: IsoDate


class BranchFact(Fact, frozen=True, tag="branch"):
    branch: Id
    code: str
    name: str
    business_date: str
    open: bool


__all__ = ["AddBranch", "BranchFact", "CloseBranchDay", "Code", "IsoDate", "OpenBranchDay"]
