"""The line to the bank: device key, outbox, replica, and the thread that moves between them and the server. No Qt."""
