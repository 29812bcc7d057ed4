"""How well the checker does on annotated texts, and on the same texts with numbers made wrong."""
