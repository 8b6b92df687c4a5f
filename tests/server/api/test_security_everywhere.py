"""The staff's doors on both databases: two hands with codes, a lock, a signed-out session, a sealed day, the books whole."""

from pathlib import Path

from contract import paths
from contract.approvals import ApproveRequest
from contract.branches import CloseBranchDay
from contract.doors import EndSession
from contract.staff import SetLimit
from server import build
from tests.server.api.house import DAY, open_house, problem
from tests.server.api.test_security import call, coded, new_user, phone_for


def test_on_sqlite_and_on_postgresql(tmp_path: Path, database_url: str) -> None:
    with open_house(tmp_path, url=database_url) as house:
        for name in ("yaa", "kofi"):
            phone_for(house, name)
        yaa, kofi = house.sign_in("yaa"), house.sign_in("kofi", at=house.there)
        for command in (
            new_user(house),
            SetLimit(act="withdraw", currency="GHS", per_transaction=5, per_day=9, branch=house.branch),
        ):
            request = coded(yaa, command).json()["result"]["request"]
            assert coded(kofi, ApproveRequest(request=request)).status_code == 200
        assert [
            limit.per_day
            for limit in house.sign_in("efua").me.limits
            if (limit.kind, limit.currency) == ("withdraw", "GHS")
        ] == [9]
        for _ in range(4):
            house.ask_sign_in("kojo", "guess guess guess", at=house.there)
        assert problem(house.ask_sign_in("kojo", at=house.there)) == (429, "slow_down")
        sessions = {view["full_name"]: view["session"] for view in kofi.get(paths.SESSIONS).json()}
        assert call(kofi, paths.SESSION_END, EndSession(session=sessions["Yaa"])).status_code == 204
        assert problem(yaa.get(paths.ME)) == (401, "not_signed_in")
        assert len(kofi.get(paths.ACTIVITY).json()["lines"]) > 10
        assert kofi.get(paths.DEVICES).json()[0]["full_name"]
        house.do(CloseBranchDay(branch=house.branch, business_date=DAY, reason="no second keeper tonight"))
        assert kofi.get(paths.AUDIT).json()["chain"]["sealed_seq"] == house.bank.hub.head
        with house.bank.engine.connect() as conn:
            assert list(build.verify(conn, house.bank.keys.sealing)) == []
