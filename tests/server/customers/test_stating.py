"""At which branch one works, and whom one finds there."""

from contract.errors import ErrorCode, Rejected
from server.customers.stating import of_this_branch, work_at
from server.customers.tables import CUSTOMERS
from tests.server.room_kit import ABENA, AUDITOR, EFUA, MAKOLA, OSU, Kit


def test_one_works_at_home_and_who_has_none_anywhere(kit: Kit) -> None:
    assert kit.staged(lambda ctx: work_at(ctx, MAKOLA), EFUA) is None
    elsewhere = kit.staged(lambda ctx: work_at(ctx, OSU), EFUA)
    assert isinstance(elsewhere, Rejected) and elsewhere.code is ErrorCode.WRONG_BRANCH
    assert kit.staged(lambda ctx: (work_at(ctx, MAKOLA), ctx.branch), AUDITOR) == (None, MAKOLA)
    nowhere = kit.staged(lambda ctx: work_at(ctx, "x"), AUDITOR)
    assert isinstance(nowhere, Rejected) and nowhere.code is ErrorCode.BRANCH_UNKNOWN


def test_a_customer_of_another_branch_is_unknown(kit: Kit) -> None:
    customer = kit.customer()

    def seen(who: str) -> str:
        def look(ctx):
            ctx.load([(CUSTOMERS, customer)])
            return of_this_branch(ctx, customer)

        return type(kit.staged(look, who)).__name__

    assert [seen(who) for who in (EFUA, ABENA)] == ["CustomerRow", "Rejected"]
