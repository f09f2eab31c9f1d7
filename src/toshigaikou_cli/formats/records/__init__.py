"""Records of the catalogue as tables and JSON."""
