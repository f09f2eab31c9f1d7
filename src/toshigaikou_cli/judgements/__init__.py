"""What people decided about links: the file, the verdicts on today's text, and what to look at first."""
