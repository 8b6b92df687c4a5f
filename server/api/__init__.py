"""The doors: HTTP and websocket. Nothing is decided here; who asks is found out, and what they asked is handed on."""
