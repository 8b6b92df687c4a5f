"""The mini statement and the sheet of a mandate over the counter, see scenes.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from contract.customers import Band, MandateFact, Signatory, SignatoryRole, Signing
from contract.ledger import Side, Statement, StatementLine
from contract.paths import STATEMENT
from tests.teller_app.counter.world import SAVINGS

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage


def counter_mini(stage: Stage) -> None:
    stage.work("counter")
    stage.counter_model.find("abena")
    stage.counter_model.pick()
    stage.counter_model.set_amount(12_000)
    lines = tuple(
        StatementLine(seq=n, transaction=str(n), kind=kind, side=side, amount=amount, balance_after=after,
                      business_date="2026-11-22", value_date=f"2026-11-{12 + n}", narration=about, receipt=f"04-20261122-1-{n:04d}")
        for n, (kind, side, amount, after, about) in enumerate((
            ("deposit", Side.CREDIT, 120_000, 1_512_055, "Market sales"), ("withdraw", Side.DEBIT, 20_000, 1_492_055, ""),
            ("fee", Side.DEBIT, 150, 1_491_905, ""), ("transfer", Side.CREDIT, 350_150, 1_842_055, "Rent, November"),
        ))
    )  # fmt: skip
    page = Statement(account=SAVINGS, number="0401000000012", currency="GHS", balance=18_420_55, lines=lines)
    stage.port.files[STATEMENT.format(account=SAVINGS)] = msgspec.json.encode(page)
    # A layer freezes what lies below it, so that has to be laid out first.
    stage.show()
    stage.counter_model.look_at_mini()


def counter_mandate(stage: Stage) -> None:
    """A change of who signs is being typed."""
    pair = (Signatory(name="Abena Serwaa Mensah"), Signatory(name="Kojo Mensah", role=SignatoryRole.JOINT))
    bands = (Band(signing=Signing.ANY_ONE, upto=20_000_00), Band(signing=Signing.ALL))
    stage.counter.mandates[SAVINGS] = MandateFact(account=SAVINGS, branch="b", signatories=pair, bands=bands)
    stage.work("counter")
    stage.counter_model.find("abena")
    stage.counter_model.pick()
    stage.show()
    stage.counter_model.ask_mandate()
