"""Shortages and surpluses for the variances' tests."""

from contract.approvals import ApproveRequest
from contract.ids import new_id
from contract.money import add_pieces
from server.variances.tables import VARIANCES, VarianceRow
from tests.server.drawers.house import AKOSUA, EFUA, FLOAT, House, asked, done, drawer


def off_by(house: House, pieces: dict[str, int], reason: str = "Not found") -> str:
    """A close of drawer 04 that is off by these signed pieces; above the tolerance Akosua accepts it. The session's id."""
    session = house.open(EFUA, FLOAT)
    counted = add_pieces(FLOAT, pieces)
    if house.count(counted).second_count_needed:
        house.count(counted)
    answer = house.close(reason=reason)
    if not hasattr(answer.result, "verification"):
        done(house.run(ApproveRequest(request=asked(answer).request), AKOSUA))
    return session


def row(house: House, variance: str) -> VarianceRow:
    return house.row(VARIANCES, variance)


def second_drawer(house: House, who: str) -> str:
    """Another till, open."""
    key = new_id()
    done(house.run(drawer(key, "05"), AKOSUA))
    return house.open(who, key=key)
