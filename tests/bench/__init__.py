"""Measurements. Figures are read as ratios within one run: machines differ, and so do hours."""
