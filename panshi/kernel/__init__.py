"""What has no subject: words, refusals, periods, numbers, clock, references. No Django models."""
