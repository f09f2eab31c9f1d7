"""Pictures: charts (matplotlib, the optional extra ``charts``) and rows of tables (Pillow). Values in, bytes out."""
