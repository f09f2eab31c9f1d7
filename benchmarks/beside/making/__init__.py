"""The corpus: documents of our own, each made together with its right cells."""
