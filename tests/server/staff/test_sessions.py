import pytest
from joserfc.jwk import ECKey

from contract.errors import ErrorCode
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddDevice, DeviceKey, DisableUser, RevokeDevice
from server.core.clock import system_clock
from server.core.ring import Ring
from server.staff.denied import Denied
from server.staff.dpop import thumbprint_of
from server.staff.sessions import Sessions
from server.staff.tokens import AccessTokens
from teller_app.sync.keys import DeviceSigner
from tests.server.staff.bench import Founded


class Desk:
    """Sessions over a founded bank, with one person and one device."""

    def __init__(self, town: Founded) -> None:
        self.town = town
        self.tokens = AccessTokens(Ring(ECKey.generate_key("P-256")))
        self.sessions = Sessions(
            self.tokens, town.bank.writer.resident, system_clock, "Coastal Bank", "+233 30 200 0140"
        )
        self.signer = DeviceSigner.generate()
        self.efua = town.person("efua", Role.CASHIER)
        key = DeviceKey(x=self.signer.public.x, y=self.signer.public.y)
        town.do(AddDevice(device=self.signer.device, name="TILL-1", branch=town.makola, key=key))

    def token(self, jkt: str = "", lives_s: float = 60, family: str = "family") -> str:
        now = system_clock().timestamp()
        thumb = jkt or thumbprint_of(self.signer.public.x, self.signer.public.y)
        return self.tokens.issue(self.efua, self.signer.device, thumb, family, now, now + lives_s)[0]

    def refused(self, token: str) -> ErrorCode:
        with pytest.raises(Denied) as denied:
            self.sessions.admit(token)
        return denied.value.code


@pytest.fixture
def desk(town: Founded) -> Desk:
    return Desk(town)


def test_a_token_becomes_a_person_with_the_rights_of_now(desk: Desk) -> None:
    session = desk.sessions.admit(desk.token())
    assert (session.actor.user, session.device.name) == (desk.efua, "TILL-1")
    me = desk.sessions.me(session.actor, "2026-11-24T20:00:00.000Z", session.device.id, authenticator=True)
    assert me.code_way == "totp"
    assert (me.username, me.branch_name, me.roles) == ("efua", "Makola", (Role.CASHIER,))
    assert (me.device_name, me.contact_line) == ("TILL-1", "+233 30 200 0140")


def test_what_does_not_hold_any_more_is_refused(desk: Desk) -> None:
    token, other = desk.token(), desk.token(family="other")
    assert desk.refused("nonsense") is ErrorCode.NOT_SIGNED_IN
    assert desk.refused(desk.token(jkt="another key")) is ErrorCode.DEVICE_UNKNOWN
    desk.sessions.admit(token)
    desk.sessions.end("family", system_clock().timestamp() + 600)
    assert desk.refused(token) is ErrorCode.NOT_SIGNED_IN
    desk.town.do(RevokeDevice(device=desk.signer.device, reason="stolen"))
    assert desk.refused(other) is ErrorCode.DEVICE_UNKNOWN
    desk.town.do(DisableUser(user=desk.efua, reason="left"))
    assert desk.refused(other) is ErrorCode.NOT_SIGNED_IN


def test_somebody_without_a_row_is_nobody(desk: Desk) -> None:
    with pytest.raises(Denied):
        desk.sessions.device(new_id(), "key")
