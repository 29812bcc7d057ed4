"""Speed and memory, measured side by side with the limit in the same run."""
