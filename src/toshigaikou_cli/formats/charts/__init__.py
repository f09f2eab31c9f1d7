"""Views and indicators as charts: their words and numbers, in Japanese or English. Drawn elsewhere."""
