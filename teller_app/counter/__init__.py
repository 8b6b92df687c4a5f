"""The counter: find a customer, post, count, print."""
