"""Tables whose headers stand in their first column, given on with a header row."""
