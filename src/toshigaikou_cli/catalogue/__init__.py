"""The catalogue: one SQLite file, defined with SQLModel (``writing.models``), written and read with SQL."""
