"""The values that travel between the steps; one file a subject."""
