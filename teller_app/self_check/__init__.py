"""``--self-check``: does this installation, on this machine, have everything that a teller's day needs?"""
