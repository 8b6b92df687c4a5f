import msgspec

from teller_app.vault import grant_words
from tests.teller_app.room_window import TEXTS
from tests.teller_app.vault.desk import AHEAD, STOCK, Replica, asked, held, room, session


def placed(**more: object):
    replica = Replica(**more)  # type: ignore[arg-type]
    replica.totals = {session(3).session: msgspec.structs.replace(held(), pieces={"1000": 22, "20000": 31})}
    model, _ = room(replica)
    model._set(forecast=AHEAD)
    return model


def test_the_line_says_who_asked_for_how_much_and_when() -> None:
    line = grant_words.asked_line(asked(), placed().state, TEXTS)
    assert line == "Drawer 03 · Efua Owusu asked for 10,000.00 at 09:35, mostly small"


def test_rows_say_what_the_drawer_has_and_until_when_it_lasts() -> None:
    ten, two = grant_words.rows(asked(), {"1000": 20, "200c": 5}, placed().state, TEXTS, whole=False)
    assert (ten.face, ten.count, ten.held, ten.short) == ("1000", 20, 22, True)
    assert ten.until == "16:01"
    assert (two.face, two.held, two.until, two.short) == ("200c", 0, "17:00", False), "such coins do not go out there"


def test_while_amounts_are_changed_all_that_the_vault_has_can_be_sent() -> None:
    model = placed(stock={**STOCK, "5000:strapped": 300})
    rows = grant_words.rows(asked(), {"1000": 20, "5000:strapped": 100}, model.state, TEXTS, whole=True)
    assert [row.face for row in rows] == [
        "20000",
        "10000",
        "5000",
        "5000:strapped",
        "2000",
        "1000",
        "500",
        "200c",
        "100c",
    ]
    strap = next(row for row in rows if row.face == "5000:strapped")
    assert (strap.strap, strap.count) == ("1 strap", 100)
    assert "Strapped" in strap.label


def test_the_sum_and_what_the_vault_has_not() -> None:
    state = placed().state
    assert grant_words.count_words({"1000": 20, "1000:strapped": 100}, TEXTS) == "120 pieces, 1 denomination"
    assert grant_words.total({"1000": 20}) == 200_00
    assert grant_words.above_stock(asked(), {"1000": 902}, state, TEXTS) == ""
    assert grant_words.above_stock(asked(), {"1000": 903}, state, TEXTS) == "903 × 10.00"
    assert grant_words.above_stock(asked(currency="CZK"), {"10000": 9}, state, TEXTS) == "9 × 100.00", (
        "there are no crowns"
    )
