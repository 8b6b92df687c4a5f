"""Products from the command line: added, changed field by field, withdrawn, listed, and in words where it will not do."""

from tests.server.command_line.conftest import Desk


def test_one_is_added_changed_and_withdrawn(desk: Desk) -> None:
    said = desk.run(
        "products", "set", "40", "--name", "Youth", "--currency", "GHS", "--kind", "savings", "--minimum", "20"
    )
    assert said == "40: Youth (GHS, savings), minimum 20.00\n"
    assert desk.journalled()[:2] == ("set_product", "executed")
    said = desk.run("products", "set", "40", "--withdrawal-fee", "1.50", "--name", "Youth saver")
    assert said == "40: Youth saver (GHS, savings), minimum 20.00, withdrawal fee 1.50\n", "what is not named stays"
    assert "40: Youth saver (GHS, savings), minimum 20.00, withdrawal fee 1.50, off" in desk.run(
        "products", "set", "40", "--off"
    )
    desk.run("customers", "add", "C-1", "--name", "Ama Mensah", "--branch", "040")
    assert "refused: product withdrawn (product: Youth saver)" in desk.run(
        "accounts", "open", "C-1", "--product", "40", status=1
    )
    desk.run("products", "set", "40", "--on")
    assert len(desk.run("accounts", "open", "C-1", "--product", "40").strip()) == 13
    desk.run("verify")


def test_a_new_bank_has_some_and_they_are_listed(desk: Desk) -> None:
    assert "20: Current (GHS, current), withdrawal fee 1.00, transfer fee 0.50\n" in desk.run("products", "list")


def test_what_was_written_past_the_bank_is_found_and_stated_again_it_is_whole(desk: Desk) -> None:
    desk.write("update products set withdrawal_fee = 0 where code = '20'")
    assert "product 20" in desk.run("verify", status=1)
    desk.run("products", "set", "20")
    desk.run("verify")


def test_what_will_not_do_is_said(desk: Desk) -> None:
    assert "no product 41: a new one needs --name, --currency and --kind" in desk.run("products", "set", "41", status=2)
    new = ("--name", "Gold", "--currency", "GHS", "--kind", "savings")
    assert "product 'AB' will not do: a product's code" in desk.run("products", "set", "AB", *new, status=2)
    assert "currency 'gh' will not do: three capital letters" in desk.run(
        "products", "set", "41", "--name", "Gold", "--currency", "gh", "--kind", "savings", status=2
    )
    assert "product fixed" in desk.run("products", "set", "20", "--kind", "susu", status=1)
    assert "product unfit (field: name_taken)" in desk.run("products", "set", "20", "--name", "savings", status=1)
    assert "product unfit (field: transfer_fee)" in desk.run(
        "products", "set", "20", "--transfer-fee", "10,001", status=1
    )
    assert "is no amount" in desk.run("products", "set", "20", "--minimum", "much", status=2)
