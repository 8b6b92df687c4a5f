"""Business days of one drawer that pays a ten out for two fives every morning at eight."""

from datetime import date, timedelta

from contract.forecast import DAYS_WANTED
from server.drawers.tables import BAGS
from tests.server.drawers.house import DAY, DRAWER, MAKOLA, House, deposit, done, withdraw


def live(house: House, days: int = DAYS_WANTED) -> str:
    """So many days, closed and balanced; then the morning after them. Hands back its business date."""
    today = date.fromisoformat(DAY)
    for number in range(days):
        if number:
            house.open(counted=held(house))
        else:
            house.open()
        trade(house)
        house.count(held(house))
        done(house.close())
        today += timedelta(days=1)
        with house.engine.begin() as conn:
            conn.exec_driver_sql(f"update branches set business_date='{today}' where id='{MAKOLA}'")
            house._resident.reload(conn)
        house.wait(24 * 60)
    return today.isoformat()


def trade(house: House, tens: int = 1) -> None:
    """A customer brings fives and takes tens."""
    done(house.run(deposit(tens * 10_00, {"500": 2 * tens})))
    done(house.run(withdraw(tens * 10_00, {"1000": tens})))


def held(house: House) -> dict[str, int]:
    """What lies in the drawer."""
    return dict(house.row(BAGS, f"drawer:{DRAWER}").pieces)
