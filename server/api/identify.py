"""Who is asking: the access token, and the proof that its device is asking."""

from collections.abc import Iterable
from datetime import datetime

from starlette.requests import HTTPConnection

from contract.errors import ErrorCode
from contract.permissions import Permission
from server.api.parts import Parts
from server.api.refusals import SESSION
from server.core.branch_table import BRANCHES, BranchRow
from server.core.clock import stamp
from server.staff import activity
from server.staff.denied import Denied, written
from server.staff.dpop import Proof
from server.staff.sessions import Session
from server.staff.strict_jws import TokenRefused


async def proven(parts: Parts, request: HTTPConnection) -> Session:
    """The session, with a fresh proof of its device's key (RFC 9449 section 7). Raises Denied."""
    token = token_of(request.scope["headers"])
    session = parts.sessions.admit(token)
    proof, now = shown(parts, request, token)
    if proof.key != session.access.jkt:
        access = session.access
        # Whoever holds a token without its key may knock as often as they like; the log has room for others.
        if parts.seldom.first(now.timestamp(), activity.WRONG_KEY, access.user, access.device):
            await written(
                parts.writer, lambda conn: activity.note(conn, now, activity.WRONG_KEY, access.user, "", access.device)
            )
        raise Denied(ErrorCode.BAD_PROOF)
    await once(parts, proof, now)
    request.scope[SESSION] = session
    return session


async def device_key(parts: Parts, request: HTTPConnection, device: str) -> str:
    """The thumbprint of the known workstation ``device``, which signed the one DPoP header. Raises Denied."""
    proof, now = shown(parts, request)
    parts.sessions.device(device, proof.key)
    await once(parts, proof, now)
    return proof.key


async def stranger_key(parts: Parts, request: HTTPConnection) -> str:
    """The thumbprint of a workstation that is not known yet. Raises Denied."""
    proof, now = shown(parts, request)
    await once(parts, proof, now, stranger=True)
    return proof.key


async def once(parts: Parts, proof: Proof, now: datetime, stranger: bool = False) -> None:
    """The proof counts now, and never again. Raises Denied."""
    try:
        await parts.replays.take(proof.mark, now.timestamp(), stranger)
    except TokenRefused as refusal:
        raise Denied(ErrorCode.BAD_PROOF, {"why": refusal.why, "server_time": stamp(now)}) from refusal


def shown(parts: Parts, request: HTTPConnection, token: str = "") -> tuple[Proof, datetime]:
    """What the one DPoP header proves, and when. Raises Denied(bad_proof) with the server's time."""
    headers = request.headers.getlist("dpop")
    now = parts.clock()
    method = str(request.scope.get("method", "GET"))
    try:
        if len(headers) != 1:
            raise TokenRefused("headers")
        return parts.proofs.check(headers[0], method, target(parts, request), now.timestamp(), token), now
    except TokenRefused as refusal:
        raise Denied(ErrorCode.BAD_PROOF, {"why": refusal.why, "server_time": stamp(now)}) from refusal


def target(parts: Parts, request: HTTPConnection) -> str:
    """The URL the client must have signed: as the bank is reached from outside, the path as it was sent, without a query.

    Raises TokenRefused where it was sent to a server of another name.
    """
    base = parts.settings.public_url.rstrip("/")
    if not base:
        host = request.headers.get("host", "")
        if not parts.ours(host):
            raise TokenRefused("host")
        base = f"{request.url.scheme}://{host}"
    return base + bytes(request.scope["raw_path"]).decode("latin-1")


def allow(session: Session, permission: Permission | None) -> None:
    """Raises Denied(not_permitted) unless the person holds it."""
    if permission is not None and permission.value not in session.actor.permissions:
        raise Denied(ErrorCode.NOT_PERMITTED, {"permission": permission.value})


def token_of(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The access token of a request. Enough at the command door, where each envelope is signed. Raises Denied."""
    given = [value for name, value in headers if name == b"authorization"]
    scheme, _, token = given[0].partition(b" ") if len(given) == 1 else (b"", b"", b"")
    if scheme.lower() != b"dpop" or not token:
        raise Denied(ErrorCode.NOT_SIGNED_IN)
    return token.decode("latin-1")


def header_of(headers: Iterable[tuple[bytes, bytes]], wanted: bytes) -> str:
    """The header ``wanted`` (in lower case) of a request, empty where it has none."""
    return next((value.decode("latin-1") for name, value in headers if name == wanted), "")


def branch_in_sight(parts: Parts, session: Session, key: str) -> BranchRow:
    """One's own branch, or any for those who act everywhere. Raises Denied(not_found): another's looks like none."""
    branch = parts.writer.resident.get(BRANCHES, key)
    if branch is None or not (session.actor.everywhere or session.actor.branch == branch.id):
        raise Denied(ErrorCode.NOT_FOUND)
    return branch
