import threading
from typing import Any

from pytestqt.qtbot import QtBot

from teller_app.shell.bridge import Bridge
from teller_app.sync.events import Answered, EngineEvent, PasswordNeeded


def test_events_cross_to_the_qt_thread_in_order(qtbot: QtBot) -> None:
    here, seen = threading.get_ident(), []

    def arrived(event: EngineEvent) -> None:
        seen.append((event, threading.get_ident()))

    bridge = Bridge(arrived)
    answers: list[Any] = []

    def tell() -> None:
        for n in range(50):
            bridge.post(PasswordNeeded(str(n)))
        bridge.post(Answered(lambda: answers.append(threading.get_ident())))

    thread = threading.Thread(target=tell)
    thread.start()
    thread.join()
    assert seen == [], "nothing runs on the thread that tells"
    qtbot.waitUntil(lambda: bool(answers))
    assert seen == [(PasswordNeeded(str(n)), here) for n in range(50)]
    assert answers == [here]


def test_after_closing_nothing_arrives(qtbot: QtBot) -> None:
    seen: list[EngineEvent] = []
    bridge = Bridge(seen.append)
    bridge.post(PasswordNeeded(""))
    bridge.close()
    bridge.post(PasswordNeeded(""))
    qtbot.wait(20)
    assert seen == []
