"""What writes the catalogue: the models and the schema made of them, the INSERTs, and the SELECTs that writing needs."""
