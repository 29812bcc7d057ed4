"""Books (台账) as people keep them: opened, their headers found, their columns matched, their cells read."""
