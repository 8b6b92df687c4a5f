"""The drawer in words only, the journal newest first."""

from teller_app.counter.view_side import DrawerCard, JournalCard
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.counter.world import World, booked, session


def test_the_drawer_card_knows_no_total(qtbot) -> None:
    world = World(session=session(limit="near"))
    world.journal = [booked(1, "deposit", 12_345_00)]
    card = DrawerCard(Look("dark"), Texts.load())
    qtbot.addWidget(card)
    card.render_state(world.model().state)
    shown = " ".join(label.text() for label in card.findChildren(Text)) + card._limit.words()
    assert "Near the limit" in shown
    assert "12,345" not in shown
    card.render_state(World(session=None).model().state)
    assert card._count.text() == "—"


def test_the_journal_filters_cash(qtbot) -> None:
    world = World()
    world.journal = [booked(1, "deposit", 1_00), booked(2, "transfer", 2_00)]
    card = JournalCard(Look("dark"), Texts.load())
    qtbot.addWidget(card)
    card.render_state(world.model().state)
    assert card.table.row_count() == 2
    card._filter.setCurrentIndex(1)
    assert card.table.row_count() == 1


def test_a_narrower_window_moves_the_status_below_the_name(qtbot) -> None:
    world = World()
    world.journal = [booked(1, "deposit", 1_00)]
    look = Look("dark")
    card = JournalCard(look, Texts.load())
    qtbot.addWidget(card)
    card.render_state(world.model().state)
    look.set_density("compact")
    assert card.table.row_count() == 1
    assert "Posted" in card._row(world.model().state.journal[0]).cells[1].sub  # type: ignore[union-attr]
    look.set_density("regular")
    assert len(card._row(world.model().state.journal[0]).cells) == 4


def test_the_number_of_postings_counts_up_after_one(qtbot) -> None:
    world = World()
    world.journal = [booked(1, "deposit", 1_00)]
    card = DrawerCard(Look("dark"), Texts.load())
    qtbot.addWidget(card)
    card.render_state(world.model().state)
    card.show()
    assert card._count.text() == "1"
    world.journal = [booked(n, "deposit", 1_00) for n in range(1, 10)]
    card.render_state(world.model().state)
    assert card._count.text() != "9"
    qtbot.waitUntil(lambda: card._count.text() == "9")
