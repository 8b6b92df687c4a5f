from contract.ids import new_id
from server.sms.embedded import shown
from tests.server.api.house import House
from tests.support.waiting import until


def test_what_waits_leaves_at_the_next_tick(house: House) -> None:
    row = (
        new_id(),
        "+233244187306",
        "customer",
        "hello",
        0,
        "queued",
        "embedded",
        "",
        0,
        "",
        *["2026-01-01T00:00:00.000Z"] * 3,
    )
    house.bank.writer.write_sync(
        lambda conn: conn.exec_driver_sql(f"INSERT INTO sms_messages VALUES ({', '.join('?' * 13)})", row)
    )
    until(lambda: [line.text for line in shown(house.parts.settings.sms_file)] == ["hello"], 8)
