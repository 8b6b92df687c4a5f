"""The journal's tables. A row is never updated; body and facts lie beside it so that a person's data can be erased."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text

from server.db.columns import Day, Id, Name, Stamp
from server.db.metadata import metadata

journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("command_id", Id, nullable=False, unique=True),
    Column("fingerprint", String(64), nullable=False),
    Column("kind", Name, nullable=False),
    Column("made_by", Id, nullable=False),
    Column("delivered_by", Id, nullable=False),
    Column("device", Id, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("branch", Id, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("made_at", Stamp, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("outcome", String(8), nullable=False),
    Column("refers_to", Id, nullable=False),
    Column("result", Text, nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
Index("ix_journal_made_by", journal.c.made_by, journal.c.seq)

bodies = Table(
    "journal_bodies",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("month", String(7), primary_key=True),
    Column("salt", LargeBinary(16), nullable=False),
    Column("signature", String(86), nullable=False),
    Column("signed", String(120), nullable=False, server_default=""),
    Column("body", Text, nullable=True),
    Column("facts", Text, nullable=True),
    Column("body_hash", String(64), nullable=False),
    Column("facts_hash", String(64), nullable=False),
    Column("books_hash", String(64), nullable=False),
    postgresql_partition_by="LIST (month)",
)

head = Table(
    "journal_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("epoch", Id, nullable=False),
    Column("safe_seq", BigInteger, nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("command_id", Id, primary_key=True),
    Column("made_by", Id, nullable=False),
    Column("kind", Name, nullable=False),
    Column("body", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("at", Stamp, nullable=False),
)

seals = Table(
    "day_seals",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("branch", Id, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("token", Text, nullable=False),
)
"""The head as signed when a branch closed its day: written in the closing's own transaction, by a key outside the database."""
