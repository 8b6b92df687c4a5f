"""Products: read, written, asked for; a change waits for somebody else, and its effect arrives by the feed."""

import msgspec
import pytest

from contract.approvals import Requested, Why
from contract.errors import ErrorCode, Rejected
from contract.feed import Awaiting, NotTaken, Refused
from contract.ids import new_id
from contract.permissions import Role
from contract.products import ProductFact, terms_of
from teller_app.manifest import Line
from teller_app.products.model import ProductsModel
from tests.teller_app.approvals.policy_desk import MANAGER
from tests.teller_app.kit import FakePort
from tests.teller_app.products.desk import CURRENT, NEW, OLD, PRODUCTS, Books, asked, change, room

WAITS = Awaiting(
    seq=1, result=Requested(request=new_id(), role=Role.MANAGER, reasons=(Why(code="product_change"),), expires_at="")
)


def chosen(model: ProductsModel, product: str) -> None:
    model.choose([row.product for row in model.state.rows].index(product))


def test_a_new_one_is_asked_for_and_stands_in_the_list_while_it_waits() -> None:
    books = Books()
    model, port = room(books)
    model.begin()
    model.put(product="40", name="Youth", minimum=5_00)
    model.send()
    assert port.sent[0].command == NEW
    port.sent[0].settled(WAITS)
    assert (model.state.sent, model.state.draft, model.state.busy) == ("40", None, False)
    books.requests = (asked(NEW),)
    port.tell("request")
    assert (model.state.sent, model.state.chosen.product, model.state.chosen.there) == ("", "40", False)


def test_a_change_names_what_was_there_and_what_shall_be() -> None:
    model, port = room()
    chosen(model, "20")
    model.change()
    model.put(withdrawal_fee=1_50)
    model.send()
    assert port.sent[0].command == change(withdrawal_fee=1_50)


def test_withdrawn_from_sale_and_sold_again() -> None:
    model, port = room()
    chosen(model, "20")
    model.turn()
    port.sent[0].settled(WAITS)
    chosen(model, "30")
    model.turn()
    assert [one.command for one in port.sent] == [change(off=True), change(OLD, off=False)]


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"product": "", "name": "Youth"}, "product_code_missing", "product"),
        ({"product": "4", "name": "Youth"}, "product_code_missing", "product"),
        ({"product": "20", "name": "Youth"}, "product_code_taken", "product"),
        ({"product": "40", "name": ""}, "product_unfit", "name"),
        ({"product": "40", "name": "SAVINGS"}, "product_unfit", "name_taken"),
        ({"product": "40", "name": "Youth", "minimum": None}, "product_unfit", "minimum"),
        ({"product": "40", "name": "Youth", "transfer_fee": 10_000_01}, "product_unfit", "transfer_fee"),
    ],
)
def test_what_cannot_be_asked_for_stays_written_and_names_its_field(
    said: dict[str, object], code: str, field: str
) -> None:
    model, port = room()
    model.begin()
    model.put(**said)
    model.send()
    assert (model.state.problem, model.state.problem_params, port.sent) == (code, {"field": field}, [])
    assert model.state.draft is not None
    model.put(name="Another")
    assert (model.state.problem, model.state.problem_params) == ("", {})


def test_nobody_is_asked_for_nothing_nor_about_what_has_changed_meanwhile() -> None:
    books = Books()
    model, port = room(books)
    chosen(model, "20")
    model.change()
    model.send()
    assert model.state.problem == "product_same"
    model.put(overdraft=100_00)
    books.products = (PRODUCTS[0], msgspec.structs.replace(CURRENT, withdrawal_fee=9_00), OLD)
    port.tell("product")
    model.send()
    assert (model.state.problem, port.sent) == ("product_changed", [])
    assert model.state.draft is not None and model.state.draft.overdraft == 100_00


def test_what_is_refused_is_said_and_stays_written() -> None:
    model, port = room()
    for answer in (Refused(seq=1, problem=Rejected(code=ErrorCode.PRODUCT_UNFIT, params={"field": "name_taken"})),
                   NotTaken(code=ErrorCode.BUSY)):  # fmt: skip
        model.begin()
        model.put(product="40", name="Youth")
        model.send()
        port.sent[-1].settled(answer)
        assert model.state.problem in ("product_unfit", "busy")
        assert model.state.draft is not None and not model.state.busy


def test_while_one_change_waits_no_other_is_written() -> None:
    model, port = room(Books(requests=(asked(),)))
    chosen(model, "20")
    assert model.state.why_not_this == "waits"
    model.change()
    assert (model.state.problem, model.state.draft) == ("request_open", None)
    model.turn()
    assert port.sent == []


def test_what_was_decided_arrives_by_itself() -> None:
    books = Books(requests=(asked(),))
    model, port = room(books)
    chosen(model, "20")
    after = msgspec.structs.asdict(change(withdrawal_fee=1_50, name="Current plus").terms)
    books.products, books.requests = (PRODUCTS[0], ProductFact(product="20", **after), OLD), ()
    port.tell("product")
    assert model.state.chosen is not None and model.state.chosen.request is None
    assert model.state.chosen.terms == terms_of(books.products[1])


def test_a_manager_reads_and_without_the_server_nobody_writes() -> None:
    model, port = room(port=FakePort(MANAGER))
    model.begin()
    model.turn()
    assert (model.state.why_not_changed, model.state.problem, model.state.draft) == ("right", "not_permitted", None)
    model, port = room()
    port.set_line(Line("offline"))
    model.change()
    assert (model.state.problem, model.state.draft, port.sent) == ("needs_server", None, [])


def test_the_server_goes_while_it_is_asked_and_nothing_is_written_or_asked_twice() -> None:
    model, port = room()
    chosen(model, "20")
    model.change()
    model.put(withdrawal_fee=1_50)
    model.send()
    port.set_line(Line("offline"))
    model.put(withdrawal_fee=9_00)
    model.send()
    assert model.state.on_its_way and len(port.sent) == 1
    assert model.state.draft is not None and model.state.draft.withdrawal_fee == 1_50, (
        "what was sent is not changed meanwhile"
    )
    port.set_line(Line())
    port.sent[0].settled(WAITS)
    assert (model.state.draft, model.state.sent) == (None, "20")


def test_the_choice_follows_its_product_and_another_drops_the_draft() -> None:
    books = Books()
    model, port = room(books)
    chosen(model, "20")
    model.change()
    books.products = (CURRENT, OLD)
    port.tell("product")
    assert model.state.chosen is not None and model.state.chosen.product == "20" and model.state.draft is not None
    chosen(model, "30")
    assert model.state.draft is None
