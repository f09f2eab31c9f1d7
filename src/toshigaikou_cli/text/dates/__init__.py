"""Dates in Japanese text: forms, eras, ranges, chains over several points, and what a date says."""
