"""Every runbook that was in force, and every change of who answers: what decisions were made from."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True)
Change = dict[str, object]
EVER_SINCE = datetime(1970, 1, 1, tzinfo=UTC)
"""When people joined a user group was not kept so far."""


def upgrade() -> None:
    """Make the tables; what is known now is known since it was announced."""
    op.create_table(
        "runbook_versions",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("files", JSON, nullable=False),
        sa.Column("holidays", sa.Text(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_runbook_versions")),
    )
    changes = op.create_table(
        "roster_changes",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("people", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_changes")),
    )
    op.create_index(op.f("ix_roster_changes_subject"), "roster_changes", ["subject"])
    known = [*_announced("absences"), *_announced("covers"), *_gone()]
    op.bulk_insert(changes, [*_groups(), *sorted(known, key=lambda change: str(change["at"]))])
    op.add_column("ticket_events", sa.Column("roster_version", NUMBER, nullable=True))


def _announced(name: str) -> list[Change]:
    kinds = {"announced": "announced_at", "accepted": "accepted_at", "undone": "undone_at"}
    if name == "absences":
        del kinds["accepted"]
    times = {kind: sa.column(column, INSTANT) for kind, column in kinds.items()}
    table = sa.table(name, sa.column("act", sa.Text()), *times.values())
    found: list[Change] = []
    for kind, column in times.items():
        acts = sa.select(table.c.act, sa.func.min(column).label("at")).where(column.is_not(None))
        rows = op.get_bind().execute(acts.group_by(table.c.act))
        found += [{"at": row.at, "kind": kind, "subject": row.act, "people": []} for row in rows]
    return found


def _gone() -> list[Change]:
    users = sa.table("slack_users", sa.column("user_id", sa.Text()), sa.column("gone_since", INSTANT))
    found = op.get_bind().execute(sa.select(users).where(users.c.gone_since.is_not(None)))
    return [{"at": row.gone_since, "kind": "reached", "subject": row.user_id, "people": []} for row in found]


def _groups() -> list[Change]:
    members = sa.table("group_members", sa.column("group_id", sa.Text()), sa.column("user_id", sa.Text()))
    groups: dict[str, list[str]] = {}
    for row in op.get_bind().execute(sa.select(members).order_by(members.c.user_id)):
        groups.setdefault(row.group_id, []).append(row.user_id)
    return [
        {"at": EVER_SINCE, "kind": "reached", "subject": group, "people": people}
        for group, people in groups.items()
    ]


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("ticket_events") as events:
        events.drop_column("roster_version")
    op.drop_table("roster_changes")
    op.drop_table("runbook_versions")
