from teller_app.printing.roles import (
    A4,
    A4_ACROSS,
    A4_HALVES,
    A5,
    A5_STUB,
    A5_VOUCHER,
    A6,
    LETTERHEADS,
    MM,
    ROLES,
    STRONG_ROLE,
)


def test_paper_of_print_2() -> None:
    assert round((A5.width - A5.left - A5.right) / MM) == 124
    assert round((A6.width - A6.left - A6.right) / MM) == 89
    assert round((A4_ACROSS.width - A4_ACROSS.left - A4_ACROSS.right) / MM) == 261
    assert round((A5_VOUCHER.width - A5_VOUCHER.left - A5_VOUCHER.right) / MM) == 125
    assert round((A5_STUB.width - A5_STUB.left - A5_STUB.right) / MM) == 54
    assert round((A4.width - A4.left - A4.right) / MM) == 174
    assert {A4.form, A4_ACROSS.form, A4_HALVES.form, A5.form, A6.form} == set(LETTERHEADS)


def test_nothing_is_smaller_than_the_footer_and_strong_roles_exist() -> None:
    assert min(role.size for role in ROLES.values()) == ROLES["foot"].size == 6.2
    assert set(STRONG_ROLE.values()) <= set(ROLES)
