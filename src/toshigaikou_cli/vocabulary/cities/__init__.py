"""The register of cities: spellings, mentions in a text, and whether a city is partner or place."""
