"""One's own sign-ins for tests, over a fake port whose doors answer."""

import msgspec

from contract import paths
from contract.doors import ActivityLine, ActivityPage, SessionView, TotpSecret
from contract.permissions import Role
from contract.staff import Me, UserFact
from teller_app.staff.own import OwnModel
from tests.teller_app.kit import DEVICE, EFUA, EFUA_ID, KWESI_ID, FakePort
from tests.teller_app.samples import some_id
from tests.teller_app.staff.desk import AT, TILL_6, person

HERE = SessionView(session=some_id(941), user=EFUA_ID, full_name="Efua Owusu", device=DEVICE, device_name="MKL-TELLER-04",
                   started_at="2026-11-22T07:55:00.000Z", ends_at="2026-11-22T19:55:00.000Z", last_at=AT, current=True)  # fmt: skip
THERE = msgspec.structs.replace(HERE, session=some_id(942), device=TILL_6, device_name="MKL-TELLER-06", current=False)
OTHERS = msgspec.structs.replace(HERE, session=some_id(943), user=KWESI_ID, full_name="Kwesi Appiah", current=False)
LINES = (
    ActivityLine(n=31, at=AT, what="signed_in", user=EFUA_ID, device_name="MKL-TELLER-04"),
    ActivityLine(n=30, at=AT, what="sign_in_failed", user=EFUA_ID, device_name="MKL-TELLER-06"),
    ActivityLine(n=12, at="2026-11-20T15:00:00.000Z", what="unlocked", user=EFUA_ID, by="Kwesi Appiah"),
)
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SECRET = TotpSecret(
    secret=SEED, uri=f"otpauth://totp/Akoma:efua.owusu?secret={SEED}&issuer=Akoma&algorithm=SHA1&digits=6&period=30"
)
BY_SMS: Me = msgspec.structs.replace(EFUA, code_way="sms")


NOTED = some_id(951)
WAITS = person(EFUA_ID, "Efua Owusu", Role.CASHIER, "TLR-0417", noted=NOTED, noted_end="567")


def room(me: Me = BY_SMS, port: FakePort | None = None, known: UserFact | None = None) -> tuple[OwnModel, FakePort]:
    """``known`` is what the replica says of oneself."""
    port = port or FakePort(me)
    port.files |= {
        paths.ME: msgspec.json.encode(me),
        paths.SESSIONS: msgspec.json.encode([HERE, THERE, OTHERS]),
        paths.ACTIVITY: msgspec.json.encode(ActivityPage(lines=LINES, next=12)),
    }
    port.answers |= {paths.TOTP: msgspec.json.encode(SECRET), paths.TOTP_CONFIRM: b"", paths.SESSION_END: b""}
    model = OwnModel(port, lambda conn, user: known)
    model.look()
    return model, port
