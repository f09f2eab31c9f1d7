"""What reads the catalogue, by SQL over a read-only connection."""
