"""Cash advances: asked for, paid from a drawer, retired with receipts."""
