"""Figures as SQL: sqlglot expressions in a form every engine reads (`SUM(CASE WHEN … THEN … END)`), fused per kind."""
