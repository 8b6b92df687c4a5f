from PySide6.QtGui import QPalette

from teller_app.glass.labels import Elided, Money, Text
from teller_app.glass.look import Look


def test_text_follows_theme_and_scale(qtbot) -> None:
    look = Look("dark")
    label = Text(look, "Ledger", "caption", "text2")
    qtbot.addWidget(label)
    look.set_theme("light")
    look.set_text_scale(125)
    assert label.palette().color(QPalette.ColorRole.WindowText) == look.tokens.text2
    assert label.font().pixelSize() == 15


def test_elided_keeps_the_whole_text_for_the_reader(qtbot) -> None:
    label = Elided(Look(), "Kumasi Timber and Sawmill Company Limited")
    qtbot.addWidget(label)
    label.resize(60, 20)
    assert label.accessibleName() == label.toolTip() == "Kumasi Timber and Sawmill Company Limited"
    assert label.minimumSizeHint().width() < label.sizeHint().width()


def test_money_says_currency_and_figure_and_is_never_cut(qtbot) -> None:
    money = Money(Look(), "GH₵", "46,218.70")
    qtbot.addWidget(money)
    short = money.sizeHint().width()
    money.set_figure("1,046,218.70")
    assert money.accessibleName() == "GH₵ 1,046,218.70"
    assert money.minimumSizeHint().width() == money.sizeHint().width() > short


def test_a_long_name_goes_on_to_a_second_line(qtbot) -> None:
    label = Elided(Look(), "Maame Esi Nyarkoa Amissah-Arthur", "title2", lines=2)
    qtbot.addWidget(label)
    label.resize(190, 30)
    assert label.sizeHint().height() == 2 * Elided(Look(), "Maame", "title2").sizeHint().height()
    label.resize(900, 30)
    assert label.sizeHint().height() == Elided(Look(), "Maame", "title2").sizeHint().height()
