from datetime import date

from teller_app.shell import lookups


def test_every_room_is_asked_for_with_all_its_questions() -> None:
    made = (
        lookups.counter_lookups(),
        lookups.approval_lookups(),
        lookups.drawer_lookups("branch"),
        lookups.vault_lookups(),
        lookups.journal_lookups(),
        lookups.desk_lookups(),
        lookups.branch_lookups(lambda: date(2026, 11, 22)),
        lookups.variance_lookups(),
        lookups.advance_lookups("branch"),
    )
    for one in made:
        assert all(callable(getattr(one, name)) for name in one.__dataclass_fields__)
