"""What xAPI 1.0.3 and 2.0.0 (IEEE 9274.1.1) say of data: checks, comparison, forms, mentions. No database is needed here."""
