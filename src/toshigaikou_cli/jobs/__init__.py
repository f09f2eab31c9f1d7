"""The joins: what a command does, from its options to data that a format prints."""
