"""What programs call: one address, one way in by token, and every refusal as a problem; the operations are the rooms' own."""
