"""Decides: pure rules about reports, replies, escalation and words; no I/O, no clock."""
