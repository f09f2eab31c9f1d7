"""The vocabularies: bureaus, cities, repairs and declared columns, read from ``data/*.yaml``.

Names are resolved with a date, and an unknown name gives ranked proposals, never a guess. Nothing here loads
yaml, jsonschema or rapidfuzz before it is needed.
"""
