"""What changed between two years, or between two editions of one document. Pure; no continuity is invented.

Two rows of two years are the same item only where bureau and name say so; what cannot be told apart, a bureau that
was split or merged, and a field that was renamed are said, not guessed.
"""
