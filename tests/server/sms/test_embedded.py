import stat
import threading
from pathlib import Path

from server.sms.embedded import LINES_MAX, Embedded, shown
from server.sms.provider import Delivery


def test_the_file_stands_for_every_phone_and_is_its_owners_alone(tmp_path: Path) -> None:
    carrier = Embedded(tmp_path / "sms-outbox.jsonl")
    assert shown(tmp_path / "sms-outbox.jsonl") == []
    answer = carrier.send("+233244187306", "123456 …")
    (line,) = shown(tmp_path / "sms-outbox.jsonl")
    assert (line.phone, line.text, line.id) == ("+233244187306", "123456 …", answer.carrier_id)
    assert stat.S_IMODE((tmp_path / "sms-outbox.jsonl").stat().st_mode) == 0o600
    assert carrier.status(answer.carrier_id) is Delivery.DELIVERED
    assert carrier.status("another") is Delivery.UNKNOWN


def test_it_is_bounded_and_two_senders_lose_nothing(tmp_path: Path) -> None:
    carrier = Embedded(tmp_path / "out")
    threads = [threading.Thread(target=lambda: [carrier.send("+1", str(n)) for n in range(40)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(shown(tmp_path / "out")) == 80
    for number in range(LINES_MAX):
        carrier.send("+1", f"late {number}")
    lines = shown(tmp_path / "out")
    assert (len(lines), lines[-1].text) == (LINES_MAX, f"late {LINES_MAX - 1}")


def test_a_line_that_a_power_cut_left_keeps_no_code_from_its_phone(tmp_path: Path) -> None:
    carrier, file = Embedded(tmp_path / "out"), tmp_path / "out"
    carrier.send("+1", "before")
    file.write_bytes(
        file.read_bytes() + b'{"id":"0193',
    )
    assert [line.text for line in shown(file)] == ["before"]
    file.write_bytes(b"\0" * 64 + b"\n\xff\xfe\n")
    carrier.send("+1", "after")
    assert [line.text for line in shown(file)] == ["after"]
