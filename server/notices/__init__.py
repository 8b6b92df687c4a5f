"""What the bank tells its people at once."""
