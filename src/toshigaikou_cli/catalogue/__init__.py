"""The catalogue: one SQLite file. Written with SQLModel (``models``, ``store``), read with SQL (``queries``)."""
