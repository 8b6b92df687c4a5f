"""All doors on one application."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.routing import BaseRoute, Route, Router, WebSocketRoute
from starlette.types import ASGIApp

from contract import paths
from server.api.admission import Admission
from server.api.auth import AuthDoor
from server.api.commands import CommandDoor
from server.api.delivery import DeliveryClock
from server.api.docs_page import get_docs
from server.api.edge import Edge
from server.api.expiry import Expiry
from server.api.feed import FeedDoor
from server.api.files import FileDoor
from server.api.health import HealthDoor
from server.api.metrics import Metrics
from server.api.openapi import DocumentDoor
from server.api.outlook import OutlookDoor
from server.api.parts import Parts
from server.api.proof import Proof
from server.api.pulse import Pulse
from server.api.reads import READS, ReadDoor
from server.api.refusals import Refusals
from server.api.security import SecurityDoor
from server.api.shortages import Shortages
from server.api.sms_status import SmsStatusDoor
from server.api.tills import Contacts, Tills
from server.api.watch import Watch, last_import
from server.core import journal
from server.core.clock import later
from server.staff import refresh
from server.staff.signatures import Signatures
from server.staff.tokens import ACCESS_S

VERIFIERS = 2
"""Threads for the signatures of long lists; verifying releases the interpreter's lock."""


def make_app(parts: Parts) -> ASGIApp:
    """The application. The writer runs before it starts and is stopped after it ended: that is build.py's part."""
    metrics = Metrics(parts)
    verifiers = ThreadPoolExecutor(VERIFIERS, thread_name_prefix="coastal-verify")
    admission = Admission(parts.writer.resident, parts.registry, Signatures())
    outlook = OutlookDoor(parts, admission)
    routes = [
        *_routes(parts, metrics),
        Route(paths.OUTLOOK, outlook.post_outlook, methods=["POST"]),
        Route(paths.OUTLOOK_MANAGER, outlook.post_manager, methods=["POST"]),
    ]
    router = Router(routes, lifespan=_lifespan(parts, verifiers), redirect_slashes=False)
    commands = CommandDoor(parts, admission, verifiers)
    return Edge(router, metrics, {paths.COMMANDS: commands}, parts.settings.requests_max, Refusals(parts).note)


def _routes(parts: Parts, metrics: Metrics) -> list[BaseRoute]:
    auth, files, health = AuthDoor(parts), FileDoor(parts), HealthDoor(parts)
    return [
        *(Route(read.path, ReadDoor(parts, read).get, methods=["GET"], name=read.query.__name__) for read in READS),
        WebSocketRoute(paths.FEED, FeedDoor(parts).follow),
        Route(paths.SIGN_IN, auth.post_sign_in, methods=["POST"]),
        Route(paths.REFRESH, auth.post_refresh, methods=["POST"]),
        Route(paths.SIGN_OUT, auth.post_sign_out, methods=["POST"]),
        Route(paths.ME, auth.get_me, methods=["GET"]),
        *_security_routes(parts),
        Route(paths.FILES, files.get_file, methods=["GET"]),
        Route(paths.FILES, files.put_file, methods=["PUT"]),
        Route(paths.HEALTH, health.get_health, methods=["GET"]),
        Route(paths.READY, health.get_ready, methods=["GET"]),
        Route(paths.METRICS, metrics.get_metrics, methods=["GET"]),
        Route(paths.DOCS, get_docs, methods=["GET"]),
        Route(paths.OPENAPI, DocumentDoor().get_openapi, methods=["GET"]),
    ]


def _security_routes(parts: Parts) -> list[BaseRoute]:
    door = SecurityDoor(parts)
    return [
        Route(paths.PASSWORD, door.post_password, methods=["POST"]),
        Route(paths.ONE_TIME_SECRET, door.post_one_time_secret, methods=["POST"]),
        Route(paths.CODES, door.post_code, methods=["POST"]),
        Route(paths.CODE_CONFIRM, door.post_code_confirm, methods=["POST"]),
        Route(paths.SECOND, door.post_second, methods=["POST"]),
        Route(paths.DEVICES, door.post_device, methods=["POST"]),
        Route(paths.DEVICE_CONFIRM, door.post_device_confirm, methods=["POST"]),
        Route(paths.DEVICE_REQUEST, door.post_device_request, methods=["POST"]),
        Route(paths.DEVICE_MANAGER_CODE, door.post_manager_code, methods=["POST"]),
        Route(paths.DEVICE_MANAGER_CONFIRM, door.post_manager_confirm, methods=["POST"]),
        Route(paths.TOTP, door.post_totp, methods=["POST"]),
        Route(paths.TOTP_CONFIRM, door.post_totp_confirm, methods=["POST"]),
        Route(paths.SESSION_END, door.post_session_end, methods=["POST"]),
        Route(paths.ACTIVITY, door.post_activity, methods=["POST"]),
        Route(paths.PRINTS, door.post_print, methods=["POST"]),
        Route(paths.SMS_STATUS, SmsStatusDoor(parts).post_sms_status, methods=["POST"]),
    ]


def _lifespan(parts: Parts, verifiers: ThreadPoolExecutor) -> Callable[[object], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def live(_app: object) -> AsyncIterator[None]:
        head = await parts.reads.run(journal.read_head)
        parts.hub.bind(asyncio.get_running_loop(), head.seq, head.hash, head.safe_seq)
        parts.running.epoch = head.epoch
        parts.running.imported = await parts.reads.run(last_import)
        await _remember_ended(parts)
        # Before the first request: a code that is sent now was not left open by the process before.
        await parts.courier.begin()
        proof = Proof(parts, parts.tail)
        watch = Watch(parts, proof.day_ended)
        contacts = Contacts(parts.clock)
        parts.running.came, parts.running.went = contacts.came, contacts.went
        clocks = (watch, Expiry(parts), Shortages(parts), DeliveryClock(parts), Tills(parts, contacts), Pulse(parts))
        tasks = [asyncio.create_task(clock.run()) for clock in clocks]
        parts.relay.start(watch.hurry)
        proof.begin()
        try:
            yield
        finally:
            parts.running.stopping = True
            parts.relay.stop()
            await proof.stop()
            for task in tasks:
                task.cancel()
            parts.hub.stop()
            verifiers.shutdown(wait=True)
            parts.courier.close()
            parts.reads.close()
            parts.replays.close()

    return live


async def _remember_ended(parts: Parts) -> None:
    """Sign-ins that ended while their last access token still lives: a server that starts again refuses them, too."""
    now = parts.clock()
    for family in await parts.reads.run(refresh.ended_since, later(now, -ACCESS_S)):
        parts.sessions.end(family, now.timestamp() + ACCESS_S)
