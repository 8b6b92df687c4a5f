"""A product's change from asking to verify: two people, one open request a product, and a server that dies around its commit."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
from sqlalchemy import select

from contract.approvals import ApproveRequest, DeclineRequest
from contract.feed import Awaiting, Executed
from contract.ids import new_id
from contract.permissions import Role
from contract.products import SetProduct
from server import build
from server.ledger import products
from server.ledger.tables import PRODUCTS, ProductRow
from server.ledger.tables import products as table
from server.settings import Settings
from tests.server.approvals.many import Many, opened, word

ROOT = Path(__file__).resolve().parents[3]
CURRENT, SAVINGS = products.FIRST[1], products.FIRST[0]


def change(row: ProductRow, **fields: object) -> SetProduct:
    before = products.terms_of(row)
    return SetProduct(product=row.code, terms=msgspec.structs.replace(before, **fields), before=before)


def asked(many: Many, command: SetProduct, who: str) -> str:
    answer = many.act(command, who)
    assert isinstance(answer, Awaiting), answer
    return str(answer.result.request)


def fee(many: Many, code: str) -> int:
    return many.number(select(table.c.withdrawal_fee).where(table.c.code == code))


def test_two_people_one_open_request_and_never_twice_though_the_server_dies(database_url: str, tmp_path: Path) -> None:
    with opened(database_url, tmp_path) as many:
        admin, other = (many.person(name, Role.ADMINISTRATOR) for name in ("adjoa", "yaa"))
        both = many.person("kwame", Role.ADMINISTRATOR)
        first = asked(many, change(CURRENT, withdrawal_fee=1_50), admin)
        assert word(many.act(change(CURRENT, name="Current plus"), other)) == "request_open"
        assert word(many.act(change(CURRENT, withdrawal_fee=1_50), many.maker)) == "not_permitted"
        assert word(many.act(ApproveRequest(request=first), admin)) == "not_permitted"
        assert word(many.act(ApproveRequest(request=first), other)) == "not_permitted", (
            "an administrator decides nothing"
        )
        assert isinstance(many.act(DeclineRequest(request=first, reason="too dear"), many.checkers[0]), Executed)
        assert fee(many, "20") == CURRENT.withdrawal_fee
        waiting = [asked(many, change(row, withdrawal_fee=2_00), both) for row in (CURRENT, SAVINGS)]
    for request, point in zip(waiting, ("writer.before_commit", "writer.after_commit"), strict=True):
        line = [sys.executable, "-m", "tests.server.approvals.dying", database_url, str(tmp_path / "keys"), request,
                many.checkers[1], new_id()]  # fmt: skip
        killed = subprocess.run(line, env={**os.environ, "COASTAL_CRASH": point}, check=False, cwd=ROOT, timeout=120)
        assert killed.returncode == 137
    with build.bank(Settings(url=database_url, key_dir=str(tmp_path / "keys"))) as bank:
        many.bank = bank
        assert [(many.state(request), many.approvals_of(request)) for request in waiting] == [
            ("awaiting", 0),
            ("approved", 1),
        ]
        assert (fee(many, "20"), fee(many, "10")) == (CURRENT.withdrawal_fee, 2_00), "both or none"
        assert isinstance(many.act(ApproveRequest(request=waiting[0]), many.checkers[1]), Executed)
        assert word(many.act(ApproveRequest(request=waiting[1]), many.checkers[2])) == "request_decided"
        assert bank.writer.resident.rows(PRODUCTS)["20"].withdrawal_fee == fee(many, "20") == 2_00
        with bank.engine.connect() as conn:
            assert list(build.verify(conn)) == []
