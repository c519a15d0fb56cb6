"""Remembers: tables, and functions that take a Session first and never commit."""
