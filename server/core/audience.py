"""Who may see a fact."""

from collections.abc import Set
from functools import lru_cache

import msgspec

AUDIENCES_KEPT = 4_096
"""A branch, a right and a person or two: every posting states four facts to the same few."""


class Audience(msgspec.Struct, frozen=True, omit_defaults=True):
    """People by name, or everyone who holds ``permission`` at ``branch`` (everywhere, where branch is empty)."""

    branch: str = ""
    permission: str = ""
    people: tuple[str, ...] = ()


class Reader(msgspec.Struct, frozen=True):
    """Somebody who follows the journal."""

    user: str
    branch: str
    permissions: frozenset[str]
    everywhere: bool = False


def may_see(reader: Reader, audience: Audience) -> bool:
    """Whether the fact is for this reader."""
    if reader.user in audience.people:
        return True
    if not audience.permission or audience.permission not in reader.permissions:
        return False
    return reader.everywhere or not audience.branch or audience.branch == reader.branch


def at_branch(branch: str, permission: str, people: Set[str] | tuple[str, ...] = ()) -> Audience:
    """Everyone with the permission at the branch, and these people besides."""
    return _at_branch(branch, permission, tuple(sorted(people)) if people else ())


@lru_cache(AUDIENCES_KEPT)
def _at_branch(branch: str, permission: str, people: tuple[str, ...]) -> Audience:
    return Audience(branch=branch, permission=permission, people=people)
