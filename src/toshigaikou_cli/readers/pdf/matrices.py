"""Transformation matrices of a PDF page: (a, b, c, d, e, f)."""

from __future__ import annotations

from toshigaikou_cli.readers.pdf.marks import Box, around

Matrix = tuple[float, float, float, float, float, float]


def then(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does what ``first`` does, then what ``second`` does."""
    a, b, c, d, e, f = first
    k, m, n, p, q, r = second
    return (
        a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r
    )  # fmt: skip


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point where the matrix puts it."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def moved_box(matrix: Matrix, box: Box) -> Box:
    """The box around a box where the matrix puts it."""
    x0, y0, x1, y1 = box
    corners = ((x0, y0), (x1, y0), (x0, y1), (x1, y1))
    return around([moved(matrix, x, y) for x, y in corners])


def scale(matrix: Matrix) -> float:
    """How much longer a line gets, over all directions."""
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)
