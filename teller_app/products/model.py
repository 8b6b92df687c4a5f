"""The bank's products as whoever looks after its settings sees them: read by managers, changed by an administrator. No Qt.

A change is asked for and waits for a second person: until then the product is as it was.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from contract.approvals import RequestFact
from contract.branches import BranchFact
from contract.feed import Awaiting
from contract.permissions import Permission
from contract.products import ProductFact, SetProduct, unfit
from teller_app.manifest import Port
from teller_app.products.state import Draft, ProductsState, draft_of, shown
from teller_app.room_model import RoomModel

TOPICS = frozenset({"product", "request", "branch"})
CODE = re.compile(r"[0-9]{2}")
"""The contract's ``ProductCode``."""


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica."""

    products: Callable[[Any], Sequence[ProductFact]]
    requests: Callable[[Any], Sequence[RequestFact]]
    branches: Callable[[Any], Sequence[BranchFact]]


class ProductsModel(RoomModel[ProductsState]):
    """See the module."""

    def __init__(self, port: Port, lookups: Lookups) -> None:
        super().__init__(port, ProductsState(line=port.line, may_change=Permission.CHANGE_STAFF in port.me.permissions))
        self._lookups = lookups
        self._listen(TOPICS)

    def refresh(self) -> None:
        """Read the products again, and what waits about them."""

        def ask(conn: Any) -> dict[str, Any]:
            look = self._lookups
            rows = shown(tuple(look.products(conn)), tuple(look.requests(conn)))
            return {"rows": rows, "branches": tuple(look.branches(conn))}

        self._port.query(ask, self._refreshed)

    def _refreshed(self, found: dict[str, Any]) -> None:
        state = self.state
        rows, chosen = found["rows"], state.chosen.product if state.chosen else ""
        chosen = state.sent or chosen
        index = next((n for n, row in enumerate(rows) if row.product == chosen), 0)
        # The answer may come before the feed has the request; from then on the line itself says that it waits.
        sent = "" if any(row.product == state.sent and row.request for row in rows) else state.sent
        self._set(index=index, sent=sent, **found)

    def choose(self, index: int) -> None:
        """Select a line; what was being written about another one is dropped."""
        if index != self.state.index:
            self._another()
            self._set(index=index, draft=None, problem="", sent="")

    def begin(self) -> None:
        """F3: a new product."""
        if not self._refuses(self.state.why_not_changed):
            self._write(Draft())

    def change(self) -> None:
        """F6: the selected product is written anew."""
        if self.state.chosen is not None and not self._refuses(self.state.why_not_this):
            self._write(draft_of(self.state.chosen))

    def _write(self, draft: Draft) -> None:
        self._another()
        self._set(draft=draft, sent="", problem="")

    def drop(self) -> None:
        """F4: nothing is written."""
        self._another()
        self._set(draft=None, problem="")

    def put(self, **said: Any) -> None:
        """A field of the product by its name."""
        if self.state.draft is not None and not self._sending:
            self._set(draft=replace(self.state.draft, **said), problem="", problem_params={})

    def send(self) -> None:
        """F9: ask for what was written."""
        draft = self.state.draft
        if draft is None or self.state.busy or self._refuses(self.state.why_not_changed):
            return
        code, field = self._fault(draft)
        if code:
            self._fail(code, {"field": field})
        else:
            self._ask(SetProduct(product=draft.product, terms=draft.terms, before=draft.before))

    def turn(self) -> None:
        """F8: the selected product is withdrawn from sale, or sold again."""
        chosen = self.state.chosen
        if chosen is None or self.state.busy or self._refuses(self.state.why_not_this):
            return
        terms = replace(draft_of(chosen), off=not chosen.terms.off).terms
        self._ask(SetProduct(product=chosen.product, terms=terms, before=chosen.terms))

    def _fault(self, draft: Draft) -> tuple[str, str]:
        """(code, field) of what stands in the way: seen here first, so that nobody is asked for nothing."""
        rows = {row.product: row for row in self.state.rows}
        if draft.before is None and not CODE.fullmatch(draft.product):
            return "product_code_missing", "product"
        if draft.before is None and draft.product in rows:
            return "product_code_taken", "product"
        if draft.no_amount:
            return "product_unfit", draft.no_amount
        others = [row.terms.name for code, row in rows.items() if code != draft.product and row.there]
        field = unfit(draft.terms, draft.before is None, others)
        if field:
            return "product_unfit", field
        if draft.before is not None and (draft.product not in rows or rows[draft.product].terms != draft.before):
            return "product_changed", ""
        return ("product_same", "") if draft.terms == draft.before else ("", "")

    def _refuses(self, why: str) -> bool:
        codes = {"offline": "needs_server", "right": "not_permitted", "waits": "request_open"}
        if why:
            self._fail(codes.get(why, "product_unknown"))
        return bool(why)

    def _ask(self, command: SetProduct) -> None:
        self._submit(
            command, lambda answer: self._set(sent=command.product if isinstance(answer, Awaiting) else ""), draft=None
        )
