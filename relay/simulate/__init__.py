"""Seeded nights on a virtual clock: the real relay, an unreliable world, every promise checked."""
