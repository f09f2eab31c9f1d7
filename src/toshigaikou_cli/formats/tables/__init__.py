"""Tables as text: terminal, Markdown, CSV."""
