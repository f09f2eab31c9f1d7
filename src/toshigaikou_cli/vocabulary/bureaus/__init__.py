"""The register of bureaus: names with validity, succession, the cells that name several."""
