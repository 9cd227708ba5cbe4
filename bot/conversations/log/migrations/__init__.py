"""Versions of the log's tables, applied by Alembic when the log is opened."""
