"""Formats: data -> str. Only the command line writes anywhere."""
