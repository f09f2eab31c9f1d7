"""The reader of workbooks: cells as a person sees them."""
