"""A change of the mandate by keys: Alt+M, names and rules, F9 asks for it."""

from contract.customers import Band, MandateFact, SetMandate, Signatory, SignatoryRole, Signing
from teller_app.counter.room import MANIFEST, make_view
from tests.teller_app.counter.world import ABENA, ACCOUNTS, World
from tests.teller_app.room_window import TEXTS, eyes, look, shown

ACCOUNT = ACCOUNTS[ABENA][0]


def test_alt_m_shows_what_is_on_file_and_f9_asks_for_what_was_typed(qtbot) -> None:
    world = World()
    pair = (Signatory(name="Abena Mensah"), Signatory(name="Kojo Mensah", role=SignatoryRole.JOINT))
    bands = (Band(signing=Signing.ANY_ONE, upto=500_00), Band(signing=Signing.ALL))
    world.mandates[ACCOUNT.account] = MandateFact(account=ACCOUNT.account, branch="b", signatories=pair, bands=bands)
    model = world.model()
    view = make_view(look(), TEXTS, model, *eyes(world.port))
    window = shown(qtbot, MANIFEST, view, look())
    window.press("Alt+M")
    assert view.mandate is None, "nobody is served"
    model.find("abena")
    model.pick(0)
    window.press("Alt+M")
    sheet = view.mandate
    assert sheet is not None and sheet.is_open
    assert [name.text() for name in sheet.names] == ["Abena Mensah", "Kojo Mensah", "", ""]
    assert (sheet.signing.key(), sheet.upto.text(), sheet.above.key()) == ("any_one", "500.00", "all")
    sheet.upto.edit.setText("12k")
    sheet.chosen.emit("send")
    assert sheet.is_open and sheet.upto.error()
    sheet.upto.edit.setText("1,200")
    sheet.names[1].edit.setText("abena mensah")
    sheet.chosen.emit("send")
    assert sheet.is_open and sheet.problem.isVisible(), "named twice"
    sheet.names[1].edit.setText("Yaw Owusu")
    sheet.chosen.emit("send")
    assert not sheet.is_open
    assert world.port.sent[0].command == SetMandate(
        account=ACCOUNT.account,
        signatories=(pair[0], Signatory(name="Yaw Owusu", role=SignatoryRole.JOINT)),
        bands=(Band(signing=Signing.ANY_ONE, upto=1_200_00), Band(signing=Signing.ALL)),
    )


def test_esc_leaves_the_mandate_and_without_the_server_nothing_is_asked(qtbot) -> None:
    world = World()
    model = world.at_abena()
    view = make_view(look(), TEXTS, model, *eyes(world.port))
    window = shown(qtbot, MANIFEST, view, look())
    window.press("Alt+M")
    assert view.mandate is not None and view.mandate.is_open
    view.mandate.chosen.emit("cancel")
    assert not view.mandate.is_open
    world.port.go_offline()
    window.press("Alt+M")
    assert (view.mandate.is_open, model.state.problem, world.port.sent) == (False, "needs_server", [])
