from teller_app.glass.look import Look
from teller_app.glass.nav import NavButton, NavItem, SyncCard, UserCard


def test_a_click_does_not_light_an_item_by_itself(qtbot) -> None:
    button = NavButton(Look(), NavItem("journal", "receipt", "Journal", "F7"))
    qtbot.addWidget(button)
    button.click()
    assert not button.isChecked()
    rest = button.grab().toImage()
    button.setChecked(True)
    assert button.grab().toImage() != rest
    assert button.toolTip() == "Journal · F7"


def test_cards_can_be_read_out(qtbot) -> None:
    sync, user = SyncCard(Look()), UserCard(Look())
    qtbot.addWidget(sync)
    qtbot.addWidget(user)
    sync.set_words("cloud-slash", "warn", "7 postings queued", "Will send when online")
    user.set_user("Efua Owusu", "Teller 04", "EO", "TLR-0417")
    assert (sync.accessibleName(), sync.accessibleDescription()) == ("7 postings queued", "Will send when online")
    assert (user.accessibleName(), user.accessibleDescription()) == ("Efua Owusu", "Teller 04")
    assert not user.grab().isNull()
