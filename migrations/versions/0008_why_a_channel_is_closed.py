"""Why a channel is closed: reasons by their names, where sentences were kept."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_SENTENCES = {
    "archived": "it was archived",
    "removed": "I was removed from it",
    "disconnected": "the two companies were disconnected",
}
_accounts = sa.table("accounts", sa.column("key"), sa.column("closed_why"), sa.column("closed_by", sa.JSON))


def upgrade() -> None:
    """Keep the names of the reasons; a sentence that names none of them closes nothing."""
    op.add_column("accounts", sa.Column("closed_by", sa.JSON(), nullable=False, server_default="[]"))
    names = {sentence: name for name, sentence in _SENTENCES.items()}
    connection = op.get_bind()
    for key, told in connection.execute(sa.select(_accounts.c.key, _accounts.c.closed_why)).all():
        reasons = [names[sentence] for sentence in (told or "").split("; ") if sentence in names]
        connection.execute(_accounts.update().where(_accounts.c.key == key).values(closed_by=reasons))
    with op.batch_alter_table("accounts") as accounts:
        accounts.alter_column("closed_by", existing_type=sa.JSON(), server_default=None)
        accounts.drop_column("closed_why")


def downgrade() -> None:
    """Write the sentences again."""
    op.add_column("accounts", sa.Column("closed_why", sa.Text(), nullable=True))
    connection = op.get_bind()
    for key, stored in connection.execute(sa.select(_accounts.c.key, _accounts.c.closed_by)).all():
        told = "; ".join(_SENTENCES[name] for name in stored) or None
        connection.execute(_accounts.update().where(_accounts.c.key == key).values(closed_why=told))
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("closed_by")
