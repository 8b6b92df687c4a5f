"""A process of its own that signs envelopes before the clock runs: it costs the machine as much as verifying them.

    python -m tests.bench.presign FILE

FILE (msgpack, ``Plan``) says for whom; the signed envelopes are written beside it as FILE.signed (msgpack, one list a teller).
"""

import sys
from pathlib import Path

import msgspec

from contract.envelope import Lease
from contract.ids import new_id
from contract.ledger import Cash, Deposit
from contract.money import Money
from contract.numbers import receipt_number
from teller_app.sync.keys import DeviceSigner, Header

MADE_AT = "2026-11-24T09:00:00.000Z"


class Teller(msgspec.Struct):
    """Who signs: device key, person, lease, drawer number; ``after`` is the last counter used."""

    key: str
    user: str
    lease: Lease
    drawer: str
    after: int


class Plan(msgspec.Struct):
    """``each`` deposits of one cedi for each teller, over all accounts, from ``begun_ms`` (since 1970) on."""

    tellers: list[Teller]
    accounts: list[str]
    day: str
    each: int
    begun_ms: int


def signed(plan: Plan, number: int) -> list[bytes]:
    """A teller's envelopes, encoded."""
    teller = plan.tellers[number]
    signer = DeviceSigner.parse(teller.key)
    made = []
    for counter in range(teller.after + 1, teller.after + plan.each + 1):
        account = plan.accounts[(number * 7919 + counter * 104729) % len(plan.accounts)]
        receipt = receipt_number(teller.drawer, plan.day, teller.lease.number, counter)
        # Ids carry the moment at which they are made. Everybody's first goes out first, so it is made first, as at a counter.
        moment = plan.begun_ms + counter
        deposit = Deposit(transaction=new_id(moment), account=account, amount=Money(100, "GHS"), receipt=receipt,
                          cash=Cash(received={"100c": 1}))  # fmt: skip
        header = Header(
            id=new_id(moment), made_by=teller.user, counter=counter, made_at=MADE_AT, basis_seq=0, lease=teller.lease
        )
        made.append(msgspec.json.encode(signer.seal(deposit, header)))
    return made


def main() -> int:
    """Read, sign, write."""
    path = Path(sys.argv[1])
    plan = msgspec.msgpack.decode(path.read_bytes(), type=Plan)
    found = [signed(plan, number) for number in range(len(plan.tellers))]
    path.with_suffix(".signed").write_bytes(msgspec.msgpack.encode(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
