import msgspec

from contract import paths
from tests.teller_app.room_window import TEXTS, words_on
from tests.teller_app.staff.desk import ENTRY
from tests.teller_app.staff.test_view import place


def test_before_and_after_and_the_three_hashes(qtbot) -> None:
    _, view, _model, _ = place(qtbot)
    view.trail.table.select_key("j48213")
    said = words_on(view.trail.entry)
    assert "GH₵ 60,000.00 → GH₵ 80,000.00" in said
    for hashed in (ENTRY.prev_hash, ENTRY.line.hash, ENTRY.next_hash):
        assert f"{hashed[:4]} {hashed[4:8]}" in said
    assert "Entry 48,213" in said


def test_what_is_withheld_and_what_did_not_come(qtbot) -> None:
    _, view, model, port = place(qtbot)
    port.files[paths.AUDIT_ENTRY.format(seq=48188)] = msgspec.json.encode(
        msgspec.structs.replace(ENTRY, withheld=True, body="", before="")
    )
    model.trail.choose("j48188")
    assert TEXTS("staff.entry.withheld") in words_on(view.trail.entry)
    model.trail.choose("j48207")
    assert "Workstation revoked" in words_on(view.trail.entry), "the line itself is known"
    assert not view.trail.entry.hashes.isVisible()


def test_a_line_of_the_sign_ins_has_no_hashes_here(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.trail.set_group("sign_in")
    model.trail.choose("a810")
    said = words_on(view.trail.entry)
    assert "shift over" in said
    assert not view.trail.entry.hashes.isVisible()
