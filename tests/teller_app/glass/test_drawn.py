from teller_app.glass.drawn import Drawn


def test_a_part_is_stale_once_for_every_other_picture_of_it() -> None:
    drawn = Drawn()
    assert drawn.stale("head", "Ama", 1)
    assert not drawn.stale("head", "Ama", 1)
    assert drawn.stale("foot", "Ama", 1)
    assert drawn.stale("head", "Ama", 2)
    drawn.forget()
    assert drawn.stale("head", "Ama", 2)
