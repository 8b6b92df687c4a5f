"""The drawer history as the shell sees it: its place, its keys, its view."""

from contract.permissions import Permission
from teller_app.glass.look import Look
from teller_app.history.model import HistoryModel
from teller_app.history.view import HistoryView
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest

MANIFEST = Manifest(
    name="history",
    title="history.title",
    icon="chart-line-up",
    permission=Permission.MOVE_CASH,
    actions=(
        Action("Left", "history.key.back", "back", in_bar=False),
        Action("Right", "history.key.on", "on", in_bar=False),
        Action("Home", "history.key.first", "first", in_bar=False),
        Action("End", "history.key.last", "last", in_bar=False),
        Action("Shift+Left", "history.key.minute_back", "minute_back", in_bar=False),
        Action("Shift+Right", "history.key.minute_on", "minute_on", in_bar=False),
        Action("PgUp", "history.key.event_back", "event_back", in_bar=False),
        Action("PgDown", "history.key.event_on", "event_on", in_bar=False),
        Action("Enter", "history.key.open", "open", in_bar=False),
        Action("Ctrl+Left", "history.key.ten_back", "ten_back", in_bar=False),
        Action("Ctrl+Right", "history.key.ten_on", "ten_on"),
        Action("F4", "history.key.drawer", "drawer"),
        Action("F5", "history.key.day", "day", in_bar=False),
        Action("F6", "history.key.mark", "mark"),
        Action("Ctrl+F", "history.key.find", "find"),
        Action("Ctrl+P", "history.key.print", "print"),
    ),
)


def make_view(look: Look, texts: Texts, model: HistoryModel) -> HistoryView:
    """The room's widget over its model."""
    return HistoryView(look, texts, model)
