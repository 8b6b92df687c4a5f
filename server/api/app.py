"""All doors on one application."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.routing import BaseRoute, Route, Router, WebSocketRoute
from starlette.types import ASGIApp

from contract import paths
from server.api.admission import Admission, Signatures
from server.api.auth import AuthDoor
from server.api.commands import CommandDoor
from server.api.docs_page import get_docs
from server.api.edge import Edge
from server.api.expiry import Expiry
from server.api.feed import FeedDoor
from server.api.files import FileDoor
from server.api.health import HealthDoor
from server.api.metrics import Metrics
from server.api.openapi import DocumentDoor
from server.api.parts import Parts
from server.api.reads import READS, ReadDoor
from server.api.watch import Watch, last_import
from server.core import journal

VERIFIERS = 2
"""Threads for the signatures of long lists; verifying releases the interpreter's lock."""


def make_app(parts: Parts) -> ASGIApp:
    """The application. The writer runs before it starts and is stopped after it ended: that is build.py's part."""
    metrics = Metrics(parts)
    verifiers = ThreadPoolExecutor(VERIFIERS, thread_name_prefix="coastal-verify")
    router = Router(_routes(parts, metrics, verifiers), lifespan=_lifespan(parts, verifiers), redirect_slashes=False)
    return Edge(router, metrics, parts.settings.requests_max)


def _routes(parts: Parts, metrics: Metrics, verifiers: ThreadPoolExecutor) -> list[BaseRoute]:
    commands = CommandDoor(parts, Admission(parts.writer.resident, parts.registry, Signatures()), verifiers)
    auth, files, health = AuthDoor(parts), FileDoor(parts), HealthDoor(parts)
    return [
        Route(paths.COMMANDS, commands.post_commands, methods=["POST"]),
        *(Route(read.path, ReadDoor(parts, read).get, methods=["GET"], name=read.query.__name__) for read in READS),
        WebSocketRoute(paths.FEED, FeedDoor(parts).follow),
        Route(paths.SIGN_IN, auth.post_sign_in, methods=["POST"]),
        Route(paths.REFRESH, auth.post_refresh, methods=["POST"]),
        Route(paths.SIGN_OUT, auth.post_sign_out, methods=["POST"]),
        Route(paths.ME, auth.get_me, methods=["GET"]),
        Route(paths.FILES, files.get_file, methods=["GET"]),
        Route(paths.FILES, files.put_file, methods=["PUT"]),
        Route(paths.HEALTH, health.get_health, methods=["GET"]),
        Route(paths.READY, health.get_ready, methods=["GET"]),
        Route(paths.METRICS, metrics.get_metrics, methods=["GET"]),
        Route(paths.DOCS, get_docs, methods=["GET"]),
        Route(paths.OPENAPI, DocumentDoor().get_openapi, methods=["GET"]),
    ]


def _lifespan(parts: Parts, verifiers: ThreadPoolExecutor) -> Callable[[object], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def live(_app: object) -> AsyncIterator[None]:
        head = await parts.reads.run(journal.read_head)
        parts.hub.bind(asyncio.get_running_loop(), head.seq, head.hash, head.safe_seq)
        parts.running.epoch = head.epoch
        parts.running.imported = await parts.reads.run(last_import)
        watch = Watch(parts)
        tasks = [asyncio.create_task(watch.run()), asyncio.create_task(Expiry(parts).run())]
        parts.relay.start(watch.hurry)
        try:
            yield
        finally:
            parts.running.stopping = True
            parts.relay.stop()
            for task in tasks:
                task.cancel()
            parts.hub.stop()
            verifiers.shutdown(wait=True)
            parts.reads.close()

    return live
