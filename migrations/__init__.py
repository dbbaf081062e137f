"""Alembic migrations; they are run by models.schema, from wherever the package is installed."""
