"""The log of conversations: redacted, without a way back to a person, for a limited time.

`Log` takes events in; `opened` gives the tables to whoever reads them (`reading`).
"""

from bot.conversations.log.database import Database, LogError
from bot.conversations.log.log import Log, Status

__all__ = ["Database", "Log", "LogError", "Status", "opened"]


def opened(url: str) -> Database:
    """The database at ``url`` with its tables in the program's version.

    Raises LogError, SQLAlchemyError or OSError.
    """
    database = Database(url)
    database.upgrade()
    return database
