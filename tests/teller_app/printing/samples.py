"""The facts of PRINT's pictures: receipts 0031, 0044, 0018 and the slips of drawers 04 and 02 on Fri 20 Nov 2026."""

import hashlib
import hmac
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from server.ledger.verification import code_of
from teller_app.printing import facts as f
from teller_app.printing import slip_facts as s
from teller_app.printing.verification import qr_payload

FONTS = Path(__file__).parents[3] / "resources" / "fonts" / "print"
CASES = Path(__file__).parents[3] / ".." / "shared" / "cases"
DAY = date(2026, 11, 20)
BANK = f.Bank(
    "Akoma Savings & Loans",
    "Makola branch · Kojo Thompson Road, Accra",
    "GA-184-2206 · +233 30 200 0140",
    "Makola branch · +233 30 200 0140",
    "Akoma",
)


def at(clock: str, day: int = 20) -> datetime:
    hour, minute, second = (int(part) for part in clock.split(":"))
    return datetime(2026, 11, day, hour, minute, second, tzinfo=UTC)


def digest(*fields: object) -> bytes:
    """Stands in for the server, which alone has the branch's key."""
    return hmac.new(b"demo-branch-print-key-040", "|".join(map(str, fields)).encode(), hashlib.sha256).digest()


def verified(number: str, minor: int, *more: object) -> f.Verification:
    """With the fields of PRINT's own samples, so that the codes are the ones in its pictures."""
    code = code_of(digest(number, DAY, *(more if len(more) > 1 else (minor, *more))))
    return f.Verification(code, qr_payload(number, minor, code))


def deposit(**changes: object) -> f.ReceiptFacts:
    """03a: a third party deposits 480.00 with 500.00 and gets 20.00 back."""
    base = {
        "kind": f.ReceiptKind.DEPOSIT, "status": f.Status.FINAL, "number": "04-261120-0031", "currency": f.GHS,
        "amount_minor": 480_00, "account": "040 1027 4418 07", "holder": "Adwoa Sarpong",
        "product": "Akoma Savings", "business_date": DAY, "at": at("13:52:19"), "cashier": "Efua Owusu",
        "drawer": "04", "printed": f.Stamp(at("13:52:19"), "WS-MAK-04"), "party": "Kwaku Sarpong",
        "relation": "brother", "phone": "+233 24 555 0117", "narration": "School fees, term 1",
        "pieces": {200_00: 2, 100_00: 1}, "change_minor": 20_00,
    }  # fmt: skip
    base |= changes
    if "verification" not in base:
        base["verification"] = verified(base["number"], base["amount_minor"], base["account"])
    return f.ReceiptFacts(**base)


def reprinted(facts: f.ReceiptFacts, number: int = 1) -> f.ReceiptFacts:
    again = f.Stamp(at("16:08:44"), "WS-MAK-01", "S-0108")
    return msgspec.structs.replace(facts, duplicate=f.Duplicate(number, again, facts.printed))


def provisional() -> f.ReceiptFacts:
    return deposit(status=f.Status.PROVISIONAL, verification=None)


def stress(**changes: object) -> f.ReceiptFacts:
    """03c: long names and 12,345,678.90."""
    base = {
        "number": "04-261120-0044", "account": "040 2003 0091 05", "amount_minor": 12_345_678_90,
        "holder": "The Registered Trustees of the Makola No. 2 Market Traders’ Cooperative Credit Union Limited",
        "party": "Nana Akosua Frimpomaa Agyeman-Prempeh Boakye-Danquah", "relation": "treasurer",
        "phone": "+233 20 555 0163", "change_minor": 0, "product": "Akoma Business Current",
        "narration": "Week 47 collections of 312 members, sheds A to K, sealed bags 1 to 9",
        "source_of_funds": "Members’ contributions, declared by the treasurer", "at": at("15:31:02"),
        "printed": f.Stamp(at("15:31:02"), "WS-MAK-04"),
        "pieces": {200_00: 61_728, 50_00: 1, 20_00: 1, 5_00: 1, 2_00: 1, 1_00: 1, 50: 1, 20: 2},
    }  # fmt: skip
    return deposit(**(base | changes))


def own_deposit(**changes: object) -> f.ReceiptFacts:
    """03j: the holder herself, with her new balance."""
    base = {
        "number": "04-261120-0018", "account": "040 1019 2276 02", "holder": "Ama Serwaa Owusu-Ansah",
        "amount_minor": 1_250_00, "party": None, "relation": None, "phone": None, "narration": "Sales of the week",
        "pieces": {200_00: 5, 50_00: 4, 20_00: 2, 10_00: 1}, "change_minor": 0, "balance_minor": 5_154_62,
        "at": at("11:07:45"), "printed": f.Stamp(at("11:07:45"), "WS-MAK-04"),
    }  # fmt: skip
    return deposit(**(base | changes))


NOTES, COINS = (20000, 10000, 5000, 2000, 1000, 500, 200, 100), (200, 100, 50, 20, 10, 5, 1)


def counts(notes: list[int], coins: list[int], missing: dict[int, int] | None = None) -> tuple[s.CountLine, ...]:
    """Counted pieces; `missing` notes are in the books and not in the drawer."""
    gone = missing or {}
    lines = [s.CountLine(d, s.Form.NOTE, n + gone.get(d, 0), n) for d, n in zip(NOTES, notes, strict=True)]
    lines += [s.CountLine(d, s.Form.COIN, n, n) for d, n in zip(COINS, coins, strict=True)]
    return tuple(lines)


def _movements(amounts: list[tuple[s.Flow, int, int | None, str | None, str | None]]) -> tuple[s.Movement, ...]:
    return tuple(s.Movement(*amount) for amount in amounts)


def hash_of(row: int) -> str:
    return hashlib.sha256(str(row).encode()).hexdigest()


def _record(history: list[int], before: int, today: int) -> s.OverShort:
    days = [3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20]
    values = zip(days, [*history, today], strict=True)
    return s.OverShort(before, before + today, tuple(s.DayVariance(date(2026, 11, d), v) for d, v in values))


def one_cause() -> tuple[s.Cause, ...]:
    return (
        s.Cause(
            (
                f.Run("Change overpaid by one GH₵\u00a020 note.", strong=True),
                f.Run(" The pieces differ in the 20s alone (258 in the system, 257 counted). Receipt "),
                f.Run("04-261120-0031", strong=True),
                f.Run(" at 13:52: deposit 480.00, tendered 500.00, change due\u00a020.00."),
            ),
            "Change overpaid by one GHS 20 note: pieces differ in the 20s alone. "
            "Receipt 04-261120-0031, 13:52, change due 20.00.",
            confirmed=True,
        ),
    )


def short_slip(**changes: object) -> s.SlipFacts:
    """01a: drawer 04, 20.00 short, two attempts."""
    number, counted = "RS-040-04-261120-1", 46_198_70
    flow = s.Flow
    base = {
        "number": number, "currency": f.GHS, "status": f.Status.FINAL, "drawer": "04",
        "drawer_line": "04 · Makola · GHS", "business_date": DAY, "session": "04-261120-1",
        "opened_at": at("08:02:00"), "opened_how": "carried forward", "closed_at": at("17:19:40"),
        "workstation": "WS-MAK-04", "journal": s.Journal(48112, 48394, hash_of(48112), hash_of(48394)),
        "expected_minor": 46_218_70, "counted_minor": counted, "variance_minor": -20_00,
        "movements": _movements([
            (flow.OPENING, 12_500_00, None, None, None),
            (flow.FROM_VAULT, 17_500_00, 1, "VT-040-261120-03", "VT-03"), (flow.DEPOSITS, 51_236_70, 22, None, None),
            (flow.REPAYMENTS, 10_113_50, 5, None, None), (flow.FEES, 52_00, 2, None, None),
            (flow.WITHDRAWALS, 31_683_50, 15, None, None), (flow.DISBURSALS, 3_000_00, 1, None, None),
            (flow.ADVANCES, 500_00, 2, None, None), (flow.TO_VAULT, 10_000_00, 1, "VT-040-261120-09", "VT-09"),
        ]),
        "counts": counts([99, 118, 143, 257, 131, 119, 75, 83], [45, 62, 31, 12, 8, 0, 0], {2000: 1}),
        "attempts": (
            s.Attempt(at("17:11:05"), "Efua Owusu", 46_098_70),
            s.Attempt(at("17:19:40"), "Efua Owusu", counted, recount=True),
        ),
        "attempts_note": "Attempt 1 missed one GH₵\u00a0100 note found under the coin tray. Attempt 2 stands.",
        "causes": one_cause(),
        "note": "Customer of 0031 (Adwoa Sarpong, +233 24 ••• ••17) telephoned at 17:16; asked to come in on Monday.",
        "over_short": _record([0, 500, 0, -1000, 0, 0, 1500, 0, -500, 0, 0, -2500, 500], -1500, -2000),
        "booking": (
            s.BookingLeg(
                "1420-04", "Teller shortage", s.Side.DEBIT, 20_00, 48394, "AP-040-2611-0187, 17:22:31",
                date(2026, 11, 27),
            ),
        ),
        "tolerance_minor": 10_00,
        "set_apart": (
            s.SetApart("Mutilated notes (included in the count above)", 3, 70_00, "MN-040-0093"),
            s.SetApart("Cheques received", 2, 4_120_00, "CQ-040-0311"),
        ),
        "cashier": s.Signer("Efua Owusu", "Cashier", "C-0417"),
        "supervisor": s.Signer("Kwabena Asante-Mensah", "Supervisor", "S-0108"),
        "printed": f.Stamp(at("17:24:08"), "WS-MAK-04", "E. Owusu"),
        "verification": verified(number, counted, 46_218_70, counted, 48394),
    }  # fmt: skip
    return s.SlipFacts(**(base | changes))


def two_causes() -> tuple[s.Cause, ...]:
    second = (
        "A note of GH₵\u00a020 passed uncounted with the transfer to the vault at 14:35 (VT-040-261120-09). "
        "The vault’s count of the same bundle agreed: unlikely."
    )
    return (*one_cause(), s.Cause((f.Run(second),), second))


def balanced_slip(**changes: object) -> s.SlipFacts:
    """01b: drawer 02, balanced at the first count."""
    number, total = "RS-040-02-261120-1", 28_565_30
    flow = s.Flow
    base = {
        "number": number, "drawer": "02", "drawer_line": "02 · Makola · GHS", "session": "02-261120-1",
        "opened_at": at("08:05:00"), "closed_at": at("17:08:13"), "workstation": "WS-MAK-02",
        "journal": s.Journal(48115, 48371, hash_of(48115), hash_of(48371)), "expected_minor": total,
        "counted_minor": total, "variance_minor": 0,
        "movements": _movements([
            (flow.OPENING, 8_000_00, None, None, None),
            (flow.FROM_VAULT, 10_000_00, 1, "VT-040-261120-01", "VT-01"), (flow.DEPOSITS, 43_336_00, 31, None, None),
            (flow.REPAYMENTS, 6_482_30, 4, None, None), (flow.FEES, 15_00, 1, None, None),
            (flow.WITHDRAWALS, 24_118_00, 19, None, None), (flow.ADVANCES, 150_00, 1, None, None),
            (flow.TO_VAULT, 15_000_00, 1, "VT-040-261120-08", "VT-08"),
        ]),
        "counts": counts([64, 71, 88, 140, 96, 57, 22, 31], [38, 51, 26, 19, 14, 2, 0]),
        "attempts": (s.Attempt(at("17:08:13"), "Yaw Boateng", total),), "attempts_note": None, "causes": (),
        "note": None, "booking": (), "tolerance_minor": None, "set_apart": (),
        "over_short": _record([0] * 12 + [500], 500, 0), "cashier": s.Signer("Yaw Boateng", "Cashier", "C-0392"),
        "printed": f.Stamp(at("17:11:52"), "WS-MAK-02", "Y. Boateng"), "verification": verified(number, total, total, total, 48371),
    }  # fmt: skip
    return short_slip(**(base | changes))


def reprinted_slip(facts: s.SlipFacts, number: int = 1) -> s.SlipFacts:
    again = f.Stamp(at("08:12:40", day=23), "WS-MAK-01", "S-0108")
    return msgspec.structs.replace(facts, duplicate=f.Duplicate(number, again, facts.printed, "branch file copy"))
