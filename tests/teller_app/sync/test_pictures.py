"""Pictures by their hash: fetched once, kept encrypted within a bound, shown offline, and never another than was asked for."""

import asyncio
import hashlib
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from contract.customers import IMAGE_BYTES_MAX, CustomerFact, MandateFact, Signatory
from contract.ids import new_id
from contract.ink import Dot, packed, raw_of
from teller_app.sync.pictures import NEWER_MAX, PictureStore
from teller_app.sync.sqlcipher import open_encrypted
from teller_app.sync.state import State
from tests.teller_app import samples
from tests.teller_app.sync.rig import WAIT_S, Rig
from tests.teller_app.sync.tiny_bank import TinyBank

KEY = bytes(range(32))
FACE = b"\x89PNG\r\n\x1a\n a face that nobody may read on the disk"


def name_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def look(one: Rig, sha256: str, read: Callable[[bytes], Any] = bytes) -> Any:
    """What the Qt side is given."""
    given: list[Any] = []
    done = threading.Event()
    one.engine.picture(sha256, read, lambda made: (given.append(made), done.set()))
    assert done.wait(WAIT_S)
    return given[0]


# -- the store


def test_the_least_recently_used_make_room(tmp_path: Path) -> None:
    store = PictureStore.open(tmp_path / "pictures.db", KEY, bytes_max=3000)
    files = [bytes([n]) * 1000 for n in range(4)]
    for content in files[:3]:
        store.put(name_of(content), content)
    assert store.get(name_of(files[0])) == files[0], "looked at again"
    store.put(name_of(files[3]), files[3])
    assert [store.get(name_of(content)) is not None for content in files] == [True, False, True, True]
    store.close()
    again = PictureStore.open(tmp_path / "pictures.db", KEY, bytes_max=3000)
    assert again.get(name_of(files[3])) == files[3]
    again.close()


def test_a_kept_picture_that_was_altered_is_dropped(tmp_path: Path) -> None:
    store = PictureStore.open(tmp_path / "pictures.db", KEY)
    store.put(name_of(FACE), FACE)
    store._db.execute("UPDATE contents SET content = ?", (b"another face",))
    assert store.get(name_of(FACE)) is None
    store.close()


@pytest.mark.parametrize("damage", ["another key", "no database", "newer"])
def test_what_cannot_be_read_is_begun_again(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "pictures.db"
    store = PictureStore.open(path, KEY[::-1] if damage == "another key" else KEY)
    store.put(name_of(FACE), FACE)
    if damage == "newer":
        store._db.execute("PRAGMA user_version = 99")
    store.close()
    if damage == "no database":
        path.write_bytes(b"not a database, however long it is" * 300)
    store = PictureStore.open(path, KEY)
    assert store.get(name_of(FACE)) is None
    store.put(name_of(FACE), FACE)
    assert store.get(name_of(FACE)) == FACE
    store.close()


# -- the way there


def test_a_picture_is_fetched_once_and_shown_offline_and_lies_nowhere_in_plain(
    bank: TinyBank, rig: Callable[..., Rig], tmp_path: Path
) -> None:
    bank.files[name_of(FACE)] = FACE
    bank.facts = (samples.session(30),)
    one = rig()
    one.sign_in()
    assert [look(one, name_of(FACE)) for _ in range(3)] == [FACE] * 3
    assert bank.fetched == [name_of(FACE)]
    bank.stop()
    one.reach(State.OFFLINE)
    assert look(one, name_of(FACE)) == FACE
    assert look(one, name_of(b"never seen")) is None
    one.stop()
    two = rig(keyring=one.keyring)
    two.sign_in(State.OFFLINE)
    assert look(two, name_of(FACE)) == FACE, "also after a night"
    two.stop()
    on_disk = [path for path in (tmp_path / "profile").iterdir() if FACE in path.read_bytes()]
    assert (tmp_path / "profile" / "pictures.db").exists() and on_disk == []


def test_another_file_than_was_asked_for_is_refused_and_asked_for_again(
    bank: TinyBank, rig: Callable[..., Rig]
) -> None:
    one = rig()
    one.sign_in()
    bank.files[name_of(FACE)] = FACE + b"!"
    assert look(one, name_of(FACE)) is None
    bank.files[name_of(FACE)] = FACE
    assert look(one, name_of(FACE)) == FACE
    assert len(bank.fetched) == 2


def test_what_is_too_large_absent_or_no_hash_is_no_picture(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    one = rig()
    one.sign_in()
    large = b"x" * (IMAGE_BYTES_MAX + 1)
    bank.files[name_of(large)] = large
    assert [look(one, key) for key in (name_of(large), name_of(b"absent"), "../../v1/me", "")] == [None] * 4
    assert bank.fetched == [name_of(large), name_of(b"absent")]
    assert one.engine.me is not None, "nobody was signed out by that"


def test_what_cannot_be_decoded_is_no_picture(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    def refuse(content: bytes) -> bytes:
        raise ValueError("hostile")

    bank.files[name_of(FACE)] = FACE
    one = rig()
    one.sign_in()
    assert look(one, name_of(FACE), refuse) is None
    assert look(one, name_of(FACE), len) == len(FACE)


def test_nobody_signed_in_sees_nobody(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    bank.files[name_of(FACE)] = FACE
    one = rig()
    one.sign_in()
    assert look(one, name_of(FACE)) == FACE
    one.engine.sign_out()
    assert look(one, name_of(FACE)) is None


def test_leafing_through_a_list_fetches_what_is_looked_at_last(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    files = [b"face %d" % n for n in range(40)]
    bank.files = {name_of(content): content for content in files}
    one = rig()
    one.sign_in()
    given: dict[int, bytes | None] = {}
    all_given = threading.Event()

    def keep(n: int, content: bytes | None) -> None:
        given[n] = content
        if len(given) == len(files):
            all_given.set()

    for n, content in enumerate(files):
        one.engine.picture(name_of(content), bytes, lambda made, n=n: keep(n, made))  # type: ignore[misc]
    assert all_given.wait(WAIT_S)
    assert [given[n] for n in range(40 - NEWER_MAX, 40)] == files[-NEWER_MAX:]
    assert len(bank.fetched) < len(files), "what was left behind is not fetched"


def test_a_disk_that_is_full_costs_the_picture_of_tomorrow(
    bank: TinyBank, rig: Callable[..., Rig], tmp_path: Path
) -> None:
    face = FACE * 2000
    bank.files = {name_of(FACE): FACE, name_of(face): face}
    one = rig()
    one.sign_in()
    assert look(one, name_of(FACE)) == FACE
    core = one.engine._core
    assert core is not None and core.pictures._store is not None
    core.pictures._store._db.execute("PRAGMA max_page_count = 8")
    assert look(one, name_of(face)) == face
    assert look(one, name_of(face)) == face
    assert bank.fetched.count(name_of(face)) == 2


# -- erasing


def kept(one: Rig) -> set[str]:
    """What lies in the file now."""
    core = one.engine._core
    assert core is not None
    store = core.pictures._opened_store()
    found: set[str] = set()
    done = threading.Event()

    def read() -> None:
        found.update(row[0] for row in store._db.execute("SELECT sha256 FROM contents"))
        done.set()

    asyncio.run_coroutine_threadsafe(core.workers.pictures.run(read), one.engine._loop).result(WAIT_S)
    return found


def until_kept(one: Rig, names: set[str]) -> None:
    deadline = time.monotonic() + WAIT_S
    while kept(one) != names:
        assert time.monotonic() < deadline, (kept(one), names)
        time.sleep(0.01)


def person(n: int, **changes: Any) -> CustomerFact:
    return replace(samples.customer(n), **changes)


OTHER, SPECIMEN = b"another face", b"\x89PNG a specimen"
FILES = {name_of(content): content for content in (FACE, OTHER, SPECIMEN)}
SIGNED = MandateFact(
    account=new_id(), branch=new_id(), signatories=(Signatory(name="Ama", signature=name_of(SPECIMEN)),), bands=()
)
ERASED = person(1, full_name="-", photo="", signature="")


def test_an_erasing_takes_the_pictures_along_as_it_arrives(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    bank.files = dict(FILES)
    bank.facts = (person(1, photo=name_of(FACE)), person(2, signature=name_of(OTHER)), SIGNED)
    one = rig()
    one.sign_in()
    assert [look(one, sha256) for sha256 in FILES] == list(FILES.values())
    assert kept(one) == set(FILES)
    bank.tell(ERASED)
    until_kept(one, {name_of(OTHER), name_of(SPECIMEN)})
    bank.tell(replace(SIGNED, signatories=()))
    until_kept(one, {name_of(OTHER)})


@pytest.mark.parametrize("resync", [False, True])
def test_an_erasing_reaches_a_till_that_was_off(bank: TinyBank, rig: Callable[..., Rig], resync: bool) -> None:
    bank.files = dict(FILES)
    bank.facts = (person(1, photo=name_of(FACE)), person(2, photo=name_of(OTHER)))
    one = rig()
    one.sign_in()
    assert look(one, name_of(FACE)) == FACE and look(one, name_of(OTHER)) == OTHER
    one.stop()
    if resync:
        # The journal of before is gone: what was named once stands nowhere any more.
        bank.facts, bank.epoch = (ERASED, person(2, photo=name_of(OTHER))), "e2"
    else:
        bank.tell(ERASED)
    two = rig(keyring=one.keyring)
    two.sign_in()
    until_kept(two, {name_of(OTHER)})


def test_who_is_told_of_no_customer_takes_nobodys_pictures(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    bank.files = dict(FILES)
    one = rig()
    one.sign_in()
    assert look(one, name_of(FACE)) == FACE
    bank.tell(samples.session(30))
    one.engine.sign_out()
    one.sign_in()
    assert kept(one) == {name_of(FACE)}


def test_what_was_signed_on_a_pad_is_kept_nowhere(bank: TinyBank, rig: Callable[..., Rig]) -> None:
    drawn = raw_of(packed(((Dot(1, 2, 0), Dot(30, 40, 9)),)))
    bank.files[name_of(drawn)] = drawn
    one = rig()
    one.sign_in()
    assert [look(one, name_of(drawn)) for _ in range(2)] == [drawn, drawn]
    assert (kept(one), len(bank.fetched)) == (set(), 2)


def test_the_file_is_encrypted(tmp_path: Path) -> None:
    store = PictureStore.open(tmp_path / "pictures.db", KEY)
    store.put(name_of(FACE), FACE)
    store.close()
    plain = open_encrypted(tmp_path / "pictures.db", KEY)
    assert plain.execute("SELECT count(*) FROM contents").fetchone() == (1,)
    plain.close()
    assert FACE not in (tmp_path / "pictures.db").read_bytes()
