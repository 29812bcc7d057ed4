"""Panshi: a year's work, verified into a sealed ledger, counted once and written up with proof."""
