"""The bank's own bulk commands. They are journalled like any other, and refused at the door to everyone."""

from typing import Annotated

import msgspec

from contract.base import Command, Result
from contract.ids import Sha256


class ImportChunk(Command, frozen=True, tag="import_chunk"):
    """A bounded piece of an import, keyed by (job, file, chunk). The rows travel beside it; ``digest`` is their SHA-256."""

    job: Sha256
    file: str
    chunk: Annotated[int, msgspec.Meta(ge=0)]
    rows: Annotated[int, msgspec.Meta(ge=0, le=5000)]
    digest: Sha256


class Imported(Result, frozen=True, tag="imported"):
    rows: int
