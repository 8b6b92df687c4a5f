"""Moves of cash for the vault room's tests."""

from contract.feed import AnyAnswer, NotTaken
from contract.ids import new_id
from contract.vault import Place, ReceiveCash, SendCash, Where
from server.drawers.tables import BAGS
from tests.server.drawers.house import DRAWER, House

SAFE, BANK = Place(where=Where.VAULT), Place(where=Where.BANK)


def till(key: str = DRAWER) -> Place:
    return Place(where=Where.DRAWER, drawer=key)


def send(source: Place, target: Place, pieces: dict[str, int], second: str | None = None) -> SendCash:
    return SendCash(transfer=new_id(), source=source, target=target, currency="GHS", pieces=pieces, second=second)


def receive(
    house: House, transfer: str, counted: dict[str, int], who: str, second: str | None = None, reason: str = ""
) -> AnyAnswer:
    return house.run(ReceiveCash(transfer=transfer, counted=counted, second=second, reason=reason), who)


def bag(house: House, holder: str) -> dict[str, int]:
    return house.row(BAGS, holder).pieces


def denied(answer: AnyAnswer) -> str:
    """The right that was missing at the door."""
    assert isinstance(answer, NotTaken), answer
    return str(answer.params["permission"])
