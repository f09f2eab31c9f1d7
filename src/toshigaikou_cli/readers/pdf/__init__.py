"""The PDF reader: glyphs and rules of a page -> grids -> rows."""
