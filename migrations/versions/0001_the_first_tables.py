"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
CHOICE = sa.String(40)

# In the order in which they refer to one another.
TABLES = (
    "absences",
    "accounts",
    "chat_messages",
    "group_members",
    "notices",
    "outbox",
    "posts",
    "received",
    "slack_users",
    "tickets",
    "clocks",
    "due",
    "escalations",
    "ticket_events",
    "ticket_messages",
)


def upgrade() -> None:
    """Make the tables."""
    _absences()
    _accounts()
    _chat_messages()
    _group_members()
    _notices()
    _outbox()
    _posts()
    _received()
    _slack_users()
    _tickets()
    _clocks()
    _due()
    _escalations()
    _ticket_events()
    _ticket_messages()


def downgrade() -> None:
    """Take the tables away, with all that is in them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _only(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _absences() -> None:
    op.create_table(
        "absences",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("announced_by", sa.Text(), nullable=False),
        sa.Column("announced_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        sa.UniqueConstraint("user_id", "first", "last", name=op.f("uq_absences_user_id_first_last")),
    )
    op.create_index("ix_absences_user_id", "absences", ["user_id"])


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("last_number", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_accounts")),
    )


def _chat_messages() -> None:
    op.create_table(
        "chat_messages",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("thread_ts", sa.Text(), nullable=True),
        sa.Column("author_team", sa.Text(), nullable=False),
        sa.Column("author_user", sa.Text(), nullable=False),
        sa.Column("posted_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("channel", "ts", name=op.f("pk_chat_messages")),
    )
    op.create_index("ix_chat_messages_channel_posted", "chat_messages", ["channel", "posted_at"])


def _group_members() -> None:
    op.create_table(
        "group_members",
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "user_id", name=op.f("pk_group_members")),
    )


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread_ts", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint(
            "account", "user_id", "local_date", name=op.f("uq_notices_account_user_id_local_date")
        ),
        sa.UniqueConstraint("channel", "thread_ts", name=op.f("uq_notices_channel_thread_ts")),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("method", CHOICE, nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("target_slot", sa.Text(), nullable=True),
        sa.Column("target_ts", sa.Text(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("pin_of", sa.Text(), nullable=True),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("attempts", NUMBER, nullable=False),
        sa.Column("refusals", NUMBER, nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("claimed_at", INSTANT, nullable=True),
        sa.Column("claimed_by", sa.Text(), nullable=True),
        sa.Column("sent_channel", sa.Text(), nullable=True),
        sa.Column("sent_ts", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_dedupe_key")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index("ix_outbox_lane", "outbox", ["lane", "id"], **_only("settled_at IS NULL"))
    op.create_index("ix_outbox_ready", "outbox", ["not_before", "id"], **_only("settled_at IS NULL"))
    op.create_index("ix_outbox_settled", "outbox", ["settled_at"], **_only("settled_at IS NOT NULL"))
    op.create_index("ix_outbox_slot", "outbox", ["slot"], **_only("settled_at IS NULL"))
    op.create_index("ix_outbox_target", "outbox", ["target_slot"], **_only("settled_at IS NULL"))


def _posts() -> None:
    op.create_table(
        "posts",
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("gone_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("slot", name=op.f("pk_posts")),
    )
    op.create_index("ix_posts_message", "posts", ["channel", "ts"])


def _received() -> None:
    op.create_table(
        "received",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_received")),
    )
    op.create_index("ix_received_at", "received", ["at"])


def _slack_users() -> None:
    op.create_table(
        "slack_users",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "team_id", name=op.f("pk_slack_users")),
    )


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("origin_key", sa.Text(), nullable=False),
        sa.Column("type", CHOICE, nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("priority", CHOICE, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("happened_at", INSTANT, nullable=True),
        sa.Column("example_ids", sa.JSON(), nullable=False),
        sa.Column("requester_team", sa.Text(), nullable=False),
        sa.Column("requester_user", sa.Text(), nullable=False),
        sa.Column("requester_name", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread_ts", sa.Text(), nullable=True),
        sa.Column("permalink", sa.Text(), nullable=True),
        sa.Column("triage_channel", sa.Text(), nullable=False),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("assignee_role", CHOICE, nullable=False),
        sa.Column("assignee_name", sa.Text(), nullable=False),
        sa.Column("assignee_slack", sa.Text(), nullable=True),
        sa.Column("assignee_off_duty", sa.Boolean(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("last_staff_at", INSTANT, nullable=True),
        sa.Column("last_customer_at", INSTANT, nullable=False),
        sa.Column("pending_since", INSTANT, nullable=True),
        sa.Column("reminded_at", INSTANT, nullable=True),
        sa.Column("solved_at", INSTANT, nullable=True),
        sa.Column("console_number", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint("account", "number", name=op.f("uq_tickets_account_number")),
        sa.UniqueConstraint("origin_key", name=op.f("uq_tickets_origin_key")),
    )
    op.create_index("ix_tickets_account_status", "tickets", ["account", "status"])
    op.create_index(
        "ix_tickets_live_thread",
        "tickets",
        ["channel", "thread_ts"],
        unique=True,
        **_only("status <> 'solved' AND thread_ts IS NOT NULL"),
    )


def _clocks() -> None:
    op.create_table(
        "clocks",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("priority", CHOICE, nullable=False),
        sa.Column("respond_within_seconds", NUMBER, nullable=False),
        sa.Column("runs_on", CHOICE, nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("raised_late", sa.Boolean(), nullable=False),
        sa.Column("breach_told_at", INSTANT, nullable=True),
        sa.Column("stopped_at", INSTANT, nullable=True),
        sa.Column("outcome", CHOICE, nullable=True),
        sa.Column("runbook_version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_clocks_ticket_id_tickets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks")),
    )
    op.create_index(
        "ix_clocks_one_running", "clocks", ["ticket_id"], unique=True, **_only("stopped_at IS NULL")
    )
    op.create_index("ix_clocks_ticket_id", "clocks", ["ticket_id"])


def _due() -> None:
    op.create_table(
        "due",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=True),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("try_at", INSTANT, nullable=False),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("attempts", NUMBER, nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("claimed_at", INSTANT, nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_due_ticket_id_tickets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due")),
        sa.UniqueConstraint("key", name=op.f("uq_due_key")),
    )
    op.create_index("ix_due_settled", "due", ["settled_at"], **_only("settled_at IS NOT NULL"))
    op.create_index("ix_due_ticket", "due", ["ticket_id"], **_only("settled_at IS NULL"))
    op.create_index("ix_due_waiting", "due", ["try_at", "id"], **_only("settled_at IS NULL"))


def _escalations() -> None:
    op.create_table(
        "escalations",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=False),
        sa.Column("reason", CHOICE, nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("reach", sa.Text(), nullable=True),
        sa.Column("raised_by_team", sa.Text(), nullable=False),
        sa.Column("raised_by_user", sa.Text(), nullable=False),
        sa.Column("raised_by_name", sa.Text(), nullable=False),
        sa.Column("raised_at", INSTANT, nullable=False),
        sa.Column("added", sa.JSON(), nullable=False),
        sa.Column("step", NUMBER, nullable=False),
        sa.Column("acknowledged_at", INSTANT, nullable=True),
        sa.Column("acknowledged_by_name", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_escalations_ticket_id_tickets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalations")),
    )
    op.create_index(
        "ix_escalations_one_open_per_reason",
        "escalations",
        ["ticket_id", "reason"],
        unique=True,
        **_only("acknowledged_at IS NULL"),
    )
    op.create_index("ix_escalations_ticket_id", "escalations", ["ticket_id"])


def _ticket_events() -> None:
    op.create_table(
        "ticket_events",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor_team", sa.Text(), nullable=True),
        sa.Column("actor_user", sa.Text(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("runbook_version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_events_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_events")),
    )
    op.create_index("ix_ticket_events_at", "ticket_events", ["at"])
    op.create_index("ix_ticket_events_ticket_id", "ticket_events", ["ticket_id"])


def _ticket_messages() -> None:
    op.create_table(
        "ticket_messages",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("author_team", sa.Text(), nullable=False),
        sa.Column("author_user", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("posted_at", INSTANT, nullable=False),
        sa.Column("edited_at", INSTANT, nullable=True),
        sa.Column("deleted_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_messages_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_messages")),
        sa.UniqueConstraint("channel", "ts", name=op.f("uq_ticket_messages_channel_ts")),
    )
    op.create_index("ix_ticket_messages_ticket_id", "ticket_messages", ["ticket_id"])
