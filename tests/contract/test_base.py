import dataclasses

import msgspec
import pytest

from contract.base import Command, Fact, Result, Secret, Wire
from contract.commands import COMMAND_TYPES
from contract.envelope import Envelope
from contract.feed import FACT_TYPES, AnyResult


@pytest.mark.parametrize("kind", COMMAND_TYPES + FACT_TYPES + AnyResult.__args__, ids=lambda kind: kind.__name__)
def test_everything_that_travels_is_frozen_strict_and_tagged(kind: type[Wire]) -> None:
    config = kind.__struct_config__
    assert config.frozen
    assert config.forbid_unknown_fields
    assert config.omit_defaults
    assert config.tag
    assert config.tag_field == next(
        field for base, field in ((Command, "kind"), (Fact, "fact"), (Result, "result")) if issubclass(kind, base)
    )


def test_a_secret_never_shows() -> None:
    secret = Secret("hunter2")
    assert "hunter2" not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal == "hunter2"


def test_no_command_holds_a_secret() -> None:
    """A secret in a command would reach the outbox and the journal; passwords travel by doors of their own."""
    for kind in COMMAND_TYPES:
        names = {field.name for field in msgspec.structs.fields(kind)}
        assert not names & {"password", "secret", "pin", "code_word"}
        assert all(field.type is not Secret for field in msgspec.structs.fields(kind))
    assert not dataclasses.is_dataclass(Secret)


def patterns(schema: object) -> list[str]:
    """Every pattern in a JSON schema."""
    if isinstance(schema, list):
        return [found for item in schema for found in patterns(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema["pattern"]] if isinstance(schema.get("pattern"), str) else []
    return own + [found for item in schema.values() for found in patterns(item)]


def test_no_pattern_lets_a_line_break_or_another_scripts_digits_in() -> None:
    """The signed bytes are joined by line breaks; a bare $ matches before one."""
    found = set(patterns(msgspec.json.schema_components([*COMMAND_TYPES, Envelope], ref_template="#/{name}")[1]))
    assert len(found) > 5
    assert [pattern for pattern in found if not pattern.endswith(r"(?!\n)$") or r"\d" in pattern] == []
