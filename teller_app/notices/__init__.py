"""What the bank tells its people at once: the replica's side and the list behind the bell."""
