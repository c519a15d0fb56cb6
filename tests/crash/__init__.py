"""Web and workers under load, killed at random; then the ledger is balanced."""
