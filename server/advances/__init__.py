"""Cash advances of the staff: asked for, approved, paid from a drawer, retired with receipts, reminded of."""
