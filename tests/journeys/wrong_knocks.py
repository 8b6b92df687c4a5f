"""Everything that somebody may send that is not right: who knocks with what, the code, the status. ``test_bad_input.py`` sends it."""

import base64
import gzip
import time
from collections.abc import Callable
from typing import Any

import httpx
import msgspec

from contract import paths
from contract.commands import encode
from contract.drawers import CloseDrawer, FundVault
from contract.envelope import BODY_BYTES_MAX, Lease, envelope_signing_input
from contract.errors import ErrorCode
from contract.ids import new_id
from server.ledger import chart
from tests.demo import bank as demo
from tests.journeys.caller import Street, Till

replace = msgspec.structs.replace


def altered(street: Street, change: Callable[[dict[str, Any]], None]) -> bytes:
    """A good deposit with its command changed, signed again: the device itself sends nonsense."""
    body = msgspec.json.decode(encode(street.deposit()))
    change(body)
    return resigned(street.one, msgspec.json.encode(body))


def resigned(till: Till, raw: bytes) -> bytes:
    """An envelope of these command bytes, properly signed."""
    sealed = till.seal(CloseDrawer(session=new_id()))
    signature = till.signer.sign(envelope_signing_input(replace(sealed, command=msgspec.Raw(raw))))
    return msgspec.json.encode(replace(sealed, command=msgspec.Raw(raw), signature=signature))


def posted(change: Callable[[dict[str, Any]], None]) -> Callable[[Street], httpx.Response]:
    return lambda street: street.one.post(altered(street, change))


def amount(minor: int) -> Callable[[Street], httpx.Response]:
    return posted(lambda body: body["amount"].update(minor=minor))


def with_lease(lease: Callable[[Street], Lease | None]) -> Callable[[Street], httpx.Response]:
    return lambda street: street.one.post(street.one.seal(street.deposit(), lease=lease(street)))


def forged(street: Street) -> httpx.Response:
    """Somebody else's key over a known device's name."""
    envelope = street.one.seal(street.deposit())
    return street.one.post(replace(envelope, signature=street.two.seal(street.deposit()).signature))


def tampered(street: Street) -> httpx.Response:
    """The amount is changed on the way."""
    envelope = street.one.seal(street.deposit())
    return street.one.post(
        replace(envelope, command=msgspec.Raw(bytes(envelope.command).replace(b"20000,", b"90000,", 1)))
    )


def unknown_device(street: Street) -> httpx.Response:
    stranger = Till.seal(street.one, street.deposit())
    return street.one.post(replace(stranger, device=new_id()))


def oversized(street: Street) -> httpx.Response:
    body = altered(street, lambda body: body.update(narration="x" * (BODY_BYTES_MAX + 1024)))
    assert len(body) > BODY_BYTES_MAX
    return street.one.post(body)


def ten_thousand(street: Street) -> httpx.Response:
    """As many as fit through the door in the shortest spelling there is."""
    return street.one.post(b"[" + b",".join([b"{}"] * 10_000) + b"]")


def ten_thousand_whole(street: Street) -> httpx.Response:
    """Ten thousand real envelopes are stopped by their size, before anything is parsed."""
    return street.one.post([street.one.seal(street.deposit())] * 10_000)


def read(path: str, **headers: str) -> Callable[[Street], httpx.Response]:
    return lambda street: street.one.get(path, **headers)


def unproven(street: Street) -> httpx.Response:
    return street.one.http.get(paths.ME, headers=street.one.headers())


def proof_for_another_path(street: Street) -> httpx.Response:
    return street.one.get(paths.ME, dpop=street.one.proof(paths.SNAPSHOT))


def proof_of_another_device(street: Street) -> httpx.Response:
    proof = street.two.signer.proof("GET", street.one.base + paths.ME, street.one.tokens.access)
    return street.one.get(paths.ME, dpop=proof)


def replayed_proof(street: Street) -> httpx.Response:
    proof = street.one.proof(paths.ME)
    assert street.one.get(paths.ME, dpop=proof).status_code == 200
    return street.one.get(paths.ME, dpop=proof)


def old_token(path: str) -> Callable[[Street], httpx.Response]:
    """Signed by the bank, and a second over its time."""

    def knock(street: Street) -> httpx.Response:
        token = street.access(age_s=601, now=time.time())
        headers = street.one.headers(token=token)
        if path == paths.COMMANDS:
            body = msgspec.json.encode(street.one.seal(street.deposit()))
            return street.one.http.post(path, content=body, headers=headers)
        return street.one.http.get(path, headers=headers | {"dpop": street.one.proof(path, token)})

    return knock


def other_alg(street: Street) -> httpx.Response:
    """A token that says it needs no signature."""
    parts = street.one.tokens.access.split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none","typ":"at+jwt"}').rstrip(b"=").decode()
    return street.one.post(street.one.seal(street.deposit()), authorization=f"DPoP {none}.{parts[1]}.")


def deposit_with(**headers: str) -> Callable[[Street], httpx.Response]:
    return lambda street: street.one.post(street.one.seal(street.deposit()), **headers)


def tokenless(street: Street) -> httpx.Response:
    body = msgspec.json.encode(street.one.seal(street.deposit()))
    return street.one.http.post(paths.COMMANDS, content=body, headers={paths.PROTOCOL_HEADER: "1"})


def spelled(change: Callable[[bytes], bytes]) -> Callable[[Street], httpx.Response]:
    """The bytes of a good command, spelled otherwise and signed as they are."""
    return lambda street: street.one.post(resigned(street.one, change(bytes(encode(street.deposit())))))


def twice_the_amount(raw: bytes) -> bytes:
    """The same key twice: a reader of the first and a reader of the last would book different sums."""
    assert b'"minor":20000' in raw
    return raw.replace(b'"minor":20000', b'"minor":90000,"minor":20000', 1)


def nameless(street: Street) -> httpx.Response:
    """Somebody signs in under a name that PostgreSQL could not even write down as a failure."""
    body = {"username": "efua\0", "password": "x" * 12, "device": street.one.signer.device}
    return street.one.http.post(paths.SIGN_IN, json=body, headers={paths.PROTOCOL_HEADER: "1"})


def zipped(street: Street) -> httpx.Response:
    """A megabyte in a kilobyte: no door unpacks anything."""
    body = gzip.compress(b"[" + b" " * 1_000_000 + b"]")
    assert len(body) < BODY_BYTES_MAX
    return street.one.post(body, **{"content-encoding": "gzip"})


def by_method(method: str, path: str) -> Callable[[Street], httpx.Response]:
    def knock(street: Street) -> httpx.Response:
        headers = street.one.headers() | {
            "dpop": street.one.signer.proof(method, street.one.base + path, street.one.tokens.access)
        }
        return street.one.http.request(method, path, headers=headers)

    return knock


C = ErrorCode
TURNED_AWAY: dict[str, tuple[Callable[[Street], httpx.Response], ErrorCode, int]] = {
    "no json": (lambda street: street.one.post(b"{not json"), C.MALFORMED, 400),
    "not utf-8": (lambda street: street.one.post(b'{"id":"\xff\xfe"}'), C.MALFORMED, 400),
    "an empty body": (lambda street: street.one.post(b""), C.MALFORMED, 400),
    "deep nesting": (lambda street: street.one.post(b'{"command":' + b"[" * 20_000), C.MALFORMED, 400),
    "an unknown kind": (posted(lambda body: body.update(kind="print_money")), C.UNKNOWN_KIND, 400),
    "an unknown field": (posted(lambda body: body.update(colour="green")), C.UNKNOWN_FIELD, 400),
    "a missing field": (posted(lambda body: body.pop("account")), C.MALFORMED, 400),
    "an amount in words": (posted(lambda body: body["amount"].update(minor="200")), C.MALFORMED, 400),
    "a broken amount": (posted(lambda body: body["amount"].update(minor=200.5)), C.MALFORMED, 400),
    "zero": (amount(0), C.MALFORMED, 400),
    "negative": (amount(-200_00), C.MALFORMED, 400),
    "a quintillion": (amount(10**18), C.MALFORMED, 400),
    "more than 64 bits": (amount(10**30), C.MALFORMED, 400),
    "negative pieces": (posted(lambda body: body["cash"]["received"].update({"20000": -1})), C.MALFORMED, 400),
    "65 KiB": (oversized, C.TOO_LARGE, 413),
    "10,000 commands": (ten_thousand, C.TOO_MANY, 413),
    "10,000 envelopes": (ten_thousand_whole, C.TOO_LARGE, 413),
    "a forged signature": (forged, C.BAD_SIGNATURE, 403),
    "an amount changed on the way": (tampered, C.BAD_SIGNATURE, 403),
    "an unknown device": (unknown_device, C.NOT_YOURS, 403),
    "an unknown maker": (
        lambda street: street.one.post(street.one.seal(street.deposit(), made_by=new_id())), C.USER_UNKNOWN, 409,
    ),
    "somebody else's outcome": (
        lambda street: street.two.get(f"/v1/commands/{made_by_efua(street)}"), C.NOT_FOUND, 404,
    ),
    "an outcome of no id": (read("/v1/commands/not-an-id"), C.NOT_FOUND, 404),
    "no such door": (read("/v1/teapot"), C.NOT_FOUND, 404),
    "no token": (tokenless, C.NOT_SIGNED_IN, 401),
    "garbage for a token": (deposit_with(authorization="DPoP abc.def.ghi"), C.NOT_SIGNED_IN, 401),
    "a bearer token": (deposit_with(authorization="Bearer abc"), C.NOT_SIGNED_IN, 401),
    "a token without signature": (other_alg, C.NOT_SIGNED_IN, 401),
    "an expired token, posting": (old_token(paths.COMMANDS), C.TOKEN_EXPIRED, 401),
    "an expired token, reading": (old_token(paths.ME), C.TOKEN_EXPIRED, 401),
    "no proof": (unproven, C.BAD_PROOF, 401),
    "a garbage proof": (read(paths.ME, dpop="a.b.c"), C.BAD_PROOF, 401),
    "a replayed proof": (replayed_proof, C.BAD_PROOF, 401),
    "a proof for another door": (proof_for_another_path, C.BAD_PROOF, 401),
    "another device's proof": (proof_of_another_device, C.BAD_PROOF, 401),
    "an old protocol": (deposit_with(**{paths.PROTOCOL_HEADER: "0"}), C.CLIENT_TOO_OLD, 426),
    "a protocol in words": (deposit_with(**{paths.PROTOCOL_HEADER: "one"}), C.CLIENT_TOO_OLD, 426),
    "a nought byte in a text": (posted(lambda body: body.update(narration="a\x00b")), C.MALFORMED, 400),
    "half a character": (spelled(lambda raw: raw[:-1] + b',"narration":"\\ud800"}'), C.MALFORMED, 400),
    "the same key twice": (spelled(twice_the_amount), C.MALFORMED, 400),
    "a thousand digits": (spelled(lambda raw: raw.replace(b"20000", b"2" + b"0" * 1000, 1)), C.MALFORMED, 400),
    "ten to the four hundredth": (spelled(lambda raw: raw.replace(b'"minor":20000', b'"minor":1e400', 1)), C.MALFORMED, 400),
    "no number": (spelled(lambda raw: raw.replace(b'"minor":20000', b'"minor":NaN', 1)), C.MALFORMED, 400),
    "two commands in one": (spelled(lambda raw: raw + raw), C.MALFORMED, 400),
    "a zipped body": (zipped, C.MALFORMED, 400),
    "DELETE": (by_method("DELETE", paths.COMMANDS), C.NOT_FOUND, 404),
    "PUT": (by_method("PUT", paths.COMMANDS), C.NOT_FOUND, 404),
    "TRACE": (by_method("TRACE", paths.ME), C.NOT_FOUND, 404),
    "PATCH": (by_method("PATCH", paths.ME), C.NOT_FOUND, 404),
    "a path with dots": (read("/v1/commands/..%2f..%2fetc%2fpasswd"), C.NOT_FOUND, 404),
    "a nought byte in a search": (read("/v1/customers?q=ab%00"), C.MALFORMED, 400),
    "a nought byte for a name": (nameless, C.MALFORMED, 400),
    "a command that is null": (lambda street: street.one.post(b"null"), C.MALFORMED, 400),
    "a sum in exponents": (spelled(lambda raw: raw.replace(b'"minor":20000', b'"minor":2e4', 1)), C.MALFORMED, 400),
    "a truth for a sum": (spelled(lambda raw: raw.replace(b'"minor":20000', b'"minor":true', 1)), C.MALFORMED, 400),
    "somebody's vault as a drawer": (read("/v1/drawers/vault/before"), C.NOT_FOUND, 404),
    "the vault's statement": (
        read(f"/v1/accounts/{chart.internal_id(demo.BRANCH, chart.VAULT_CASH, 'GHS')}/statement"), C.NOT_PERMITTED, 403,
    ),
    "the bank's own hand": (
        lambda street: street.one.post(
            street.one.seal(FundVault(branch=demo.BRANCH, currency="GHS", pieces={"20000": 1}), lease=None)
        ), C.NOT_PERMITTED, 403,
    ),
}  # fmt: skip
"""What leaves no receipt: who knocks, the code, the status."""

BY_RULE: dict[str, tuple[Callable[[Street], httpx.Response], ErrorCode]] = {
    "another currency": (
        lambda street: street.one.post(street.one.seal(street.deposit(currency="CZK"))), C.WRONG_CURRENCY,
    ),
    "a currency that is none": (
        lambda street: street.one.post(street.one.seal(street.deposit(currency="XXX"))), C.WRONG_CURRENCY,
    ),
    "an account that is none": (
        lambda street: street.one.post(street.one.seal(street.deposit(account=new_id()))), C.ACCOUNT_UNKNOWN,
    ),
    "a customer flagged stop": (
        lambda street: street.one.post(street.one.seal(street.deposit(account=street.stopped))), C.CUSTOMER_STOPPED,
    ),
    "notes that are not the amount": (
        lambda street: street.one.post(street.one.seal(street.deposit(amount=300_00))), C.CASH_MISMATCH,
    ),
    "a note that does not exist": (
        posted(lambda body: body["cash"].update(received={"19999": 1})), C.UNKNOWN_DENOMINATION,
    ),
    "a closed drawer": (with_lease(lambda street: street.closed), C.DRAWER_NOT_OPEN),
    "somebody else's drawer": (with_lease(lambda street: street.two.lease), C.DRAWER_NOT_YOURS),
    "a lease that moved on": (
        with_lease(lambda street: Lease(session=street.one.lease.session, number=9) if street.one.lease else None), C.LEASE_STALE,
    ),
    "no drawer": (with_lease(lambda street: None), C.DRAWER_NOT_OPEN),
}  # fmt: skip
"""What a rule refuses: with a receipt (422), so the journal grows by one and nothing else moves."""


def made_by_efua(street: Street) -> str:
    """A command that Efua made, by which nothing changed."""
    envelope = street.one.seal(street.deposit(currency="CZK"))
    assert street.one.post(envelope).status_code == 422
    return envelope.id
