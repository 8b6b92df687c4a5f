"""The journal: today's transactions, each with its receipt and, where it must be, its reversal."""
