"""The head of a request: product, number and since when; who asks; the flag that weighs most; the score's ring."""

import msgspec

from contract import paths
from contract.customers import Flag
from teller_app.approvals.view_head import RequestHead
from tests.teller_app.approvals.desk import HOLDER, INSIGHT, VARIANCE, Replica, room
from tests.teller_app.kit import KWESI, FakePort
from tests.teller_app.room_window import TEXTS, look


def head(qtbot, replica: Replica, *insights: object):
    port = FakePort(KWESI)
    for insight in insights:
        port.files[paths.REQUEST_INSIGHT.format(request=insight.request)] = msgspec.json.encode(insight)  # type: ignore[attr-defined]
    model, _ = room(replica, port)
    made = RequestHead(look(), TEXTS)
    qtbot.addWidget(made)
    model.on_change = made.render_state
    made.render_state(model.state)
    return made, model


def test_whose_account_and_who_asks_since_when(qtbot) -> None:
    made, model = head(qtbot, Replica(holder=HOLDER), INSIGHT)
    assert made.line.text() == "Business current · 1040 0923 3101 2 · customer since 2011 · KYC tier 2"
    assert made.asked.text() == "Efua Owusu · Drawer 04 · 09:30"
    assert made.kind.text() == "Cash withdrawal"
    assert made.number.words() == f"APR-{model.state.chosen.request[-8:].upper()}", (
        "as the papers name what was paid on it"
    )
    assert made.ring.accessibleDescription().startswith("82")
    assert not made.flag.isVisibleTo(made)


def test_of_several_flags_the_gravest_is_the_chip_and_the_others_are_said(qtbot) -> None:
    marked = msgspec.structs.replace(HOLDER, flags=(Flag.MEMO, Flag.STOP))
    dormant = msgspec.structs.replace(INSIGHT, flags=("dormant", "memo"))
    made, _ = head(qtbot, Replica(holder=marked), dormant)
    assert made.flag.isVisibleTo(made) and made.flag.words() == "Stop: do not post"
    assert made.asked.text().endswith("Dormant customer · Note on this customer")


def test_a_variance_has_no_account_but_a_score(qtbot) -> None:
    scored = msgspec.structs.replace(INSIGHT, request=VARIANCE.request, months=(), score=20, level="low", product="", since="", tier=0,
                                     before=None, after=None)  # fmt: skip
    made, model = head(qtbot, Replica(), scored)
    assert not made.ring.isVisibleTo(made), "nothing is known of the first"
    model.choose(2)
    assert not made.line.isVisibleTo(made)
    assert not made.figures.isVisibleTo(made)
    assert made.ring.isVisibleTo(made)
    assert made.asked.text() == "Efua Owusu · Drawer 04 · 09:30"
