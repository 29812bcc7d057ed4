"""Pages of figures: the catalogue, one figure, units compared, kinds of records, and figures of one's own."""

from panshi.figures.views.catalogue import catalogue, kind
from panshi.figures.views.figure import figure, rows
from panshi.figures.views.own import define, define_over, define_ratio, edit, own, preview, retire
from panshi.figures.views.tables import download, table

__all__ = [
    "catalogue",
    "define",
    "define_over",
    "define_ratio",
    "download",
    "edit",
    "figure",
    "kind",
    "own",
    "preview",
    "retire",
    "rows",
    "table",
]
