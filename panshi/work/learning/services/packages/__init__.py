"""Packages of courses: unpacked with care, and read for what opens first and what counts as done."""

from panshi.work.learning.services.packages.archive import BadPackage, unpack
from panshi.work.learning.services.packages.reading import Package, read

__all__ = ["BadPackage", "Package", "read", "unpack"]
