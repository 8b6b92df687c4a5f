"""The dead line: what drawers may pay out while the server is away, and the codes that managers read out for it."""
