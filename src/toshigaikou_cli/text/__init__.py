"""Pure functions on Japanese text. No input or output, no project imports but the records."""
