"""What a database cannot do for now, whichever kind it is."""


class DatabaseBusy(Exception):
    """The database could not be reached or written in the time allowed; nothing was changed."""


class DatabaseDamaged(DatabaseBusy):
    """The file is no SQLite database, or not a whole one; waiting alone does not help."""
