"""Who writes, for which shop, and what is wrong."""
