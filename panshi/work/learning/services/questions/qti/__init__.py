"""QTI of 1EdTech: items of 2.1, 2.2 and 3.0, alone or in packages with imsmanifest.xml, read; packages of 2.1 written."""

from panshi.work.learning.services.questions.qti.package import read
from panshi.work.learning.services.questions.qti.writing import write

__all__ = ["read", "write"]
