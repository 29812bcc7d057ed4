"""Pages of reviews: the list, the editor with its preview and picker, the frozen view and its exports."""

from panshi.reviews.views.editor import edit, new, picker, preview
from panshi.reviews.views.frozen import export, frozen
from panshi.reviews.views.listing import listed

__all__ = ["edit", "export", "frozen", "listed", "new", "picker", "preview"]
