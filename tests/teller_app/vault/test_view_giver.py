from teller_app.vault.state import Form
from teller_app.vault.view_giver import GiverFields
from tests.teller_app.room_window import TEXTS, look


def test_three_fields_speak_together_and_show_what_is_known(qtbot) -> None:
    heard: list[tuple[str, str, str]] = []
    made = GiverFields(look(), TEXTS, lambda *said: heard.append(said))
    qtbot.addWidget(made)
    made.show()
    made.name.set_text("Ama Serwaa")
    made.phone.set_text("0244000017")
    made.serials.set_text("AB17")
    assert heard[-1] == ("Ama Serwaa", "0244000017", "AB17")
    made.show_form(Form(giver="Esi"))
    assert (made.name.text(), made.phone.text(), made.serials.text()) == ("Esi", "", "")
