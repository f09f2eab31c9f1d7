"""Which column of a table holds what: by its header, the headers beside it, and the cells under it."""
