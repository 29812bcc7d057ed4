"""What learning is asked."""
