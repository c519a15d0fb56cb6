"""What a database cannot do for now, whichever kind it is."""


class DatabaseBusy(Exception):
    """The database could not be reached or written in the time allowed; nothing was changed."""


class DatabaseDamaged(DatabaseBusy):
    """The file is no SQLite database, or not a whole one; waiting alone does not help."""


class TablesMissing(DatabaseBusy):
    """The database is there, and one of our tables is not; waiting alone does not help."""


class AnotherDatabase(DatabaseBusy):
    """The address leads to another database than it did before; waiting alone does not help."""
