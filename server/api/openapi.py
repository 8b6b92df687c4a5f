"""The OpenAPI 3.1 description, assembled from the contract's own types: what decodes a request also describes it."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from contract import doors, paths
from contract.approvals import Insight
from contract.branches import DayReport
from contract.causes import Causes
from contract.commands import AnyCommand
from contract.customers import CustomerFact
from contract.drawers import DrawerBefore
from contract.envelope import Envelope
from contract.errors import ErrorCode, Problem
from contract.feed import AnyAnswer, AnyOutcome, Batch, Follow, ServerMessage, SnapshotPage
from contract.forecast import CashForecast
from contract.history import DrawerHistory
from contract.ledger import AccountFact, Original, Statement, TransactionFact
from contract.loan_doors import LoanCover, LoanPage, LoanView
from contract.outbox import AskManager, AskOutlook, Outlook
from contract.papers import (
    AdvancePaper,
    CountPaper,
    NotePrint,
    OverShortPaper,
    PaperCheck,
    PositionPaper,
    PrintNoted,
    TransferPaper,
    TrialPaper,
)
from contract.staff import Me, Refresh, SignIn, Tokens
from contract.standin import StandInSecret

REF = "#/components/schemas/{name}"
Schema = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """One method of one path. ``body`` and ``answers`` are types of the contract; ``query`` names query parameters."""

    path: str
    method: str
    name: str
    summary: str
    answers: tuple[tuple[int, Any], ...]
    body: Any = None
    query: tuple[str, ...] = ()
    proof: bool = True
    token: bool = True
    also: tuple[int, ...] = ()
    """Statuses of problems beside those that follow from the rest (see ``_problems``)."""


OPERATIONS = (
    Operation(paths.SIGN_IN, "post", "signIn", "Tokens for a name and a password", ((200, Tokens),), SignIn, token=False, also=(429,)),
    Operation(paths.REFRESH, "post", "refresh", "Tokens for a refresh token", ((200, Tokens),), Refresh, token=False),
    Operation(paths.SIGN_OUT, "post", "signOut", "End this sign-in", ((204, None),)),
    Operation(paths.ME, "get", "me", "Who one is, and what one may do", ((200, Me),)),
    Operation(
        paths.COMMANDS,
        "post",
        "postCommands",
        "One signed envelope or a list of at most 50. A list is answered with 200 and one answer each.",
        ((200, AnyOutcome | list[AnyAnswer]), (202, AnyOutcome), (422, AnyOutcome)),
        Envelope | list[Envelope],
        proof=False,
        also=(409,),
    ),
    Operation(paths.COMMAND_STATE, "get", "commandState", "The outcome of one's own command", ((200, AnyOutcome),)),
    Operation(paths.SNAPSHOT, "get", "snapshot", "A page of everything one may see", ((200, SnapshotPage),), query=("page",)),
    Operation(paths.ENTRIES, "get", "entries", "Journal entries after a sequence", ((200, Batch),), query=("after", "limit")),
    Operation(paths.CUSTOMERS_FIND, "get", "findCustomers", "Customers by name, number, phone, card or account",
              ((200, list[CustomerFact]),), query=("q",)),
    Operation(paths.CUSTOMER_ACCOUNTS, "get", "customerAccounts", "A customer's accounts", ((200, list[AccountFact]),)),
    Operation(paths.LOANS, "get", "branchLoans", "A branch's loans, the newest first", ((200, LoanPage),),
              query=("state", "late", "q", "before", "limit")),
    Operation(paths.CUSTOMER_LOANS, "get", "customerLoans", "A customer's loans", ((200, LoanPage),), query=("before", "limit")),
    Operation(paths.LOAN, "get", "loan", "A loan with its schedule and its steps", ((200, LoanView),)),
    Operation(paths.LOAN_COVER, "get", "loanCover", "What a payment would cover today", ((200, LoanCover),), query=("amount",)),
    Operation(paths.REQUEST_INSIGHT, "get", "requestInsight", "What a decider weighs of a request", ((200, Insight),)),
    Operation(paths.CASH_FORECAST, "get", "cashForecast", "How cash usually goes, and what will run out",
              ((200, CashForecast),), query=("currency",)),
    Operation(paths.DAY_REPORT, "get", "dayReport", "X while the day is open, Z once it is closed", ((200, DayReport),)),
    Operation(paths.DRAWER_CAUSES, "get", "drawerCauses", "Why a counted session may be over or short", ((200, Causes),)),
    Operation(paths.DRAWER_HISTORY, "get", "drawerHistory", "What lay in a drawer at any minute of a day",
              ((200, DrawerHistory),), query=("day", "known")),
    Operation(paths.DRAWER_BEFORE, "get", "drawerBefore", "How a drawer was left, never what lies in it", ((200, DrawerBefore),)),
    Operation(paths.STAND_IN_SECRET, "get", "standInSecret", "A code of one's own for the dead line", ((200, StandInSecret),)),
    Operation(paths.STATEMENT, "get", "statement", "An account's legs in order of sequence", ((200, Statement),),
              query=("after", "limit", "last")),
    Operation(paths.ORIGINAL, "get", "original", "What a transaction's first receipt said, for its duplicate", ((200, Original),)),
    Operation(paths.DRAWER_POSITION, "get", "drawerPosition", "The pieces in a drawer after one journal row, as a paper",
              ((200, PositionPaper),), query=("day", "seq")),
    Operation(paths.TRANSFER_PAPER, "get", "transferPaper", "The voucher of a cash transfer", ((200, TransferPaper),)),
    Operation(paths.OVER_SHORT, "get", "overShort", "The over/short record of one close", ((200, OverShortPaper),)),
    Operation(paths.COUNT_SHEET, "get", "countSheet", "What was counted, never what was expected", ((200, CountPaper),)),
    Operation(paths.BLANK_COUNT, "get", "blankCount", "A sheet to count on", ((200, CountPaper),), query=("drawer", "currency")),
    Operation(paths.ADVANCE_PAPER, "get", "advancePaper", "The voucher of an advance's payment, or a retirement's receipt",
              ((200, AdvancePaper),), query=("step",)),
    Operation(paths.TRIAL_BALANCE, "get", "trialBalance", "A branch's trial balance of its business day with the proofs of its cash",
              ((200, TrialPaper),), query=("currency",)),
    Operation(paths.CHECK_PAPER, "get", "checkPaper", "What the paper with this number and code must say", ((200, PaperCheck),),
              query=("code",)),
    Operation(paths.VERIFY_RECEIPT, "get", "receipt", "The transaction behind a receipt number", ((200, TransactionFact),)),
    Operation(paths.PASSWORD, "post", "setPassword", "A new password for the one of now or a one-time secret",
              ((200, Tokens),), doors.SetPassword, token=False, also=(409, 429)),
    Operation(paths.ONE_TIME_SECRET, "post", "drawSecret", "Once, after a person was added or a password reset",
              ((200, doors.OneTimeSecret),), doors.DrawSecret, also=(404, 409)),
    Operation(paths.CODES, "post", "askCode", "A fresh code for exactly this command", ((200, doors.CodeSent),), doors.AskCode, also=(429,)),
    Operation(paths.CODE_CONFIRM, "post", "confirmCode", "The command is taken once now", ((204, None),), doors.ConfirmCode),
    Operation(paths.SECOND, "post", "proveSecond", "A second person beside the signed-in one: the command is taken once now", ((204, None),), doors.ProveSecond,
              also=(409, 429)),
    Operation(paths.DEVICES, "post", "enrol", "A workstation that is not known asks in somebody's name",
              ((200, doors.CodeSent),), doors.Enrol, token=False, also=(409, 429)),
    Operation(paths.DEVICE_CONFIRM, "post", "confirmDevice", "The code was right: a manager is asked",
              ((200, doors.Enrolled),), doors.ConfirmCode, token=False, also=(409, 429)),
    Operation(paths.DEVICE_REQUEST, "post", "deviceRequest", "How a waiting workstation's request stands; a reminder, or its end",
              ((200, doors.Admission),), doors.AskAdmission, token=False, also=(404, 409, 429)),
    Operation(paths.DEVICE_MANAGER_CODE, "post", "managerCode", "A code to a manager, who reads it to whoever waits",
              ((200, doors.CodeSent),), doors.AskManagerCode, token=False, also=(404, 409, 429)),
    Operation(paths.DEVICE_MANAGER_CONFIRM, "post", "confirmManagerCode", "The manager's code: the workstation is let in",
              ((200, doors.Admission),), doors.ConfirmCode, token=False, also=(404, 409, 429)),
    Operation(paths.TOTP, "post", "beginTotp", "A new authenticator's seed", ((200, doors.TotpSecret),), doors.TotpAsk, also=(429,)),
    Operation(paths.TOTP_CONFIRM, "post", "confirmTotp", "The authenticator counts now", ((204, None),), doors.TotpConfirm),
    Operation(paths.SESSIONS, "get", "sessions", "Sign-ins that go on", ((200, list[doors.SessionView]),)),
    Operation(paths.SESSION_END, "post", "endSession", "End a sign-in", ((204, None),), doors.EndSession, also=(404,)),
    Operation(paths.DEVICES, "get", "devices", "When workstations were last heard of", ((200, list[doors.DeviceSeen]),)),
    Operation(paths.ACTIVITY, "get", "activity", "What happened around signing in", ((200, doors.ActivityPage),),
              query=("user", "what", "device", "after", "until", "before", "limit")),
    Operation(paths.ACTIVITY, "post", "noteActivity", "The app printed or wrote out data", ((204, None),), doors.NoteActivity),
    Operation(paths.PRINTS, "post", "notePrint", "How often a paper was printed before; this print counts from now on",
              ((200, PrintNoted),), NotePrint),
    Operation(paths.OUTLOOK, "post", "outlook", "What would become of envelopes that wait; nothing is booked by asking",
              ((200, Outlook),), AskOutlook, also=(429,)),
    Operation(paths.OUTLOOK_MANAGER, "post", "askManager", "A manager is asked to look at what a workstation holds back",
              ((204, None),), AskManager),
    Operation(paths.AUDIT, "get", "audit", "Journal rows without their content, and the chain's state", ((200, doors.AuditPage),),
              query=("made_by", "kind", "outcome", "branch", "device", "after", "until", "before", "limit")),
    Operation(paths.AUDIT_ENTRY, "get", "auditEntry", "One journal row whole", ((200, doors.AuditEntry),)),
    Operation(paths.AUDIT_EXPORT, "get", "auditExport", "JSON lines, chained and sealed", ((200, str),),
              query=("made_by", "kind", "outcome", "branch", "device", "after", "until")),
    Operation(paths.AUDIT_CHAIN, "get", "auditChain", "A stretch of a chain computed again", ((200, doors.ChainPart),),
              query=("chain", "after")),
    Operation(paths.STAFF, "get", "staff", "How people stand: locked, their codes, a secret that waits",
              ((200, list[doors.PersonStanding]),)),
    Operation(paths.ACTIVITY_EXPORT, "get", "activityExport", "JSON lines, chained and sealed", ((200, str),),
              query=("user", "what", "device", "after", "until")),
    Operation(paths.SMS_STATUS, "post", "smsStatus", "A carrier's signed word about a message", ((204, None),), dict[str, Any],
              proof=False, token=False),
    Operation(paths.FILES, "get", "getFile", "A picture by its SHA-256", ((200, bytes),)),
    Operation(paths.FILES, "put", "putFile", "Keep a PNG, JPEG or WebP of at most 512 KiB", ((204, None),), bytes, also=(429,)),
    Operation(paths.FEED, "get", "feed", "Websocket: send one Follow, receive ServerMessage", ((101, ServerMessage),), also=(429,)),
    Operation(paths.HEALTH, "get", "health", "Alive", ((200, dict[str, Any]),), proof=False, token=False),
    Operation(paths.READY, "get", "ready", "May be given work", ((200, dict[str, Any]),), proof=False, token=False),
    Operation(paths.METRICS, "get", "metrics", "Figures in Prometheus' text form", ((200, str),), proof=False, token=False, also=(404,)),
)  # fmt: skip


def document() -> Schema:
    """The whole description."""
    types = [
        *(operation.body for operation in OPERATIONS if operation.body is not None),
        *(answer for operation in OPERATIONS for _, answer in operation.answers if answer is not None),
        AnyCommand,
        Follow,
        Problem,
    ]
    schemas, components = msgspec.json.schema_components(types, ref_template=REF)
    of_type = dict(zip((repr(kind) for kind in types), schemas, strict=True))
    # The envelope keeps its command encoded; what may stand there is the union of all commands.
    components["Envelope"]["properties"]["command"] = of_type[repr(AnyCommand)]
    components["AskCode"]["properties"]["command"] = of_type[repr(AnyCommand)]
    components["AskOutlook"]["properties"]["envelopes"]["items"] = {"$ref": REF.format(name="Envelope")}
    described: dict[str, Schema] = {}
    for operation in OPERATIONS:
        described.setdefault(operation.path, {})[operation.method] = _operation(operation, of_type)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Coastal Teller",
            "version": str(paths.PROTOCOL),
            "description": f"Every request under /v1 carries the header {paths.PROTOCOL_HEADER}.",
        },
        "paths": described,
        "components": {"schemas": components, "securitySchemes": _SECURITY},
        "x-error-codes": [code.value for code in ErrorCode],
    }


_SECURITY = {
    "token": {"type": "http", "scheme": "DPoP", "description": "Authorization: DPoP and the access token (RFC 9449)"},
    "proof": {"type": "apiKey", "in": "header", "name": "DPoP", "description": "A fresh proof of the device's key"},
}


def _operation(operation: Operation, of_type: dict[str, Schema]) -> Schema:
    needed = [name for name, wanted in (("token", operation.token), ("proof", operation.proof)) if wanted]
    described: Schema = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": _parameters(operation),
        "responses": {str(status): _answer(status, kind, of_type) for status, kind in operation.answers},
        "security": [{name: [] for name in needed}] if needed else [],
    }
    for status in sorted(_problems(operation)):
        described["responses"].setdefault(str(status), _answer(status, Problem, of_type, HTTPStatus(status).phrase))
    if operation.body is not None:
        described["requestBody"] = {"required": True, "content": _content(operation.body, of_type)}
    return described


def _problems(operation: Operation) -> set[int]:
    """With which statuses this door may refuse; ``server/api/problems.py`` says which code has which. No receipt is left."""
    found = {500, 503, *operation.also}
    if operation.method == "get" and operation.token:
        # Too many of one workstation at once.
        found.add(429)
    if operation.path.startswith("/v1/"):
        found.add(426)
    if operation.proof or operation.token:
        found |= {401, 403}
    if "{" in operation.path:
        found.add(404)
    if operation.query:
        found.add(400)
    if operation.body is not None:
        found |= {400, 413}
    return found


def _parameters(operation: Operation) -> Sequence[Schema]:
    inside: list[Schema] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)}", operation.path)
    ]
    return inside + [{"name": name, "in": "query", "schema": {"type": "string"}} for name in operation.query]


def _answer(status: int, kind: Any, of_type: dict[str, Schema], text: str = "") -> Schema:
    words = {200: "Done", 202: "Awaiting a second person", 204: "Done", 422: "Refused by a rule, with a receipt"}
    described: Schema = {"description": text or words.get(status, "Switching to a websocket")}
    if kind is not None:
        described["content"] = _content(kind, of_type)
    return described


def _content(kind: Any, of_type: dict[str, Schema]) -> Schema:
    if kind is bytes:
        return {media: {"schema": {"type": "string"}} for media in ("image/png", "image/jpeg", "image/webp")}
    media = "text/plain" if kind is str else "application/json"
    return {media: {"schema": of_type[repr(kind)]}}


class DocumentDoor:
    """The description as JSON, made once and not before somebody asks: a bank that comes back after a power cut does not wait for it."""

    def __init__(self) -> None:
        self._raw = b""

    async def get_openapi(self, request: Request) -> Response:
        """``/openapi.json``."""
        # In a thread, for it takes as long as ten postings; two who ask at once make the same twice.
        self._raw = self._raw or await asyncio.to_thread(_described)
        return Response(self._raw, media_type="application/json")


def _described() -> bytes:
    return msgspec.json.encode(document())
