from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.field import Field
from teller_app.glass.gallery import build_gallery
from teller_app.glass.gallery_components import STATES, components
from teller_app.glass.gallery_kit import Posed
from teller_app.glass.look import Look
from teller_app.glass.money_field import MoneyField
from teller_app.glass.select import Select
from teller_app.glass.table import DataTable


def test_every_kind_of_button_is_there_in_every_state(qtbot) -> None:
    window = build_gallery(Look(reduced_motion=True))
    qtbot.addWidget(window)
    posed = window.findChildren(Posed)
    assert len(posed) == 5 * len(STATES)
    assert len({button.kind for button in posed}) == 5
    for kind in (Field, MoneyField, Select, DataTable):
        assert window.findChildren(kind), kind
    assert not window.findChildren(DenominationGrid), "the grid is on the second sheet"


def test_three_columns_as_in_the_picture(qapp) -> None:
    assert [len(column) for column in components(Look())] == [2, 3, 3]
