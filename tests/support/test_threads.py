import threading

from tests.support.threads import leaked


def test_a_thread_that_stays_is_named_and_one_that_ends_is_not() -> None:
    before = set(threading.enumerate())
    release = threading.Event()
    stays = threading.Thread(target=release.wait, name="stays")
    ours = threading.Thread(target=release.wait, name="coastal-ours", daemon=True)
    librarys = threading.Thread(target=release.wait, name="pool", daemon=True)
    for thread in (stays, ours, librarys):
        thread.start()
    assert leaked(before, grace_s=0) == [stays, ours]
    release.set()
    assert leaked(before) == []
