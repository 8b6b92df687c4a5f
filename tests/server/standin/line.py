"""What the tests of the dead line share: a budget, armed codes, and a payment that a till made with one of them."""

from typing import Any

import msgspec

from contract.ids import new_id
from contract.ledger import StandIn, Withdraw
from contract.standin import ArmCodes, ArmedCode, GrantStandIn, proof_of
from server.ledger.verification import signer
from server.standin.handlers import secret_of
from tests.server.drawers import house as h
from tests.server.drawers.house import AKOSUA, EFUA, House, done

LATE = "2026-11-24T17:00:00.000Z"
HASH = "$argon2id$v=19$m=8,t=1,p=1$" + "a" * 22 + "$" + "b" * 43
replace = msgspec.structs.replace


def funded(house: House, budget: int = 1_000_00) -> str:
    """An open drawer with a customer's money in it and a stand-in budget; hands back the session."""
    session = house.open()
    for _ in range(3):
        done(house.run(h.deposit(400_00, {"20000": 2})))
    if budget:
        done(house.run(GrantStandIn(session=session, amount=budget, until=LATE), AKOSUA))
    return session


def armed(house: House, count: int = 2, owner: str = AKOSUA) -> list[str]:
    """A manager's codes; their ids."""
    ids = [new_id() for _ in range(count)]
    done(house.run(ArmCodes(codes=tuple(ArmedCode(code=code, hash=HASH) for code in ids)), owner))
    return ids


def secret(code: str, owner: str = AKOSUA) -> str:
    """What the owner reads out."""
    return secret_of(signer(b"print key"))(owner, code)


def paid(amount: int, given: dict[str, int], **more: Any) -> Withdraw:
    """Notes that were handed over without the server."""
    return replace(h.withdraw(amount, given), paid_offline=True, **more)


def with_code(command: Withdraw, code: str, session: str, spoken: str = "", maker: str = EFUA) -> Withdraw:
    """The same, bound to a code as the till binds it."""
    return replace(
        command, stand_in=StandIn(code=code, proof=proof_of(spoken or secret(code), command, maker, session))
    )
