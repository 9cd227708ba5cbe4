"""Conversations, messages, feedback, and counts a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables. Lengths are written out: a version never changes afterwards."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("started", sa.DateTime, nullable=False),
        sa.Column("last", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_last", "conversations", ["last"])
    op.create_table(
        "messages",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("author", sa.String(8), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("intent", sa.String(128)),
        sa.Column("confidence", sa.Float),
        sa.Column("ranking", sa.JSON),
        sa.Column("entities", sa.JSON),
        sa.Column("danger_level", sa.String(8)),
        sa.Column("danger", sa.JSON),
        sa.Column("payload", sa.String(128)),
        sa.Column("response", sa.String(128)),
        sa.Column("latency_ms", sa.Integer),
        sa.Column("model", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversations.id"],
            name="fk_messages_conversation",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("conversation", "position", name="uq_messages_conversation"),
        sa.CheckConstraint("author IN ('visitor', 'bot')", name=op.f("ck_messages_author")),
    )
    for columns in (["at"], ["response"], ["model"], ["intent", "confidence"],
                    ["danger_level", "at"]):
        op.create_index("ix_messages_" + "_".join(columns), "messages", columns)
    op.create_table(
        "feedback",
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("value", sa.String(8), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("message", name="pk_feedback"),
        sa.ForeignKeyConstraint(
            ["message"], ["messages.id"], name="fk_feedback_message", ondelete="CASCADE"
        ),
        sa.CheckConstraint("value IN ('up', 'down')", name=op.f("ck_feedback_value")),
    )
    op.create_index("ix_feedback_value_at", "feedback", ["value", "at"])
    op.create_table(
        "daily",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("measure", sa.String(16), nullable=False),
        sa.Column("label", sa.String(128), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "channel", "measure", "label", name="pk_daily"),
    )


def downgrade() -> None:
    """Back to an empty database."""
    for table in ("daily", "feedback", "messages", "conversations"):
        op.drop_table(table)
