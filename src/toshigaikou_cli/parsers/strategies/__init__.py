"""The parts of a strategy: its measures, their layouts, and the targets in its sentences."""
