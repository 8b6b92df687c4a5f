"""Loans: products as data, applications, disbursals, repayments, write-offs. Each step that moves money can be undone."""
