"""Receipts and reconciliation slips on A6, A5 and 80 mm paper, and the queue that never loses one."""
