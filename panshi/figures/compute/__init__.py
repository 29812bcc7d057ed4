"""The door: what a figure comes to, in what parts, and which entries stand behind it. Answers are always fresh."""

from panshi.figures.compute.asking import BeyondHead
from panshi.figures.compute.comparing import Comparison, comparison, comparisons, history
from panshi.figures.compute.door import value, values
from panshi.figures.compute.trails import Trail, titles, trail

__all__ = ["BeyondHead", "Comparison", "Trail", "comparison", "comparisons", "history", "titles", "trail", "value", "values"]
