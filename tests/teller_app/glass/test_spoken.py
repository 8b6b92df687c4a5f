from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QWidget

from teller_app.glass.spoken import Spoken

Relation, Name = QAccessible.RelationFlag, QAccessible.Text.Name


def pair(qtbot) -> tuple[QWidget, QLineEdit, Spoken]:
    QAccessible.setActive(True)
    parent = QWidget()
    qtbot.addWidget(parent)
    edit = QLineEdit(parent)
    spoken = Spoken(parent, edit)
    spoken.say("Savings & loans")
    spoken.stand(QRectF(0.4, 0, 80.2, 20))
    parent.show()
    return parent, edit, spoken


def test_control_and_words_know_of_each_other(qtbot) -> None:
    _, edit, spoken = pair(qtbot)
    heard, label = QAccessible.queryAccessibleInterface(edit), QAccessible.queryAccessibleInterface(spoken)
    [(other, relation)] = heard.relations(Relation.Label)
    assert (other.object(), relation) == (spoken, Relation.Label)
    assert other.text(Name) == "Savings & loans"
    [(other, relation)] = label.relations(Relation.Labelled)
    assert (other.object(), relation) == (edit, Relation.Labelled)


def test_it_stands_where_the_words_are_and_paints_nothing(qtbot) -> None:
    parent, _, spoken = pair(qtbot)
    assert spoken.geometry().getRect() == (0, 0, 81, 20)
    before = parent.grab().toImage()
    spoken.hide()
    assert parent.grab().toImage() == before


def test_without_words_there_is_nothing_to_be_found(qtbot) -> None:
    parent, edit, spoken = pair(qtbot)
    spoken.say("")
    assert not spoken.isVisible()
    assert QAccessible.queryAccessibleInterface(edit).relations(Relation.Label) == []
    del parent
