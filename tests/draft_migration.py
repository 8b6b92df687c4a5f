"""Drafts a revision that makes tables as the metadata has them: ``python -m tests.draft_migration REVISION PREVIOUS TABLE… > file``.

For a change of a table that exists write the revision by hand; ``tests/server/migrations`` says whether both agree.
"""

import sys
from typing import Any

from sqlalchemy import Column, Index, Table, UniqueConstraint
from sqlalchemy.types import TypeDecorator, TypeEngine

import server.build  # noqa: F401 - imports every room's tables
from server.db.metadata import metadata

HEAD = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = {revision!r}
down_revision = {previous}


def upgrade() -> None:
    """Forward."""
{calls}
'''


def kind(type_: TypeEngine[Any]) -> str:
    """A column type as source."""
    plain = type_.impl_instance if isinstance(type_, TypeDecorator) else type_
    length = getattr(plain, "length", None)
    return f"sa.{type(plain).__name__}({length or ''})"


def column(item: Column[Any]) -> str:
    """A column as source."""
    more = ", autoincrement=False" if item.autoincrement is False else ""
    return f'        sa.Column("{item.name}", {kind(item.type)}, nullable={item.nullable}{more}),'


def index(item: Index) -> str:
    """An index as source."""
    names = ", ".join(f'"{part.name}"' for part in item.columns)
    return f'    op.create_index("{item.name}", "{item.table.name}", [{names}], unique={item.unique})'


def table(item: Table) -> str:
    """A function that makes the table."""
    keys = ", ".join(f'"{part.name}"' for part in item.primary_key.columns)
    lines = [f"def _{item.name}() -> None:", "    op.create_table(", f'        "{item.name}",']
    lines += [column(part) for part in item.columns]
    lines.append(f'        sa.PrimaryKeyConstraint({keys}, name="pk_{item.name}"),')
    for constraint in sorted(
        (c for c in item.constraints if isinstance(c, UniqueConstraint)), key=lambda c: str(c.name)
    ):
        columns = [part.name for part in constraint.columns]
        names = ", ".join(f'"{name}"' for name in columns)
        lines.append(f'        sa.UniqueConstraint({names}, name="uq_{item.name}_{"_".join(columns)}"),')
    lines += [f"        {name}={value!r}," for name, value in item.kwargs.items()]
    lines.append("    )")
    lines += [index(part) for part in sorted(item.indexes, key=lambda part: str(part.name))]
    return "\n".join(lines)


def main(revision: str, previous: str, *names: str) -> None:
    """Print the revision."""
    tables = [metadata.tables[name] for name in names]
    calls = "\n".join(f"    _{name}()" for name in names)
    title = f"The tables {', '.join(names)}"
    down = "None" if previous == "-" else repr(previous)
    print(HEAD.format(title=title[:110], revision=revision, previous=down, calls=calls))
    for item in tables:
        print("\n" + table(item) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
