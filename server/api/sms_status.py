"""The carrier's door: signed word of what became of a message."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from contract.base import UNREADABLE
from contract.errors import ErrorCode
from server.api.bodies import body_of
from server.api.parts import Parts
from server.sms.handing import word_of
from server.sms.webhook import Webhooks
from server.staff.denied import Denied

BODY_MAX = 16_384


class SmsStatusDoor:
    """``/sms-status/{provider}``."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._webhooks = Webhooks(parts.settings.sms_webhook_secret)

    async def post_sms_status(self, request: Request) -> Response:
        """204 for the carrier's own word, also about a message that is not ours; 404 for everything else."""
        body = await body_of(request, BODY_MAX)
        given = request.headers
        now = self._parts.clock().timestamp()
        signature, name, sent_at = (given.get(f"x-{word}", "") for word in ("signature", "webhook-id", "timestamp"))
        ours = request.path_params["provider"] == self._parts.settings.sms_carrier
        if not ours or not self._webhooks.admit(body, signature, name, sent_at, now):
            raise Denied(ErrorCode.NOT_FOUND)
        carrier_id, status = _read(body)
        if carrier_id:
            await self._parts.courier.heard(carrier_id, word_of(status))
        return Response(status_code=204)


def _read(body: bytes) -> tuple[str, str]:
    try:
        found: Any = msgspec.json.decode(body)
    except UNREADABLE:
        return "", ""
    data = found.get("data", found) if isinstance(found, dict) else {}
    if not isinstance(data, dict):
        return "", ""
    name, status = str(data.get("messageId", ""))[:80], str(data.get("status", ""))
    # No database keeps a NUL, so none has a message of that name.
    return ("", "") if "\0" in name else (name, status)
