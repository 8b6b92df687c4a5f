"""Which keys of which room mean nothing while the server is away."""

NEEDS_SERVER = {
    "counter": frozenset({"transfer"}),
    "journal": frozenset({"reverse", "refund"}),
    "vault": frozenset(
        {
            "print",
            "send",
            "receive",
            "refuse",
            "exchange",
            "ask",
            "count",
            "lock",
            "unlock",
            "micro",
            "handover",
            "surprise",
            "force",
            "forward",
        }
    ),
    "drawers": frozenset({"sheet"}),
    "variances": frozenset({"print", "accept", "recover", "write_off", "return", "forward"}),
    "advances": frozenset({"request", "pay", "retire", "print", "voucher", "forward"}),
    "loans": frozenset({"apply", "disburse", "repay", "write_off", "undo", "pay", "withdraw", "receipt", "forward"}),
    "branches": frozenset({"print", "nudge", "nudge_all", "report", "force", "forward"}),
    "day_end": frozenset({"print", "again", "report", "forward", "pause"}),
    "history": frozenset({"print"}),
    "approvals": frozenset({"approve", "decline", "say", "escalate"}),
    "staff": frozenset({"verify", "export"}),
    "own": frozenset({"totp", "end", "everywhere"}),
    "policy": frozenset({"new", "change", "turn", "send"}),
    "products": frozenset({"new", "change", "turn", "send"}),
}
"""Intents that nothing queues: their keys say so while the server is away (LOOK 6, offline)."""
