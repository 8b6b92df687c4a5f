from teller_app.variances.state import VariancesState
from tests.teller_app.kit import EFUA_ID
from tests.teller_app.variances.desk import SUM, variance


def test_the_chosen_one_and_a_persons_sum() -> None:
    state = VariancesState(variances=(variance(),), sums=(SUM,), chosen=variance().variance, counts={"1000": 2})
    assert state.variance == variance()
    assert state.sum_of(EFUA_ID, "GHS") == SUM
    assert state.sum_of(EFUA_ID, "CZK") is None
    assert state.counted == 2000
    assert VariancesState().variance is None
