"""From a bank to its doors: what only the doors need is built here and handed to the application."""

from sqlalchemy import Engine

from server.api.parts import Parts, Reads, RequestStateOf
from server.core.clock import Clock, system_clock
from server.core.hub import Hub
from server.core.registry import Registry, Source
from server.core.relay import Relay
from server.core.writer import Writer
from server.recovery.anchor import Anchor
from server.settings import Settings
from server.staff.alarms import make_alarm
from server.staff.dpop import Proofs, Replays
from server.staff.keys import Keys
from server.staff.passwords import Passwords
from server.staff.sessions import Sessions
from server.staff.sign_in import SignIns
from server.staff.tokens import AccessTokens


def make_parts(
    settings: Settings,
    engine: Engine,
    keys: Keys,
    writer: Writer,
    hub: Hub,
    registry: Registry,
    sources: tuple[Source, ...],
    request_state: RequestStateOf,
    passwords: Passwords,
    clock: Clock = system_clock,
    relay: Relay | None = None,
    anchor: Anchor | None = None,
) -> Parts:
    """Sessions, sign-in, proofs and the read pool over a running bank. The caller closes ``passwords`` and stops the writer."""
    tokens = AccessTokens(keys.signing, settings.access_s)
    sessions = Sessions(
        tokens, writer.resident, clock, settings.bank_name, settings.contact_line, recovery_key=settings.recovery_key
    )
    alarm = make_alarm(writer, clock)
    return Parts(
        settings=settings,
        engine=engine,
        writer=writer,
        hub=hub,
        registry=registry,
        sources=sources,
        sessions=sessions,
        sign_ins=SignIns(writer, sessions, tokens, passwords, clock, settings.shift_hours * 3600, alarm),
        proofs=Proofs(Replays()),
        reads=Reads(engine, settings.readers),
        clock=clock,
        alarm=alarm,
        request_state=request_state,
        relay=relay or Relay(None),
        anchor=anchor,
    )
