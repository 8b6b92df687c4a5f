"""From a bank to its doors: what only the doors need is built here and handed to the application."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine

from server.api.host_names import ours_of
from server.api.parts import Parts, Reads, RequestStateOf
from server.core.chain import Difference
from server.core.clock import Clock, system_clock
from server.core.hub import Hub
from server.core.registry import Registry, Source
from server.core.relay import Relay
from server.core.store import Log
from server.core.writer import Writer
from server.ledger.verification import signer
from server.recovery.anchor import Anchor
from server.settings import Settings
from server.sms.carriers import make_carrier
from server.sms.courier import Courier
from server.sms.provider import Carrier
from server.staff.alarms import make_alarm
from server.staff.code_desk import CodeDesk
from server.staff.denied import written
from server.staff.enrolment import Enrolments
from server.staff.keys import Keys
from server.staff.passwords import Passwords
from server.staff.replay_log import make_replays
from server.staff.sealing import Sealer
from server.staff.sessions import Sessions
from server.staff.sign_in import SignIns
from server.staff.tokens import AccessTokens
from server.standin.handlers import secret_of


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
    tail: Callable[[Connection, int], Iterator[Difference]] = lambda conn, entries: iter(()),
    *,
    logs: tuple[Log[Any], ...],
) -> Parts:
    """Sessions, sign-in, proofs and the read pool over a running bank. The caller closes ``passwords`` and stops the writer."""
    sign = signer(keys.printing)
    tokens = AccessTokens(keys.signing, settings.access_s)
    sessions = _sessions(settings, keys, writer, registry, tokens, clock)
    alarm = make_alarm(writer, clock)
    sealer, shift_s = Sealer(keys.codes), settings.shift_hours * 3600
    sign_ins = SignIns(writer, sessions, tokens, passwords, clock, shift_s, alarm, partial(sealer.mark, "name"))
    courier = Courier(_carrier(settings), partial(written, writer), clock)
    desk = CodeDesk(writer, partial(courier.carry, secret=True), sealer, clock, settings.bank_name)
    return Parts(
        settings=settings, engine=engine, writer=writer, hub=hub, registry=registry, sources=sources,
        sessions=sessions, sign_ins=sign_ins, replays=make_replays(settings.url),
        reads=Reads(engine, settings.readers), clock=clock, alarm=alarm, courier=courier, code_desk=desk,
        enrolments=Enrolments(writer, sign_ins, desk, clock), sealing=keys.sealing,
        request_state=request_state, relay=relay or Relay(None), anchor=anchor, secret=secret_of(sign),
        sign=sign, tail=tail, logs=logs, ours=ours_of(settings),
    )  # fmt: skip


def _sessions(
    settings: Settings, keys: Keys, writer: Writer, registry: Registry, tokens: AccessTokens, clock: Clock
) -> Sessions:
    coded = tuple(sorted(str(kind.__struct_config__.tag) for kind, handler in registry.by_kind.items() if handler.code))
    return Sessions(tokens, writer.resident, clock, settings.bank_name, settings.contact_line, coded,
                    settings.recovery_key)  # fmt: skip


def _carrier(settings: Settings) -> Carrier:
    return make_carrier(
        settings.sms_carrier,
        settings.sms_key,
        settings.sms_secret,
        settings.sms_sender,
        settings.sms_url,
        settings.sms_file,
    )
