from teller_app.glass.entry_table import EntryTable, Leg
from teller_app.glass.look import Look

LEGS = [Leg("1010-04", "Cash in drawer 04", debit="20,000.00"), Leg("1020", "Vault cash", credit="20,000.00")]


def test_an_entry_can_be_heard_and_takes_its_height(qtbot) -> None:
    table = EntryTable(Look(), "Entry", ("Account", "Debit", "Credit"))
    qtbot.addWidget(table)
    assert table.sizeHint().height() == 0
    table.set_legs(LEGS)
    assert (
        table.accessibleDescription() == "1010-04 Cash in drawer 04, Debit 20,000.00; 1020 Vault cash, Credit 20,000.00"
    )
    one = table.sizeHint().height()
    table.set_legs([*LEGS, LEGS[0]])
    assert table.sizeHint().height() > one


def test_a_debit_stands_left_of_a_credit(qtbot) -> None:
    table = EntryTable(Look(), "Entry", ("Account", "Debit", "Credit"))
    qtbot.addWidget(table)
    table.resize(520, 60)

    def columns(leg: Leg) -> set[int]:
        table.set_legs([leg])
        picture = table.grab().toImage()
        return {x for x in range(200, 520) if picture.pixelColor(x, 40) != picture.pixelColor(199, 40)}

    debit, credit = columns(Leg("1", "", debit="8" * 9)), columns(Leg("1", "", credit="8" * 9))
    assert min(debit) < min(credit)
    assert max(credit) > 510
