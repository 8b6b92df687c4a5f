"""What a room says beside its form: what is wrong, or that an answer is still to come from a server that is away."""

from collections.abc import Container

from teller_app.glass.alert import Alert
from teller_app.i18n.text import Texts
from teller_app.room_model import RoomState


def tell_trouble(alert: Alert, state: RoomState, texts: Texts, elsewhere: Container[str] = ()) -> None:
    """The problem in words. ``elsewhere`` are codes that a field says of itself.

    What was sent and has no answer yet when the line goes is no problem, and yet a person would do it again who is not told.
    """
    wrong = bool(state.problem) and state.problem not in elsewhere
    if wrong:
        said = texts.for_code(state.problem, state.problem_params)
        alert.set_words(said.title, said.what_to_do, "neg")
    elif state.on_its_way:
        alert.set_words(texts("shell.on_its_way.title"), texts("shell.on_its_way.body"), "info")
    alert.setVisible(wrong or state.on_its_way)
