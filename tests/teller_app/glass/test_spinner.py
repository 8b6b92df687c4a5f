from teller_app.glass.look import Look
from teller_app.glass.spinner import Spinner


def test_it_turns_only_while_shown_and_allowed(qtbot) -> None:
    look = Look()
    spinner = Spinner(look, "Sending")
    qtbot.addWidget(spinner)
    assert not spinner.turning
    spinner.show()
    assert spinner.turning
    look.set_reduced_motion(True)
    assert not spinner.turning
    look.set_reduced_motion(False)
    assert spinner.turning
    spinner.hide()
    assert not spinner.turning
