"""Blocks -> the rows of known tables."""
