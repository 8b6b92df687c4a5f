"""The description is whole: every path that answers is in it, every reference leads somewhere."""

import re

import msgspec

from contract import paths
from contract.commands import KINDS
from contract.errors import ErrorCode
from server.api.openapi import document
from tests.server.api.house import House


def test_every_path_of_the_contract_is_described() -> None:
    ours = {value for name, value in vars(paths).items() if name.isupper() and str(value).startswith("/")}
    assert set(document()["paths"]) == ours - {paths.DOCS, paths.OPENAPI}


def test_every_reference_leads_to_a_type_and_every_command_is_one() -> None:
    described = document()
    raw = msgspec.json.encode(described).decode()
    types = set(described["components"]["schemas"])
    assert set(re.findall(r'"#/components/schemas/(\w+)"', raw)) <= types
    assert {kind.__name__ for kind in KINDS.values()} <= types
    assert described["openapi"] == "3.1.0"
    assert described["x-error-codes"] == [code.value for code in ErrorCode]


def test_it_is_served_as_it_is_made(house: House) -> None:
    assert house.http.get(paths.OPENAPI).json() == msgspec.json.decode(msgspec.json.encode(document()))
