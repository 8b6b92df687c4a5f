"""The description of the doors is what they do: generated requests, right and wrong ones, of every role, at every door.

schemathesis makes them from the description and holds each answer against it: a status that is not described, a body of another shape
or kind, and any fault of the server fail. A command is signed by the person's workstation as the app signs it, so that it comes
as far as the room that decides it. Requests are made once for all roles; every other one names what is there.
"""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core import NotSet
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks as described
from sqlalchemy import Table, select

from contract import paths
from contract.commands import KINDS
from contract.envelope import Envelope, envelope_signing_input
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddUser
from server.api.openapi import document
from server.approvals.tables import requests
from server.core.clock import system_clock
from server.core.journal_tables import journal
from server.counts.tables import spot_counts
from server.drawers.tables import drawers
from server.ledger.tables import receipts
from server.staff.sign_in import store_password
from server.variances.tables import variances
from server.vault.tables import cash_transfers, requisitions
from tests.server.api.full_day import FullDay
from tests.server.api.house import PASSWORD, House, Person, open_house

DOOR, KIND = 6, 4
"""Requests a door and a kind of command: half of each wrong on purpose."""
LAST = (paths.SESSION_END, paths.PASSWORD, paths.SIGN_OUT)
"""These end sessions, so they come when everything else was asked."""
CHECKS = [
    described.status_code_conformance,
    described.content_type_conformance,
    described.response_schema_conformance,
    described.response_headers_conformance,
]


def operations(raw: dict[str, Any]) -> dict[str, Any]:
    found = (result.ok() for result in schemathesis.openapi.from_dict(raw).get_all_operations())
    return {operation.label: operation for operation in found}


RAW: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(document()))
DOORS = sorted(
    (label for label in operations(RAW) if paths.FEED not in label),
    key=lambda label: LAST.index(label.split()[1]) if label.split()[1] in LAST else -1,
)


def generated(operation: Any, count: int) -> list[Any]:
    """Right and wrong requests, the same ones in every run."""
    if not (operation.body or operation.query or operation.path_parameters):
        return [operation.Case(method=operation.method.upper())]
    found: list[Any] = []
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @settings(
            max_examples=count // 2, database=None, deadline=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(operation.as_strategy(generation_mode=mode))
        def collect(case: Any) -> None:
            found.append(case)

        collect()
    return found


class Town:
    """A bank that has worked for half a day, one person of each role who made nothing, and what there is by its field's name."""

    def __init__(self, house: House) -> None:
        self.house = house
        FullDay(house).work()
        self.people = [self._person(role) for role in Role]
        self.there = self._there()

    def _person(self, role: Role) -> Person:
        user, name = new_id(), f"one.{role}"
        house = self.house
        house.do(
            AddUser(user=user, username=name, full_name=role, staff_number=name, roles=(role,), branch=house.branch)
        )
        encoded = house.parts.passwords.hash(PASSWORD)
        house.bank.writer.write_sync(lambda conn: store_password(conn, user, encoded, system_clock()))
        return house.sign_in(name, at=house.there)

    def _there(self) -> dict[str, list[str]]:
        tables: dict[str, tuple[Table, str]] = {
            "account": (receipts, "transaction"), "transaction": (receipts, "transaction"), "number": (receipts, "receipt"),
            "command": (journal, "command_id"), "seq": (journal, "seq"), "request": (requests, "id"),
            "drawer": (drawers, "id"), "count": (spot_counts, "id"), "transfer": (cash_transfers, "id"),
            "requisition": (requisitions, "id"), "variance": (variances, "id"),
        }  # fmt: skip
        with self.house.bank.engine.connect() as conn:
            found = {
                name: [str(key) for key in conn.execute(select(table.c[column])).scalars()]
                for name, (table, column) in tables.items()
            }
            for name in ("account", "customer", "session"):
                found[name] = list(conn.exec_driver_sql(f"SELECT id FROM {name}s").scalars())
        efua = self.house.people["efua"]
        # Not who asks, and not their workstation: what ends a session ends somebody else's.
        return found | {
            "user": [efua],
            "person": [efua],
            "branch": [self.house.branch],
            "device": [self.house.here.device],
        }

    def real(self, value: Any, turn: int) -> Any:
        """The same with what is there where a field names something."""
        if isinstance(value, dict):
            return {name: self._one(name, held, turn) for name, held in value.items()}
        return [self.real(item, turn) for item in value] if isinstance(value, list) else value

    def _one(self, name: str, held: Any, turn: int) -> Any:
        known = self.there.get(name) if isinstance(held, str) else None
        return known[turn % len(known)] if known else self.real(held, turn)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with open_house(tmp_path) as house:
        yield Town(house)


@pytest.fixture
def strict_town(tmp_path: Path, postgres_url: str) -> Iterator[Town]:
    """On the database that is stricter about what fits into a column."""
    with open_house(tmp_path, url=postgres_url) as house:
        yield Town(house)


def signed(person: Person, body: Any) -> Any:
    """The envelope (or each of a list) with what only its workstation can say, where it is one at all."""
    if isinstance(body, list):
        return [signed(person, item) for item in body]
    if not isinstance(body, dict) or "command" not in body:
        return body
    person.counter += 1
    mine = {"made_by": person.me.user, "device": person.signer.device, "counter": person.counter, "id": new_id()}
    given = {**body, **mine, "signature": "A" * 86, "chain": ""}
    try:
        envelope = msgspec.json.decode(msgspec.json.encode(given), type=Envelope)
    except (msgspec.MsgspecError, UnicodeError):
        return body
    return {**given, "signature": person.signer.sign(envelope_signing_input(envelope))}


def sealed(person: Person, command: Any) -> Any:
    """A generated command in an envelope that is right in everything else."""
    return signed(person, {"command": command, "made_at": "2026-11-24T09:00:00.000Z", "basis_seq": 0})


def content_of(person: Person, case: Any, body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    if case.media_type is None or isinstance(body, NotSet):
        return b""
    if case.media_type.startswith("image/"):
        return str(body).encode("utf-8", "surrogatepass")
    if case.operation.path == paths.COMMANDS:
        return msgspec.json.encode(
            signed(person, body) if "Envelope" in str(case.operation.body) else sealed(person, body)
        )
    return msgspec.json.encode(body)


def ask(town: Town, person: Person, case: Any, turn: int) -> httpx.Response:
    """One request, proven as the door wants it."""
    body, path = case.body, case.formatted_path
    if turn % 2:
        body = town.real(copy.deepcopy(body), turn)
        place = town.real(dict(case.path_parameters or {}), turn)
        path = case.operation.path.format_map({name: quote(str(value), safe="") for name, value in place.items()})
    headers = person.headers(case.method, path)
    url = f"{path}?{urlencode(case.query, doseq=True)}" if case.query else path
    return town.house.http.request(case.method, url, headers=headers, content=content_of(person, case, body))


def judge(town: Town, label: str, cases: list[Any], found: dict[str, str]) -> set[int]:
    """Every role asks every request; what does not fit goes into ``found``. The statuses that came."""
    seen = set()
    for turn, case in enumerate(cases):
        for person in town.people:
            answer = ask(town, person, case, turn)
            seen.add(answer.status_code)
            try:
                assert answer.status_code < 500, answer.text
                case.validate_response(answer, checks=CHECKS)
            except (AssertionError, FailureGroup) as failure:
                found.setdefault(f"{label} {answer.status_code}", f"{failure}: {case.body!r:.400}")
    return seen


def test_every_door(town: Town) -> None:
    found: dict[str, str] = {}
    statuses = {label: judge(town, label, generated(operations(RAW)[label], DOOR), found) for label in DOORS}
    assert found == {}
    assert {label for label, seen in statuses.items() if seen == {401}} == set()


def test_every_command(strict_town: Town) -> None:
    """Each kind comes past the door at least once: it is decided, or refused by a right. None breaks a handler."""
    town = strict_town
    found: dict[str, str] = {}
    statuses = {kind: judge(town, kind, generated(only(kind), KIND), found) for kind in KINDS}
    assert found == {}
    assert {kind for kind, seen in statuses.items() if not seen & {200, 202, 403, 409, 422}} == set()
    with town.house.bank.engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT kind, error FROM quarantine").all() == []


def only(kind: str) -> Any:
    """The command door as if it took commands of this kind alone, without an envelope: that comes around them later."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{KINDS[kind].__name__}"}}}
    door = {**RAW["paths"][paths.COMMANDS]["post"], "requestBody": {"required": True, "content": content}}
    return operations({**RAW, "paths": {paths.COMMANDS: {"post": door}}})[f"POST {paths.COMMANDS}"]


def test_nobody_comes_in_without_a_token_and_a_proof(town: Town) -> None:
    """Each door that is described as guarded is, and no other one."""
    for label, operation in operations(RAW).items():
        needs = operation.definition.raw["security"]
        path = re.sub(r"{\w+}", lambda _: new_id(), operation.path)
        answer = town.house.http.request(operation.method, path, headers={paths.PROTOCOL_HEADER: "1"}, content=b"{}")
        # The body of who cannot have a token yet is read first; the carrier's door tells strangers that there is none.
        refused = {401} if any("token" in way for way in needs) else {400} if needs else {200, 404}
        assert answer.status_code in refused or paths.FEED in label, (label, answer.text)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answers: answers.pop("200"),
        lambda answers: answers["200"].update(content={"text/plain": {"schema": {"type": "string"}}}),
        lambda answers: answers["200"]["content"]["application/json"].update(schema={"type": "string"}),
    ],
    ids=["status", "kind", "shape"],
)
def test_a_description_that_is_wrong_is_found(town: Town, spoil: Any) -> None:
    raw = {**RAW, "paths": {paths.ME: copy.deepcopy(RAW["paths"][paths.ME])}}
    spoil(raw["paths"][paths.ME]["get"]["responses"])
    found: dict[str, str] = {}
    label = f"GET {paths.ME}"
    assert judge(town, label, generated(operations(raw)[label], 2), found) == {200}
    assert list(found) == [f"{label} 200"]
