"""Absences by their instants: parts of days, what was taken back, and what was undone."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import context, op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_DAY = timedelta(days=1)
_INSTANT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_LAST = datetime(9998, 12, 20, tzinfo=UTC)
"""As far as calendars reach; who is away for longer is so for ever."""
_OF_INSTANTS: dict[str, sa.types.TypeEngine[Any]] = {
    "starts": _INSTANT,
    "ends": _INSTANT,
    "takes_back": _NUMBER,
    "act": sa.Text(),
}
_OF_UNDOING: dict[str, sa.types.TypeEngine[Any]] = {"undone_by": sa.Text(), "undone_at": _INSTANT}
_rows = sa.table(
    "absences",
    *(sa.column(name, kind) for name, kind in _OF_INSTANTS.items()),
    *(sa.column(name, _INSTANT) for name in ("undone_at", "announced_at")),
    *(sa.column(name, sa.Date()) for name in ("first", "last")),
    sa.column("id"),
    sa.column("user_id"),
)


def upgrade() -> None:
    """Keep whole days as the instants that they were in the zone of whoever is away."""
    for name, kind in (_OF_INSTANTS | _OF_UNDOING).items():
        op.add_column("absences", sa.Column(name, kind, nullable=True))
    connection = op.get_bind()
    found = connection.execute(sa.select(_rows.c.id, _rows.c.user_id, _rows.c.first, _rows.c.last)).all()
    zones = _zones() if found else {}
    for number, user, first, last in found:
        zone = ZoneInfo(zones.get(user, "UTC"))
        ends = _LAST if last >= _LAST.date() else _midnight(last + _DAY, zone)
        kept = {"starts": _midnight(first, zone), "ends": ends, "act": f"day/{number}"}
        connection.execute(_rows.update().where(_rows.c.id == number).values(kept))
    with op.batch_alter_table("absences") as absences:
        for name in ("starts", "ends", "act"):
            absences.alter_column(name, existing_type=_OF_INSTANTS[name], nullable=False)
        absences.drop_constraint("uq_absences_user_id_first_last", type_="unique")
        absences.drop_column("first")
        absences.drop_column("last")
        absences.create_foreign_key("fk_absences_takes_back_absences", "absences", ["takes_back"], ["id"])
        absences.create_index("ix_absences_act", ["act"])


def downgrade() -> None:
    """Keep the days on which somebody is away for a while; what was taken back or undone is forgotten."""
    op.add_column("absences", sa.Column("first", sa.Date(), nullable=True))
    op.add_column("absences", sa.Column("last", sa.Date(), nullable=True))
    connection = op.get_bind()
    gone = sa.or_(_rows.c.takes_back.is_not(None), _rows.c.undone_at.is_not(None))
    connection.execute(_rows.delete().where(gone))
    found = connection.execute(sa.select(_rows.c.id, _rows.c.user_id, _rows.c.starts, _rows.c.ends)).all()
    zones = _zones() if found else {}
    known: set[tuple[str, date, date]] = set()
    for number, user, starts, ends in found:
        zone = ZoneInfo(zones.get(user, "UTC"))
        days = (_date(starts, zone), _date(ends - timedelta.resolution, zone))
        chosen = _rows.c.id == number
        if (user, *days) in known:
            connection.execute(_rows.delete().where(chosen))
            continue
        known.add((user, *days))
        connection.execute(_rows.update().where(chosen).values(first=days[0], last=days[1]))
    with op.batch_alter_table("absences") as absences:
        absences.drop_index("ix_absences_act")
        absences.drop_constraint("fk_absences_takes_back_absences", type_="foreignkey")
        for name in _OF_INSTANTS | _OF_UNDOING:
            absences.drop_column(name)
        for name in ("first", "last"):
            absences.alter_column(name, existing_type=sa.Date(), nullable=False)
        absences.create_unique_constraint("uq_absences_user_id_first_last", ["user_id", "first", "last"])


def _zones() -> Mapping[str, str]:
    """Return the zone of each Slack user, as whoever runs the migrations knows them from the runbook."""
    zones: Any = context.config.attributes["zones"]
    found: Mapping[str, str] = zones()
    return found


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return a date's first instant: after a gap that swallows midnight, the first of a fold."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _date(instant: datetime, zone: ZoneInfo) -> date:
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return aware.astimezone(zone).date()
