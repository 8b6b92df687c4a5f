"""Messages to phones and what became of them. What holds a code keeps no text: it lives in memory until it left."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from server.db.columns import Id, Stamp
from server.db.metadata import metadata

messages = Table(
    "sms_messages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("phone", String(16), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("secret", Boolean, nullable=False),
    Column("state", String(10), nullable=False),
    Column("provider", String(20), nullable=False),
    Column("provider_id", String(80), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("error", String(80), nullable=False),
    Column("at", Stamp, nullable=False),
    Column("next_at", Stamp, nullable=False),
    Column("changed_at", Stamp, nullable=False),
)
Index("ix_sms_messages_state", messages.c.state, messages.c.next_at)
Index("ix_sms_messages_provider_id", messages.c.provider, messages.c.provider_id)
