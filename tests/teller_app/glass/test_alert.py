from teller_app.glass.alert import Alert
from teller_app.glass.look import Look


def test_it_can_be_read_out_and_changes_its_tone(qtbot) -> None:
    alert = Alert(Look(), "warn", "Card expires in 21 days", "Remind the customer")
    qtbot.addWidget(alert)
    alert.resize(300, 52)
    amber = alert.grab().toImage().pixelColor(150, 5)
    assert (alert.accessibleName(), alert.accessibleDescription()) == ("Card expires in 21 days", "Remind the customer")
    alert.set_words("Not posted", "Ask for a signature", "neg")
    red = alert.grab().toImage().pixelColor(150, 5)
    assert amber != red
    assert alert.accessibleName() == "Not posted"
