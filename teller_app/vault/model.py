"""The vault room's behaviour: what lies and moves, the form that is being written, and the steps of two people. No Qt."""

from dataclasses import replace
from typing import Any

from contract.base import Command
from contract.beside import SecondHere
from contract.buckets import Bucket, bucket_of
from contract.counts import CountState, SpotCountFact, WitnessCount
from contract.drawers import TakeOverDrawer
from contract.feed import AnyAnswer, Executed
from contract.floats import SignFloat
from contract.ids import new_id
from contract.vault import ConfirmCash, Moved, MoveKind, MoveState, RequisitionFact
from teller_app.vault import meeting, outlook, rules
from teller_app.vault.beside import second_here, to_sign, with_hand
from teller_app.vault.following import Following
from teller_app.vault.payout import usual
from teller_app.vault.state import Form

FORMS = ("send", "exchange", "count", "lock", "unlock", "micro", "handover", "surprise", "force", "sort", "impound")


class VaultModel(Following):
    """See the module. Set ``on_change`` before the first intent."""

    def print_paper(self) -> bool:
        """Ctrl+P: a sheet to count on while a count is written down; else the chosen count's sheet, or the chosen transfer's voucher.
        False for what has no paper, or has not left yet."""
        state = self.state
        if rules.why_no_paper(state):
            return False
        kind, _, key = state.chosen.partition(":")
        if state.form.act in rules.COUNTED_WHOLE:
            drawer = rules.drawer_of(state.form)
            # A drawer has one currency, which the server knows; the vault is counted in each that lies in it.
            for currency in (state.counted_in,) if drawer else state.currencies or (state.currency,):
                self._prints.blank(drawer, currency)
        elif kind == "count" or (state.move is not None and state.move.kind is MoveKind.COUNT):
            self._prints.sheet(key)
        else:
            self._prints.voucher(key)
        return True

    # -- intents -------------------------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Select a row; a form that answers another one is left."""
        if key != self.state.chosen:
            form = Form() if self.state.form.subject else self.state.form
            if form != self.state.form:
                self._another()
            self._set(chosen=key, form=form, problem="")
            row = self.state.move or self.state.asked
            if row is not None:
                # What is chosen is looked at beside the vault that it concerns.
                self.look_in(row.currency)

    def next_opening(self) -> bool:
        """F10: the next opening that waits for this person's signature. False where none does."""
        if self.state.to_sign:
            self.choose(self.state.to_sign[0])
        return bool(self.state.to_sign)

    def meet(self) -> None:
        """Whoever comes in finds what waits for them chosen; what they had chosen stays while there is something to do about it."""
        first = meeting.to_meet(self.state) if meeting.free(self.state) else ""
        if first:
            self.choose(first)

    def begin(self, act: str) -> bool:
        """A key of the bar: start the form of this act. False where it means nothing now; what is being written down goes on."""
        asked = self.state.draft
        grants = act == "ask" and asked is not None and (self.state.asked is not None or not self.state.drawer)
        if rules.why_off(self.state, act):
            return False
        if act in FORMS:
            self._start(self._fresh(act))
        elif act == "receive" and (comes := meeting.comes_in(self.state)) is not None:
            self.choose(f"move:{comes.transfer}")
            self._start(Form(act="receive", subject=comes.transfer))
        elif grants and asked is not None:
            self._start(Form(act="grant", subject=asked.requisition, given=self.wish(asked)[0]))
        elif act == "ask":
            self._start(Form(act="ask", source=self.state.drawer))
        elif act == "refuse":
            key = self.state.chosen.partition(":")
            self._start(Form(act="refuse", subject=key[2], source=key[0]))
        return True

    def _start(self, form: Form) -> None:
        """The same key twice takes nothing back of what was typed."""
        if (form.act, form.subject) != (self.state.form.act, self.state.form.subject):
            self._another()
            self._open(form)

    def force_close(self, drawer: str) -> bool:
        """Begin the count that closes this drawer, as somebody chose it elsewhere."""
        if drawer not in rules.sources(self.state, "force") or not self.begin("force"):
            return False
        self._open(replace(self._fresh("force"), source=drawer))
        return True

    def _fresh(self, act: str) -> Form:
        found = (self.state.drawer,) if act in ("micro", "handover", "impound") else rules.sources(self.state, act)
        form = Form(act=act, source=found[0] if found else "")
        reached = rules.targets(self.state, form) if act in ("send", "exchange") else ()
        return replace(form, target=reached[0] if reached else "")

    def wish(self, asked: RequisitionFact) -> tuple[dict[str, int], str]:
        """What a requisition would be granted with, and why: the pieces asked for (wished), what the drawer usually pays out until the
        close (usual), else what keeps the vault's change healthy (healthy)."""
        if asked.pieces:
            return dict(asked.pieces), "wished"
        stock = self.state.stock_of(asked.currency)
        known = self.state.totals.get(asked.drawer)
        short = outlook.wanted(self.state.forecast, asked, known.pieces if known else None)
        found = usual(asked.amount, short, stock, asked.currency)
        if found:
            return found, "usual"
        return self._lookups.suggest(asked.amount, stock, asked.currency), "healthy"

    def _open(self, form: Form) -> None:
        people = rules.seconds(self.state, form) if rules.needs_second(self.state, form) else ()
        self._set(form=replace(form, second=rules.default_second(people)), problem="")

    def leave(self) -> bool:
        """Put the form away. False where there is none."""
        had = bool(self.state.form.act)
        self._another()
        self._set(form=Form(), problem="")
        return had

    def set_place(self, source: str = "", target: str = "") -> None:
        """From where, to where. Another source may not reach the target chosen before."""
        form = self.state.form
        form = replace(form, source=source or form.source, target=target or form.target)
        reached = rules.targets(self.state, form) if form.act in ("send", "exchange") else ()
        if form.target not in reached:
            form = replace(form, target=reached[0] if reached else "")
        if form.bucket_from not in rules.sort_sources(form):
            form = replace(form, bucket_from=Bucket.FIT, bucket_to=Bucket.MUTILATED)
        allowed = rules.buckets_of(form)
        form = replace(form, given={face: n for face, n in form.given.items() if bucket_of(face) in allowed})
        self._open(form)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Pieces typed into the grid that is shown."""
        if not self._sending:
            name = self.state.form.part
            self._form(**{name: dict(counts)})

    def show_part(self, part: str) -> None:
        """The other grid of an exchange."""
        self._form(part=part)

    def set_second(self, user: str) -> None:
        """Who confirms."""
        self._form(second=user)

    def set_reason(self, text: str) -> None:
        """A note, or why."""
        if text != self.state.form.reason:
            self._form(reason=text)

    def set_buckets(self, source: Bucket | None = None, target: Bucket | None = None) -> None:
        """Out of which bucket into which. The two are never one."""
        form = self.state.form
        form = replace(form, bucket_from=source or form.bucket_from, bucket_to=target or form.bucket_to)
        reached = rules.sort_targets(form)
        if form.bucket_to not in reached:
            form = replace(form, bucket_to=reached[0])
        self._set(form=form, problem="")

    def set_giver(self, name: str = "", phone: str = "", serials: str = "") -> None:
        """Whose doubtful notes these are, and their numbers."""
        if (name, phone, serials) != (self.state.form.giver, self.state.form.phone, self.state.form.serials):
            self._form(giver=name, phone=phone, serials=serials)

    def set_amount(self, minor: int, error: str = "") -> None:
        """How much is asked for; ``error`` is the field's own code for what it could not read."""
        self._form(amount=minor, amount_error=error)

    def forward(self) -> bool:
        """F9: send the form, or confirm what waits for this person."""
        if self.state.busy:
            return True
        if self.state.form.act:
            self._send()
        elif not self._say_yes():
            if not self.state.grants:
                return False
            self.grant()
        return True

    def _say_yes(self, ink: str = "") -> bool:
        """To what is chosen, by whoever it waits for; with their hand where they signed on the pad. False where it waits for nobody here."""
        state = self.state
        if state.waits_for_me and state.opening is not None:
            self._submit(rules.answer_to_opening(state.opening, ink), self._booked, form=Form())
        elif state.waits_for_me and state.slip is not None:
            self._submit(SignFloat(slip=state.slip.slip), self._booked, form=Form())
        elif state.waits_for_me and state.count is not None:
            self._share(state.count, ink)
        elif state.waits_for_me and state.move is not None:
            self._submit(ConfirmCash(transfer=state.move.transfer, ink=ink), self._booked, form=Form())
        elif (beside := second_here(state)) is not None:
            self._beside(with_hand(beside, ink))
        else:
            return False
        return True

    def ask_ink(self) -> bool:
        """Ctrl+I at what waits for a yes here: whoever says it signs on the pad. False where nothing does."""
        if rules.why_off(self.state, "pad") or self.state.busy:
            return False
        self._set(inking=to_sign(self.state))
        return True

    def drop_ink(self) -> None:
        """Esc on the pad."""
        self._set(inking="")

    def sign_with(self, ink: str) -> None:
        """The yes with what they drew, as F9 is their yes without it. Never to anything else than what the pad named."""
        asked, named = self.state.inking, to_sign(self.state)
        self._set(inking="")
        if asked and asked == named and not self.state.busy:
            self._say_yes(ink)

    def _beside(self, yes: SecondHere) -> None:
        """The second person is here: the house asks them for their own password before it goes out."""
        if self.state.online:
            self._submit(yes, self._booked, form=Form())
        else:
            self._fail("needs_server")

    def grant(self) -> None:
        """The button beside a requisition, and F9 where it is selected: as it is suggested, once a second person is named."""
        if self.state.draft is not None:
            self.choose(f"ask:{self.state.draft.requisition}")
            if self.begin("ask"):
                self._send()

    def decline(self) -> None:
        """The button beside a requisition: it is the one that is refused, whatever row is selected."""
        if self.state.draft is not None:
            self.choose(f"ask:{self.state.draft.requisition}")
            self.begin("refuse")

    def _share(self, count: SpotCountFact, ink: str = "") -> None:
        """The witness's yes. Of a hand-over it is one path: who shares the count has the drawer."""
        take = (
            TakeOverDrawer(session=new_id(), taken=count.session, count=count.count) if self.state.takes_over else None
        )
        if count.state is CountState.TAKEN:
            self._submit(
                WitnessCount(count=count.count, ink=ink), lambda answer: self._shared(answer, take), form=Form()
            )
        elif take is not None:
            self._submit(take, self._booked, form=Form())

    def _send(self) -> None:
        if not self.state.online:
            self._fail("needs_server")
            return
        fault = rules.fault(self.state) or self._untouched()
        if fault:
            self._fail(fault)
        else:
            self._submit(rules.command(self.state), self._written, form=Form())

    def _untouched(self) -> str:
        """A drawer of which nothing was counted: it may be empty, then F9 says so a second time."""
        form = self.state.form
        nothing = form.act in ("surprise", "handover", "force") and not any(form.given.values())
        return "nothing_counted" if nothing and self.state.problem != "nothing_counted" else ""

    def _shared(self, answer: AnyAnswer, take: Command | None) -> None:
        """Who shares a hand-over's count takes the drawer with the same key, once the count is booked."""
        if take is not None and isinstance(answer, Executed):
            self._submit(take, self._booked, form=Form())
        else:
            self._booked(answer)

    def _written(self, answer: AnyAnswer) -> None:
        """What waits for the second person now is chosen: they may stand beside."""
        moved = answer.result if isinstance(answer, Executed) else None
        if isinstance(moved, Moved) and moved.state in (MoveState.PROPOSED, MoveState.COUNTED):
            self._set(chosen=f"move:{moved.transfer}")
        self._booked(answer)

    def _booked(self, answer: AnyAnswer) -> None:
        self.look_ahead()

    # -- inside --------------------------------------------------------------------------------------------------

    def _form(self, **changes: Any) -> None:
        self._set(form=replace(self.state.form, **changes), problem="")
