"""Follow a city's international strategy from promise to result."""

__version__ = "0.1.0"
