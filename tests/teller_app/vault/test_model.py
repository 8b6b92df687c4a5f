from contract.counts import CountKept, CountKind, CountState, WitnessCount
from contract.drawers import RefuseOpening, SessionState, SignOpening, TakeOverDrawer
from contract.errors import ErrorCode, Rejected
from contract.feed import Executed, Refused
from contract.vault import (
    AskForCash,
    ConfirmCash,
    CountVault,
    DeclineCash,
    ExchangeCash,
    GrantCash,
    Moved,
    MoveState,
    OpenVault,
    Place,
    ReceiveCash,
    RefuseCash,
    SendCash,
    Where,
)
from tests.teller_app.kit import EFUA_ID, KWESI_ID
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import (
    HAJARA_ID,
    KOJO_ID,
    STOCK,
    TO_BANK,
    TO_TILL,
    Replica,
    count,
    custody,
    move,
    room,
    session,
    teller,
)


def sent(port):
    return port.sent[-1].command


def test_a_custodian_sends_from_the_vault_and_names_the_second_person() -> None:
    model, port = room(Replica())
    assert model.begin("send")
    model.set_place(target=some_id(703))
    model.forward()
    assert model.state.problem == "cash_needed"
    model.set_counts({"20000": 2})
    model.forward()
    assert model.state.problem == "second_missing"
    model.set_second(HAJARA_ID)
    model.forward()
    command = sent(port)
    assert isinstance(command, SendCash)
    assert (command.source, command.target) == (
        Place(where=Where.VAULT),
        Place(where=Where.DRAWER, drawer=some_id(703)),
    )
    assert (command.pieces, command.second) == ({"20000": 2}, HAJARA_ID)
    model.forward()
    assert len(port.sent) == 1, "once, however often it is pressed"
    port.settle(Executed(seq=1, result=Moved(transfer=command.transfer, number="VT-1", state=MoveState.PROPOSED)))
    assert model.state.form.act == ""


def test_a_cashier_sends_from_the_own_drawer_without_a_second() -> None:
    model, port = teller(Replica())
    model.begin("send")
    assert (model.state.form.source, model.state.form.target) == (some_id(703), "vault")
    model.set_counts({"1000": 5, "500": 0})
    model.forward()
    assert sent(port).second is None
    assert sent(port).pieces == {"1000": 5}


def test_another_source_changes_a_target_that_it_does_not_reach() -> None:
    model, _ = room(Replica())
    model.begin("send")
    model.set_place(target="bank")
    model.set_place(source="bank")
    assert model.state.form.target == "vault"


def test_what_waits_for_me_is_confirmed_by_the_key_that_goes_on() -> None:
    model, port = room(Replica(requisitions=()))
    assert not model.forward()
    model.choose(f"move:{TO_BANK.transfer}")
    assert model.forward()
    assert sent(port) == ConfirmCash(transfer=TO_BANK.transfer)


def test_the_vault_receives_with_its_second_person_and_a_reason_for_a_difference() -> None:
    model, port = room(Replica())
    model.choose(f"move:{move().transfer}")
    assert model.begin("receive")
    model.set_counts({"20000": 99, "5000": 100})
    model.set_second(HAJARA_ID)
    model.forward()
    assert model.state.problem == "reason_missing"
    model.set_reason("One note short")
    model.forward()
    assert sent(port) == ReceiveCash(transfer=move().transfer, counted={"20000": 99, "5000": 100}, second=HAJARA_ID,
                                     reason="One note short")  # fmt: skip


def test_a_drawer_receives_what_was_sent_to_it_alone() -> None:
    model, port = teller(Replica())
    model.choose(f"move:{move().transfer}")
    assert not model.begin("receive")
    model.choose(f"move:{TO_TILL.transfer}")
    assert model.begin("receive")
    model.set_counts(dict(TO_TILL.pieces))
    model.forward()
    assert sent(port) == ReceiveCash(transfer=TO_TILL.transfer, counted=TO_TILL.pieces)


def test_a_refusal_needs_a_reason() -> None:
    model, port = room(Replica())
    model.choose(f"move:{move().transfer}")
    model.begin("refuse")
    model.forward()
    assert model.state.problem == "reason_missing"
    model.set_reason("Seal broken")
    model.forward()
    assert sent(port) == RefuseCash(transfer=move().transfer, reason="Seal broken")


def test_exchange_asks_a_custodian_and_both_sides_are_worth_the_same() -> None:
    model, port = teller(Replica())
    model.begin("exchange")
    model.set_counts({"5000": 4})
    model.show_part("taken")
    model.set_counts({"1000": 19})
    model.forward()
    assert model.state.problem == "values_differ"
    model.set_counts({"1000": 20})
    model.set_second(KWESI_ID)
    model.forward()
    command = sent(port)
    assert isinstance(command, ExchangeCash)
    assert (command.given, command.taken, command.second) == ({"5000": 4}, {"1000": 20}, KWESI_ID)


def test_a_requisition_is_asked_granted_with_a_suggestion_and_declined() -> None:
    model, port = teller(Replica(requisitions=()))
    model.begin("ask")
    model.set_amount(10_000_00)
    model.set_reason("mostly small")
    model.forward()
    assert isinstance(sent(port), AskForCash)
    assert (sent(port).amount, sent(port).note) == (10_000_00, "mostly small")

    model, port = room(Replica())
    model.choose(f"ask:{some_id(231)}")
    model.begin("ask")
    assert model.state.form.total == 10_000_00
    model.set_second(KOJO_ID)
    model.forward()
    assert isinstance(sent(port), GrantCash)
    model.choose(f"ask:{some_id(231)}")
    port.settle(Refused(seq=1, problem=Rejected(code=ErrorCode.VAULT_SHORT)))
    assert model.state.problem == "vault_short"
    model.begin("refuse")
    model.set_reason("Not today")
    model.forward()
    assert sent(port) == DeclineCash(requisition=some_id(231), reason="Not today")


def test_count_lock_and_unlock_are_the_custodians() -> None:
    model, port = room(Replica(vault=custody()))
    model.begin("lock")
    model.set_counts(dict(STOCK))
    model.set_second(HAJARA_ID)
    model.forward()
    assert isinstance(sent(port), CountVault)
    assert sent(port).closing
    assert not model.begin("unlock")
    model, port = room(Replica(vault=custody(open=False)))
    assert not model.begin("send")
    assert model.begin("unlock")
    model.set_second(HAJARA_ID)
    model.forward()
    assert isinstance(sent(port), OpenVault)
    model, _ = teller(Replica())
    assert not model.begin("count")


def test_offline_nothing_is_begun_and_a_form_waits() -> None:
    model, port = room(Replica())
    model.begin("send")
    model.set_counts({"20000": 1})
    port.go_offline()
    model.forward()
    assert (model.state.problem, port.sent) == ("needs_server", [])
    assert model.state.form.given == {"20000": 1}
    assert not model.begin("exchange")
    assert model.leave()
    assert not model.leave()


def test_another_choice_leaves_the_answer_to_the_first() -> None:
    model, _ = room(Replica())
    model.choose(f"move:{move().transfer}")
    model.begin("receive")
    model.choose(f"move:{TO_BANK.transfer}")
    assert model.state.form.act == ""


UNSIGNED = session(3, EFUA_ID, SessionState.UNSIGNED)
ROW = f"opening:{UNSIGNED.session}"


def test_an_opening_that_waits_is_signed_with_f9_and_refused_with_a_reason() -> None:
    model, port = room(Replica(sessions=(UNSIGNED, session(2, KOJO_ID))))
    assert model.state.openings == (UNSIGNED,)
    model.choose(ROW)
    assert model.state.waits_for_me
    model.forward()
    assert sent(port) == SignOpening(session=UNSIGNED.session)
    port.settle(Executed(seq=1))
    assert model.begin("refuse")
    model.forward()
    assert model.state.problem == "reason_missing"
    model.set_reason("Strap 7 is short ")
    model.forward()
    assert sent(port) == RefuseOpening(session=UNSIGNED.session, reason="Strap 7 is short")


def test_nobody_signs_for_themselves_and_an_unsigned_drawer_sends_nothing() -> None:
    mine = session(3, KWESI_ID, SessionState.UNSIGNED)
    model, port = room(Replica(sessions=(mine,), session=mine))
    model.choose(ROW)
    assert not model.state.waits_for_me
    assert not model.forward()
    assert not model.begin("refuse")
    assert (model.state.drawer, port.sent) == ("", [])


def test_f10_walks_through_the_openings_that_wait_for_this_person() -> None:
    mine, other = session(4, KWESI_ID, SessionState.UNSIGNED), session(2, KOJO_ID, SessionState.UNSIGNED)
    model, _ = room(Replica(sessions=(mine, other, UNSIGNED)))
    walked = []
    for _ in range(3):
        assert model.next_opening()
        walked.append(model.state.chosen)
    assert walked == [f"opening:{other.session}", ROW, f"opening:{other.session}"]
    assert not room(Replica(sessions=(mine,)))[0].next_opening()


def test_a_declined_float_is_taken_back_with_f9_in_the_cashiers_words() -> None:
    declined = session(3, EFUA_ID, SessionState.UNSIGNED, refused="Two notes of 50 look wrong")
    model, port = room(Replica(sessions=(declined,)))
    model.next_opening()
    model.forward()
    assert sent(port) == RefuseOpening(session=declined.session, reason="Two notes of 50 look wrong")


def handed(**changes):
    return count(kind_of_count=CountKind.HANDOVER, by=EFUA_ID, witness=KWESI_ID, **changes)


def test_who_shares_a_hand_over_has_the_drawer_in_one_path() -> None:
    model, port = room(Replica(counts=(handed(),)))
    model.choose(f"count:{handed().count}")
    assert model.state.takes_over
    assert model.forward()
    assert isinstance(sent(port), WitnessCount)
    assert len(port.sent) == 1
    port.settle(Executed(seq=1, result=CountKept(count=handed().count, state=CountState.WITNESSED, agrees=True)))
    command = sent(port)
    assert isinstance(command, TakeOverDrawer)
    assert (command.taken, command.count) == (handed().session, handed().count)


def test_a_hand_over_that_was_shared_is_taken_later_by_the_same_key() -> None:
    model, port = room(Replica(counts=(handed(state=CountState.WITNESSED),)))
    model.choose(f"count:{handed().count}")
    assert model.forward()
    assert isinstance(sent(port), TakeOverDrawer)


def test_who_has_a_drawer_only_witnesses() -> None:
    model, port = room(Replica(counts=(handed(),), session=session(2, KWESI_ID)))
    model.choose(f"count:{handed().count}")
    assert not model.state.takes_over
    assert model.forward()
    port.settle(Executed(seq=1, result=CountKept(count=handed().count, state=CountState.WITNESSED, agrees=True)))
    assert len(port.sent) == 1


def test_a_refused_count_takes_nothing() -> None:
    model, port = room(Replica(counts=(handed(),)))
    model.choose(f"count:{handed().count}")
    assert model.forward()
    port.settle(
        Refused(seq=1, problem=Rejected(code=ErrorCode.MOVE_OVER, params={"number": "03", "state": "witnessed"}))
    )
    assert len(port.sent) == 1
    assert model.state.problem == "move_over"


def test_the_same_key_again_takes_nothing_back() -> None:
    model, _ = room(Replica())
    model.begin("send")
    model.set_counts({"20000": 2})
    assert model.begin("send")
    assert model.state.form.given == {"20000": 2}
    model.begin("count")
    assert model.state.form.given == {}


def test_an_answer_under_way_leaves_the_next_form_alone() -> None:
    model, port = room(Replica())
    model.begin("send")
    model.set_counts({"20000": 2})
    model.set_second(HAJARA_ID)
    model.forward()
    model.set_counts({"20000": 3})
    assert model.state.form.given == {"20000": 2}, "what was sent stands as it was sent"
    model.leave()
    model.begin("count")
    model.set_counts({"10000": 5})
    port.settle(Executed(seq=1))
    assert (model.state.busy, model.state.form.act, model.state.form.given) == (False, "count", {"10000": 5})


def test_what_is_no_amount_is_said() -> None:
    model, port = teller(Replica(session=session()))
    model.begin("ask")
    model.set_counts({"20000": 2})
    model.set_amount(0, "amount_not_a_number")
    model.forward()
    assert (model.state.problem, port.sent) == ("amount_not_a_number", [])
