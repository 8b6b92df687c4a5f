"""What this workstation keeps and the bank has not booked: what waits to be sent, what was not taken, and why."""
