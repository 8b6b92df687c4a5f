"""Whatever a stranger calls a picture is shown or not shown, and nothing else; one customer's face never stands beside another's name."""

import hashlib
import struct
import zlib
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QImage

from teller_app.manifest import Line
from teller_app.shell.pictures import KEPT_MAX, KEPT_SIDE_MAX, Gaze, decoded
from tests.support.images import picture
from tests.support.pictures import chunk
from tests.teller_app import samples
from tests.teller_app.kit import FakePort


def key_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def bomb(side: int) -> bytes:
    """A few bytes that claim ``side`` squared pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_three_formats_of_the_bank_are_shown(kind: str) -> None:
    image = decoded(picture(184, 224, kind))
    assert image is not None
    assert (image.width(), image.height()) == (184, 224)
    assert image.pixelColor(90, 110).red() > 240


def test_a_large_one_is_kept_small(qapp) -> None:
    image = decoded(picture(2000, 1000, "JPEG"))
    assert image is not None
    assert (image.width(), image.height()) == (KEPT_SIDE_MAX, KEPT_SIDE_MAX // 2)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        picture(kind="BMP"),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
        bomb(30_000),
        bomb(5_000),
    ],
    ids=["empty", "text", "svg", "gif", "bmp", "no-head", "bomb", "large"],
)
def test_hostile_files_are_no_picture(content: bytes) -> None:
    assert decoded(content) is None


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_half_a_file_is_no_crash(kind: str, qtlog) -> None:
    content = picture(400, 400, kind)
    with qtlog.disabled():
        image = decoded(content[: len(content) // 2])
    assert image is None or max(image.width(), image.height()) <= KEPT_SIDE_MAX


class SlowPort(FakePort):
    """Answers when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting_looks: list[tuple[str, Callable[[], None]]] = []

    def picture(self, sha256: str, read: Callable[[bytes], Any], then: Callable[[Any], None]) -> None:
        self.looked_at.append(sha256)
        self.waiting_looks.append((sha256, lambda: FakePort.picture(self, sha256, read, then)))

    def answer(self) -> None:
        looks, self.waiting_looks = self.waiting_looks, []
        for _, give in looks:
            give()


RED, BLUE = picture(), picture(colour="#0000FF")
ABENA = msgspec.structs.replace(samples.customer(1, "Abena Mensah"), photo=key_of(RED), signature=key_of(b"sig"))
KOFI = msgspec.structs.replace(samples.customer(2, "Kofi Boateng"), photo=key_of(BLUE))
NOBODY = samples.customer(3, "Esi Quansah")


class Watcher:
    """A room's view: what it was given, newest last."""

    def __init__(self, port: FakePort) -> None:
        self.gaze = Gaze(port)
        self.given: list[tuple[str, QImage | None, QImage | None]] = []

    def look(self, customer: Any) -> None:
        name = customer.full_name if customer else ""
        self.gaze.at(customer, lambda photo, signature: self.given.append((name, photo, signature)))

    @property
    def red(self) -> int:
        photo = self.given[-1][1]
        return -1 if photo is None else photo.pixelColor(5, 5).red()


def test_a_picture_comes_later_and_never_beside_another_name() -> None:
    port = SlowPort()
    port.pictures = {key_of(RED): RED, key_of(BLUE): BLUE}
    room = Watcher(port)
    room.look(ABENA)
    assert room.given == [("Abena Mensah", None, None)]
    room.look(KOFI)
    port.answer()
    assert [name for name, photo, _ in room.given if photo] == ["Kofi Boateng"]
    assert room.red == 0
    room.look(ABENA)
    assert (room.given[-1][0], room.red) == ("Abena Mensah", 255), "what came too late was kept for the next look"


def test_drawing_again_asks_nothing() -> None:
    port = SlowPort()
    room = Watcher(port)
    for _ in range(5):
        room.look(ABENA)
    assert port.looked_at == [ABENA.photo, ABENA.signature]
    room.look(NOBODY)
    assert len(port.looked_at) == 2, "nothing on file, nothing asked"


def test_what_could_not_be_had_is_asked_for_at_the_next_look_and_when_the_line_is_back() -> None:
    port = FakePort()
    room = Watcher(port)
    room.look(ABENA)
    room.look(None)
    room.look(ABENA)
    assert port.looked_at == [ABENA.photo, ABENA.signature] * 2
    port.go_offline()
    port.pictures = {key_of(RED): RED}
    assert room.red == -1
    port.set_line(Line("online"))
    assert room.red == 255
    port.set_line(Line("online", 12))
    assert len(port.looked_at) == 6, "once for each return of the line"


def test_few_pictures_are_kept() -> None:
    port = FakePort()
    room = Watcher(port)
    for n in range(KEPT_MAX + 5):
        content = picture(8, 8, colour=f"#0000{n:02X}")
        port.pictures[key_of(content)] = content
        room.look(msgspec.structs.replace(NOBODY, photo=key_of(content)))
    assert len(room.gaze._kept) == KEPT_MAX
