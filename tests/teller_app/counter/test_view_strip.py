from dataclasses import replace

import msgspec

from teller_app.counter.state import CounterState
from teller_app.counter.view_strip import CustomerStrip
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.counter.world import World


def served(world: World, accounts: int, chosen: int = 0) -> CounterState:
    model = world.model()
    model.find("abena")
    model.pick()
    first = model.state.accounts[0]
    many = tuple(msgspec.structs.replace(first, account=f"a{n}", product_name=f"Product {n}") for n in range(accounts))
    return replace(model.state, accounts=many, account_index=chosen)


def strip(qtbot, wide: int) -> CustomerStrip:
    look = Look("dark", "compact")
    made = CustomerStrip(look, Texts.load(), Field(look))
    qtbot.addWidget(made)
    made.resize(wide, 110)
    made.show()
    return made


def spoken(made: CustomerStrip) -> list[str]:
    return [card.accessibleName().split(",")[0] for card in made.cards if card.isVisible()]


def test_the_chosen_account_is_always_among_those_shown(qtbot) -> None:
    made = strip(qtbot, 932)
    made.render_state(served(World(), 5, chosen=4))
    assert "Product 4" in spoken(made)
    assert made.more.isVisible()
    assert made.more.text() == f"{5 - len(spoken(made))} more"
    chosen = [card for card in made.cards if card.isVisible() and card.isChecked()]
    assert [card.toolTip() for card in chosen] == ["Alt+5"]


def test_a_card_chooses_the_account_it_shows(qtbot) -> None:
    made = strip(qtbot, 932)
    made.render_state(served(World(), 5, chosen=4))
    with qtbot.waitSignal(made.chose_account) as chose:
        made.cards[0].click()
    assert chose.args == [int(spoken(made)[0].removeprefix("Product "))]


def test_what_does_not_fit_is_a_page_away(qtbot) -> None:
    made = strip(qtbot, 584)
    made.render_state(served(World(), 2))
    assert spoken(made) == ["Product 0"]
    with qtbot.waitSignal(made.page_chosen) as chose:
        made.more.click()
    assert chose.args == [2]


def test_nobody_is_said_in_words(qtbot) -> None:
    made = strip(qtbot, 708)
    made.render_state(CounterState())
    assert made._name.text() == "No customer chosen"
    assert spoken(made) == []
