"""The drawer room: one page for each phase, and what the keys do there."""

from PySide6.QtCore import Qt

from teller_app.drawers import words
from teller_app.drawers.model import DrawerModel
from teller_app.drawers.state import DrawerState
from teller_app.drawers.view_choose import ChoosePage
from teller_app.drawers.view_closing import ClosingPage
from teller_app.drawers.view_count import CountPanel
from teller_app.drawers.view_opening import OpeningPage
from teller_app.drawers.view_session import SessionPage
from teller_app.glass.alert import Alert
from teller_app.glass.look import Look
from teller_app.glass.sign_sheet import InkSheet
from teller_app.glass.signatories import Specimens
from teller_app.glass.tabs import Pages
from teller_app.glass.telling import tell_trouble
from teller_app.i18n.text import Texts
from teller_app.manifest import Guide

_BY_PHASE = ("slip", "again", "next", "print", "manager", "decline")
"""Keys of the bar that some phases know nothing of; F9 is always there, with its reason where it is off."""


class DrawerView(Pages):
    """Renders ``DrawerState``; nothing is remembered here but where the focus was put."""

    def __init__(self, look: Look, texts: Texts, model: DrawerModel, specimens: Specimens) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._phase = ""
        self._look = look
        self.pad: InkSheet | None = None
        self.hand: InkSheet | None = None
        self.choosing = ChoosePage(look, texts, model)
        self.opening = OpeningPage(look, texts, model, specimens)
        self.session = SessionPage(look, texts, model, specimens)
        self.closing = ClosingPage(look, texts, model)
        for page in (self.choosing, self.opening, self.session, self.closing):
            self.addWidget(page)
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: DrawerState) -> None:
        """Show the page of the phase; a new phase takes the focus along when the room is seen."""
        page = self._page(state.phase)
        page.render_state(state)
        for alert in self._alerts():
            self._say(alert, state)
        self.setCurrentWidget(page)
        self._show_pad(state)
        self.updateGeometry()
        if state.phase != self._phase:
            self._phase = state.phase
            if self.isVisible():
                self.enter()

    def _show_pad(self, state: DrawerState) -> None:
        """The cashier's pad, or the custodian's, while it is asked for."""
        texts, model, session = self._texts, self._model, state.session
        body = texts("drawers.sign.pad_body", number=session.number) if state.inking and session is not None else ""
        if body and self.pad is None:
            # Dialogues lie over the whole window, so it is made when there is one.
            self.pad = InkSheet(self._look, texts, self.window(), texts("drawers.sign.pad"), model.ink, model.drop_ink)
        if self.pad is not None:
            self.pad.ask_for(body)
        signer = next((name for user, name in state.keepers if user == state.signs_here), "")
        body = texts("drawers.sign.field_body", name=signer, number=session.number) if state.handing and session else ""
        if signer and body and self.hand is None:
            self.hand = InkSheet(
                self._look, texts, self.window(), texts("drawers.sign.pad"), model.hold_hand, model.drop_hand
            )
        if self.hand is not None:
            self.hand.ask_for(body if signer else "")

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it means nothing in this phase."""
        model, state = self._model, self._model.state
        if intent == "forward":
            return model.forward()
        if intent == "again":
            return model.again()
        if intent == "slip":
            return model.ask_slip(self.choosing.table.current_key())
        if intent == "next":
            count = self._count()
            return count is not None and count.next_piece()
        if intent == "bucket":
            count = self._count()
            return count is not None and count.next_bucket()
        if intent == "print" and state.has_slip:
            model.print_slip()
            return True
        if intent == "counts":
            return model.turn_count()
        if intent == "sheet":
            return model.print_sheet()
        if intent == "save":
            return model.save()
        if intent == "decline" and model.decline():
            self.opening.result.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if intent == "pad":
            return model.ask_ink()
        if intent == "hand":
            return model.ask_hand()
        if intent == "manager" and state.phase == "signing":
            return model.call()
        if intent == "manager" and state.phase == "reconcile" and state.asks_manager:
            model.close()
            return True
        return False

    def why_off(self, intent: str) -> str:
        """Why a key of the manifest cannot be had now, in words; empty when it can."""
        state, phase = self._model.state, self._model.state.phase
        if intent == "forward" and phase == "signing" and not state.declining and not state.signs_here:
            return self._texts("drawers.off.declined" if state.declined else "drawers.off.unsigned")
        if intent == "decline":
            return "" if state.may_decline else self._texts("drawers.off.decline")
        if intent == "save":
            return "" if state.may_save else self._texts("drawers.off.save")
        if intent == "slip" and phase == "choose" and state.slip is not None and state.slip.seal:
            return self._texts("drawers.off.slip")
        return "" if self._applies(intent) else self._texts("drawers.off.phase")

    def _applies(self, intent: str) -> bool:
        """Whether the phase has anything for a key."""
        state, phase = self._model.state, self._model.state.phase
        applies = {
            "slip": phase == "choose" and bool(state.free),
            "forward": phase not in ("choose", "awaiting"),
            "again": phase in ("opening", "counting", "reconcile"),
            "next": phase in ("opening", "counting"),
            "bucket": phase in ("opening", "counting"),
            "sheet": state.has_sheet,
            "counts": len(state.kept) > 1 and phase in ("reconcile", "awaiting", "closed"),
            "print": state.has_slip,
            "manager": phase == "signing" or (phase == "reconcile" and state.asks_manager),
            "decline": state.may_decline,
        }
        return applies.get(intent, True)

    def guide(self) -> Guide:
        """An opening and a close are screens of their own; what another phase does with a key is not in the bar."""
        state = self._model.state
        return Guide(
            words.room_title(state, self._texts),
            words.place(state, self._texts),
            keys=words.key_names(state, self._texts),
            quiet=frozenset(["F2", *(intent for intent in _BY_PHASE if not self._applies(intent))]),
        )

    def enter(self) -> None:
        """The focus goes where work begins in this phase."""
        count = self._count()
        if self._phase == "choose":
            self.choosing.begin()
        elif count is not None:
            count.begin()
        elif self._phase == "opened":
            # The counts are not to be changed any more: Enter goes on, as F9 does.
            self.opening.result.go.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._phase == "reconcile" and self.closing.reconcile.reason.isVisible():
            self.closing.reconcile.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """A count that was begun waits; nothing is lost by looking elsewhere."""
        return True

    def _page(self, phase: str) -> ChoosePage | OpeningPage | SessionPage | ClosingPage:
        pages: dict[str, ChoosePage | OpeningPage | SessionPage | ClosingPage]
        pages = {
            "choose": self.choosing,
            "opening": self.opening,
            "opened": self.opening,
            "signing": self.opening,
            "open": self.session,
        }
        return pages.get(phase, self.closing)

    def _count(self) -> CountPanel | None:
        return {"opening": self.opening.count, "counting": self.closing.count}.get(self._phase)

    def _alerts(self) -> tuple[Alert, ...]:
        return self.choosing.problem, self.opening.result.problem, self.session.problem, self.closing.problem

    def _say(self, alert: Alert, state: DrawerState) -> None:
        tell_trouble(alert, state, self._texts, {"reason_missing"})
