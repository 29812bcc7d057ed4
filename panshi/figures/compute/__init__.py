"""The door: what a figure comes to, in what parts, and which entries stand behind it. Answers are always fresh."""

from panshi.figures.compute.asking import BeyondHead
from panshi.figures.compute.door import value, values

__all__ = ["BeyondHead", "value", "values"]
