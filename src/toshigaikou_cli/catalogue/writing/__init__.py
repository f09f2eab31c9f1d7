"""What writes the catalogue: the models, the INSERTs, and the SELECTs that writing needs."""
