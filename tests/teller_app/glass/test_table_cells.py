import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from teller_app.glass.look import Look
from teller_app.glass.table_cells import CellPainter
from teller_app.glass.table_head import CELL_GAP
from teller_app.glass.table_model import Card, Cell, Column, Figure, Gauge, Lead, Mark, Person, Status, Trend, TwoLines


def painted(look: Look, column: Column, cell: Cell) -> QImage:
    image = QImage(220, 48, QImage.Format.Format_RGB32)
    image.fill(look.tokens.solid)
    p = QPainter(image)
    CellPainter(look).paint(p, QRectF(0, 0, 220, 48), column, cell, False)
    p.end()
    return image


@pytest.mark.parametrize(
    "cell",
    [
        "09:47",
        Lead("receipt", "pos", "Abena", "Deposit"),
        Person("Abena", "AM", "1", "CIF"),
        TwoLines("a", "b"),
        Status("Posted", "pos"),
        Status("Limit", "accent", plain=True),
        Mark("check", "yes"),
        Trend((1.0, 3.0, 2.0), "from 1 to 2"),
        Gauge("52,980.00", "88% of 60,000.00", 0.88),
    ],
)
def test_every_kind_of_cell_is_drawn(qapp, cell: Cell) -> None:
    look = Look()
    blank = painted(look, Column("x"), "")
    assert painted(look, Column("x"), cell) != blank


def test_a_figure_stands_at_the_right_in_its_colour(qapp) -> None:
    look = Look()
    image = painted(look, Column("x", 0, "money"), Figure("+2,450.00", "pos"))
    ground = look.tokens.solid.rgb()
    inked = [x for x in range(220) if any(image.pixel(x, y) != ground for y in range(48))]
    assert min(inked) > 110
    assert max(inked) >= 214
    greens = [QColor(image.pixel(x, y)) for x in inked for y in range(48)]
    assert any(color.green() > 200 and color.red() < 150 for color in greens)


def reds(image: QImage, rows: range) -> int:
    """How many pixels of these rows are more red than blue: amber, in a theme whose ground and accent are blue."""
    colors = (QColor(image.pixel(x, y)) for x in range(220) for y in rows)
    return sum(color.red() > color.blue() + 60 for color in colors)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_gauge_is_as_long_as_its_share_and_in_its_colour(qapp, theme) -> None:
    look = Look(theme)
    low, high, full = (
        painted(look, Column("x", 0, "money"), Gauge("1.00", "", share, "warn_mark")) for share in (0.2, 0.8, 1.7)
    )
    bar = range(30, 38)
    assert 0 < reds(low, bar) * 3 < reds(high, bar) < reds(full, bar)
    calm = painted(look, Column("x", 0, "money"), Gauge("1.00", "", 0.8))
    assert reds(calm, bar) == 0
    ticked = painted(look, Column("x", 0, "money"), Gauge("1.00", "", 0.8, tick=0.5))
    assert [x for x in range(220) if calm.pixel(x, 29) != ticked.pixel(x, 29)] in ([109, 110], [108, 109], [110, 111])


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_trend_is_in_its_colour_and_nothing_without_two_values(qapp, theme) -> None:
    look = Look(theme)
    assert reds(painted(look, Column("x"), Trend((1.0, 2.0), "", "warn_mark")), range(48)) > 30
    assert painted(look, Column("x"), Trend((1.0,), "")) == painted(look, Column("x"), "")


def test_two_lines_in_a_money_column_stand_at_the_right_and_the_first_has_its_colour(qapp) -> None:
    image = painted(Look(), Column("x", 0, "money"), TwoLines("+58,410.00", "−25,430.00", "pos"))
    ground = Look().tokens.solid.rgb()
    inked = [x for x in range(220) if any(image.pixel(x, y) != ground for y in range(48))]
    assert min(inked) > 110
    assert max(inked) >= 214
    upper = [QColor(image.pixel(x, y)) for x in inked for y in range(24)]
    assert any(color.green() > 200 and color.red() < 150 for color in upper)


def test_somebody_who_is_away_has_another_dot(qapp) -> None:
    here, away, none = (painted(Look(), Column("x"), Person("A", "A", "1", "", dot)) for dot in ("on", "away", ""))
    assert here != away != none != here


def test_a_tile_among_people_keeps_its_words_under_theirs(qapp) -> None:
    look = Look()

    def words_at(cell: Cell) -> int:
        image = painted(look, Column("x"), cell)
        return min(x for x in range(32, 220) if any(image.pixel(x, y) != look.tokens.solid.rgb() for y in range(48)))

    assert words_at(Lead("receipt", "pos", "HH", "", among_people=True)) == words_at(Person("HH", "", "1"))
    assert words_at(Lead("receipt", "pos", "HH")) < words_at(Person("HH", "", "1"))


@pytest.mark.parametrize("cell", ["Never", Status("Limit", "accent", plain=True), Mark("check", "yes")])
def test_a_centred_column_has_its_cells_in_the_middle(qapp, cell: Cell) -> None:
    look = Look()
    image, ground = painted(look, Column("x", centred=True), cell), look.tokens.solid.rgb()
    inked = [x for x in range(220) if any(image.pixel(x, y) != ground for y in range(48))]
    assert abs((inked[0] + inked[-1]) / 2 - (220 - CELL_GAP) / 2) <= 3


def test_a_dash_is_fainter_than_words(qapp) -> None:
    look = Look()

    def brightest(words: str) -> int:
        image = painted(look, Column("x"), words)
        return max(QColor(image.pixel(x, y)).lightness() for x in range(220) for y in range(48))

    assert brightest("\u2014") < brightest("Makola")


def test_a_cards_chips_step_aside_where_there_is_no_room(qtbot) -> None:
    look = Look()
    face = Person("Kumasi Timber Ltd", "KT", "000412", "Withdrawal")
    bare = painted(look, Column("x"), Card(face, "18,500.00", "2 min"))
    one = Card(face, "18,500.00", "2 min", (Status("High 82", "neg"),))
    assert painted(look, Column("x"), one) != bare
    many = Card(face, "18,500.00", "2 min", (Status("High 82", "neg"), Status("x" * 200, "mute", plain=True)))
    assert painted(look, Column("x"), many) == painted(look, Column("x"), one)
    drawn = painted(
        look, Column("x"), Card(Lead("vault", "accent", "Kumasi Timber Ltd", "Withdrawal"), "18,500.00", "2 min")
    )
    assert drawn != bare, "a drawer has no face"


def test_a_card_without_chips_takes_two_lines_where_one_is_not_enough(qtbot) -> None:
    look = Look()
    title, sub = "About 16:20 drawer 02 runs out", "3 left, 40 usually needed until the close"
    drawn = painted(look, Column("x"), Card(Lead("warning", "warn", title, sub), "", "09:35"))

    def inked(image: QImage) -> int:
        empty = image.pixel(image.width() - 1, 0)
        return sum(any(image.pixel(x, y) != empty for x in range(60, 220)) for y in range(image.height()))

    short = painted(look, Column("x"), Card(Lead("warning", "warn", "Short", "Too"), "", "09:35"))
    assert inked(drawn) > inked(short), "four lines and not two"
