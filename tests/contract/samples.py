"""One small and one full example of every command. Their bytes lie in golden/ for ever: a newer contract must still
read them and write them the same, or an outbox somewhere would be lost.

``python -m tests.contract.samples`` writes the golden files that are missing. It never touches one that is there.
"""

from pathlib import Path

from contract import (
    advances,
    approvals,
    beside,
    branches,
    counts,
    customers,
    drawers,
    floats,
    imports,
    ledger,
    notices,
    products,
    recovery,
    staff,
    standin,
    variances,
    vault,
)
from contract.base import Command
from contract.commands import encode, kind_of
from contract.hands import Hand
from contract.ink import Dot, Unsigned, packed
from contract.money import Money
from contract.permissions import Permission, Role
from tests.contract.loan_samples import LOANS
from tests.contract.sample_parts import NOTES, RECEIPT, cash
from tests.contract.sample_parts import uid as uid

GOLDEN = Path(__file__).parent / "golden"
DAY = "2026-11-20"
DIGEST = "ab" * 32
KEY = staff.DeviceKey(x="x" * 43, y="Y" * 43)
INK = packed(((Dot(100, 700, 0), Dot(180, 120, 90), Dot(260, 690, 210)), (Dot(140, 420, 400), Dot(250, 430, 480))))
HANDS = (Hand(name="Ama Mensah", ink=INK), Hand(name="Kojo Mensah", ink=packed(((Dot(90, 90, 0), Dot(900, 90, 50)),))))


PEOPLE: tuple[Command, ...] = (
    staff.AddUser(
        user=uid(1), username="efua.owusu", full_name="Efua Owusu", staff_number="S-104",
        roles=(Role.CASHIER,), branch=uid(2),
    ),
    staff.ChangeUser(user=uid(1), roles=(Role.CASHIER, Role.MANAGER), branch=uid(2)),
    staff.DisableUser(user=uid(1), reason="left the bank"),
    staff.AddDevice(device=uid(3), name="TILL-04", branch=uid(2), key=KEY),
    staff.RevokeDevice(device=uid(3), reason="stolen"),
    staff.AddUser(
        user=uid(1), username="efua.owusu", full_name="Efua Owusu", staff_number="S-104",
        roles=(Role.CASHIER,), branch=uid(2), phone="+233244187306",
    ),
    staff.ChangeUser(user=uid(1), roles=(Role.CASHIER,), branch=uid(2), full_name="Efua Boateng", phone="+233201234567"),
    staff.ChangeUser(user=uid(1), roles=(Role.CASHIER,), branch=uid(2), phone="+233201234567", phone_lost=True),
    staff.ConfirmPhone(user=uid(1), noted=uid(4)),
    staff.EnableUser(user=uid(1), reason="back from leave"),
    staff.UnlockUser(user=uid(1), reason="mistyped"),
    staff.EndSessions(user=uid(1)),
    staff.EndSessions(user=uid(1), reason="left the till open"),
    staff.ResetPassword(user=uid(1), reason="forgotten"),
    staff.ChangeRole(role=Role.OPERATIONS, permissions=(Permission.READ_STAFF, Permission.RUN_DAY), everywhere=True),
    staff.SetLimit(act="withdraw", currency="GHS", per_transaction=500_000, role=Role.CASHIER),
    staff.SetLimit(act="deposit", currency="GHS", per_transaction=0, per_day=10_000_000, branch=uid(2), removed=True),
    staff.RenameDevice(device=uid(3), name="TILL-05"),
    staff.AskForDevice(device=uid(3), name="TILL-04", key=KEY),
    staff.ReadmitDevice(device=uid(3), reason="the copy is destroyed"),
    branches.AddBranch(branch=uid(2), code="001", name="Osu"),
    branches.OpenBranchDay(branch=uid(2), business_date=DAY),
    branches.CloseBranchDay(branch=uid(2), business_date=DAY),
    branches.CloseBranchDay(branch=uid(2), business_date=DAY, reason="custodian ill"),
    branches.NudgeOwner(nudge=uid(19), owner=uid(1), blocker="drawer_open"),
    branches.PauseDayEnd(branch=uid(3), business_date="2026-11-22", paused=True),
    branches.NoteTills(back=(uid(3),)),
    branches.NoteTills(
        away=(branches.TillAway(device=uid(3), session=uid(6), number="06", branch=uid(2), cashier=uid(1),
                                since="2026-11-22T15:22:00.000Z", unsent=7),)
    ),
    branches.NudgeOwner(nudge=uid(19), owner=uid(1), blocker="move_open", about="VT-0612"),
    customers.RegisterCustomer(customer=uid(4), number="C-0001", full_name="Ama Mensah"),
    customers.RegisterCustomer(
        customer=uid(4), number="C-0001", full_name="Ama Mɛnsah", phone="+233244187306", card_number="GHA-123456789-0",
        birth_date="1984-02-29", digital_address="GA-183-8164", tier=3,
    ),
    customers.FlagCustomer(customer=uid(4), flags=()),
    customers.FlagCustomer(customer=uid(4), flags=(customers.Flag.STOP, customers.Flag.MEMO), memo="see manager"),
    customers.SetCustomerImage(customer=uid(4), image=customers.ImageKind.PHOTO, file=DIGEST),
    customers.LiftFlag(customer=uid(4), flag=customers.Flag.DORMANT, reason="came with her card"),
    customers.SetMandate(account=uid(5), signatories=(customers.Signatory(name="Ama Mensah"),)),
    customers.SetMandate(
        account=uid(5),
        signatories=(
            customers.Signatory(name="Ama Mensah", signature=DIGEST, customer=uid(4)),
            customers.Signatory(name="Kojo Mensah", role=customers.SignatoryRole.JOINT),
        ),
        bands=(
            customers.Band(signing=customers.Signing.ANY_ONE, upto=2_000_000),
            customers.Band(signing=customers.Signing.ALL),
        ),
        note="Not on Sundays",
    ),
    customers.EraseCustomer(customer=uid(4), reason="asked in writing on 2 March"),
    customers.EraseCustomer(customer=uid(4), reason="asked in writing on 2 March", entries=(12, 47)),
)  # fmt: skip

MONEY: tuple[Command, ...] = (
    ledger.OpenAccount(account=uid(5), customer=uid(4), product="01"),
    ledger.Deposit(transaction=uid(6), account=uid(5), amount=Money(60200, "GHS"), cash=cash(NOTES)),
    ledger.Deposit(
        transaction=uid(6), account=uid(5), amount=Money(60000, "GHS"), cash=cash(NOTES, {"200c": 1}), receipt=RECEIPT,
        depositor=ledger.Depositor(name="Yaw Mensah", phone="0244187306", relationship="brother"),
        narration="school fees", source_of_funds="trade", taken_offline=True, permit=uid(9),
    ),
    ledger.Withdraw(transaction=uid(6), account=uid(5), amount=Money(60200, "GHS"), cash=cash(given=NOTES)),
    ledger.Withdraw(
        transaction=uid(6), account=uid(5), amount=Money(60200, "GHS"), cash=cash(given=NOTES), receipt=RECEIPT,
        narration="rent", permit=uid(9),
    ),
    ledger.Withdraw(
        transaction=uid(6), account=uid(5), amount=Money(60200, "GHS"), cash=cash(given=NOTES), ink=INK,
    ),
    ledger.Withdraw(
        transaction=uid(6), account=uid(5), amount=Money(60200, "GHS"), cash=cash(given=NOTES), unsigned=Unsigned.CANNOT,
    ),
    ledger.Withdraw(
        transaction=uid(6), account=uid(5), amount=Money(60200, "GHS"), cash=cash(given=NOTES), hands=HANDS,
        unsigned=Unsigned.CANNOT,
    ),
    ledger.Transfer(transaction=uid(6), debit_account=uid(5), credit_account=uid(7), amount=Money(1, "GHS")),
    ledger.Transfer(
        transaction=uid(6), debit_account=uid(5), credit_account=uid(7), amount=Money(99_999_999_999_999, "CZK"),
        receipt=RECEIPT, narration="řemeslo",
    ),
    ledger.Transfer(
        transaction=uid(6), debit_account=uid(5), credit_account=uid(7), amount=Money(1, "GHS"), hands=HANDS,
    ),
    ledger.RefundFee(original=uid(6), amount=150, reason="charged twice"),
    ledger.ReverseTransaction(transaction=uid(8), original=uid(6), reason="wrong account"),
    ledger.ReverseTransaction(
        transaction=uid(8), original=uid(6), reason="wrong account", cash=cash(given=NOTES), receipt=RECEIPT,
        permit=uid(9),
    ),
)  # fmt: skip

TILLS: tuple[Command, ...] = (
    drawers.AddDrawer(
        drawer=uid(10), number="04", branch=uid(2), currency="GHS", standing_float=NOTES, soft_max=4_000_000,
        hard_max=5_000_000, insured=6_000_000,
    ),
    drawers.AddDrawer(
        drawer=uid(10), number="04", branch=uid(2), currency="GHS", standing_float=NOTES, soft_max=4_000_000,
        hard_max=5_000_000, insured=6_000_000, tolerance=0, second_count_above=0, offline_budget=0,
    ),
    drawers.AddDrawer(
        drawer=uid(10), number="04", branch=uid(2), currency="GHS", standing_float=NOTES, soft_max=4_000_000,
        hard_max=5_000_000, insured=6_000_000, two_sign=True,
    ),
    drawers.AddDrawer(
        drawer=uid(10), number="04", branch=uid(2), currency="GHS", standing_float=NOTES, soft_max=4_000_000,
        hard_max=5_000_000, insured=6_000_000, minimum=200_000,
    ),
    drawers.FundVault(branch=uid(2), currency="GHS", pieces=NOTES),
    drawers.OpenDrawer(session=uid(11), drawer=uid(10), counted=NOTES),
    floats.InkOpening(session=uid(11), ink=INK),
    drawers.SignOpening(session=uid(11)),
    drawers.SignOpening(session=uid(11), ink=INK),
    drawers.RefuseOpening(session=uid(11), reason="strap 7 is missing"),
    drawers.DeclineFloat(session=uid(11), reason="two notes of 50 look wrong"),
    drawers.CallCustodian(session=uid(11)),
    drawers.ContinueDrawer(session=uid(11)),
    floats.AskFloat(slip=uid(14), drawer=uid(10)),
    floats.SignFloat(slip=uid(14)),
    floats.DropFloat(slip=uid(14)),
    floats.DropFloat(slip=uid(14), reason="sent home"),
    floats.OpenOnSlip(slip=uid(14), seal="AMV5-CK6F-1QK5", session=uid(11), counted=NOTES),
    floats.OpenOnSlip(slip=uid(14), seal="AMV5-CK6F-1QK5", session=uid(11), counted=NOTES, opened_offline=True),
    drawers.SubmitCount(session=uid(11), attempt=uid(12), counted={}),
    drawers.SubmitCount(session=uid(11), attempt=uid(12), counted=NOTES, last_receipt=31),
    drawers.ForceCloseDrawer(session=uid(11), attempt=uid(12), counted=NOTES, reason="cashier taken ill"),
    drawers.TakeOverDrawer(session=uid(13), taken=uid(11), count=uid(12)),
    drawers.CloseDrawer(session=uid(11)),
    drawers.CloseDrawer(session=uid(11), reason="torn note", missing_receipts=(7, 9)),
    drawers.CloseDrawer(session=uid(11), last_receipt=31),
)  # fmt: skip

VAULT, DRAWER, BANK = (
    vault.Place(where=vault.Where.VAULT),
    vault.Place(where=vault.Where.DRAWER, drawer=uid(10)),
    vault.Place(where=vault.Where.BANK),
)
ROADS: tuple[Command, ...] = (
    vault.SetVault(branch=uid(2), currency="GHS"),
    vault.SetVault(branch=uid(2), currency="GHS", soft_max=30_000_000, insured=32_000_000),
    vault.LockVault(vault=f"vault:{uid(2)}:GHS", why=vault.LockedWhy.LEFT),
    vault.LockVault(vault=f"vault:{uid(2)}:GHS", why=vault.LockedWhy.IDLE, opened_at="2026-11-20T07:42:00.000Z"),
    vault.SendCash(transfer=uid(16), source=DRAWER, target=VAULT, currency="GHS", pieces=NOTES),
    vault.SendCash(transfer=uid(16), source=VAULT, target=BANK, currency="GHS", pieces=NOTES, second=uid(17),
                   note="sealed bag", reference="44107"),
    vault.ReceiveCash(transfer=uid(16), counted=NOTES),
    vault.ReceiveCash(transfer=uid(16), counted=NOTES, second=uid(17), reason="one note short", reference="SLIP-9"),
    vault.ConfirmCash(transfer=uid(16)),
    vault.ConfirmCash(transfer=uid(16), ink=INK),
    beside.SecondHere(second=uid(17), act=vault.ConfirmCash(transfer=uid(16))),
    beside.SecondHere(second=uid(17), act=drawers.SignOpening(session=uid(11))),
    beside.SecondHere(second=uid(17), act=vault.ConfirmCash(transfer=uid(16), ink=INK)),
    vault.RefuseCash(transfer=uid(16), reason="seal broken"),
    vault.ExchangeCash(transfer=uid(16), one=DRAWER, other=VAULT, currency="GHS", given={"5000": 4}, taken={"1000": 20},
                       second=uid(17)),
    vault.SortNotes(transfer=uid(16), place=DRAWER, currency="GHS", taken={"5000": 3}, put={"5000:mutilated": 3}),
    vault.SortNotes(transfer=uid(16), place=VAULT, currency="GHS", taken={"1000": 100}, put={"1000:strapped": 100},
                    second=uid(17), reason="strapped for the till"),
    vault.ImpoundNotes(transfer=uid(16), currency="GHS", pieces={"20000": 1}, giver="Ama Serwaa"),
    vault.ImpoundNotes(transfer=uid(16), currency="GHS", pieces={"20000": 1}, giver="Ama Serwaa", phone="+233244000017",
                       serials="AB1234567", reason="no thread"),
    vault.CountVault(transfer=uid(16), currency="GHS", counted=NOTES, second=uid(17)),
    vault.CountVault(transfer=uid(16), currency="GHS", counted=NOTES, second=uid(17), closing=True, reason="torn note"),
    vault.OpenVault(transfer=uid(16), currency="GHS", second=uid(17)),
    vault.AskForCash(requisition=uid(18), amount=60200),
    vault.AskForCash(requisition=uid(18), amount=60200, pieces=NOTES, note="mostly small"),
    vault.GrantCash(requisition=uid(18), transfer=uid(16), pieces=NOTES, second=uid(17)),
    vault.DeclineCash(requisition=uid(18), reason="ask drawer 02"),
)  # fmt: skip

ODDS: tuple[Command, ...] = (
    advances.RequestAdvance(advance=uid(21), amount=Money(120000, "GHS"), purpose="fuel for the bullion van", due=DAY),
    advances.PayAdvance(advance=uid(21), transaction=uid(6), cash=cash(given=NOTES), receipt=RECEIPT),
    advances.RetireAdvance(advance=uid(21), transaction=uid(6), spent=60200, papers=("GOIL 4471",)),
    advances.RetireAdvance(
        advance=uid(21), transaction=uid(6), spent=0, cash=cash(NOTES, {"200c": 1}), receipt=RECEIPT
    ),
    advances.RemindAdvances(advances=(uid(21),)),
    counts.TakeCount(count=uid(20), session=uid(11), kind_of_count=counts.CountKind.MICRO, counted={"20000": 7}),
    counts.TakeCount(
        count=uid(20), session=uid(11), kind_of_count=counts.CountKind.HANDOVER, counted=NOTES, witness=uid(17)
    ),
    counts.WitnessCount(count=uid(20)),
    counts.WitnessCount(count=uid(20), shares=False, reason="one note more"),
    counts.WitnessCount(count=uid(20), ink=INK),
    variances.AcceptVariance(variance=uid(11)),
    variances.AcceptVariance(variance=uid(11), note="seen the camera"),
    variances.RecoverVariance(variance=uid(11), transaction=uid(6), amount=Money(60200, "GHS")),
    variances.RecoverVariance(
        variance=uid(11), transaction=uid(6), amount=Money(60200, "GHS"), cash=cash(NOTES), receipt=RECEIPT,
        reason="from wages", permit=uid(9),
    ),
    variances.WriteOffVariance(variance=uid(11), transaction=uid(6), reason="not found"),
    variances.ReturnVariance(
        variance=uid(11), transaction=uid(6), amount=Money(60200, "GHS"), account=uid(5), reason="paid too little out"
    ),
)  # fmt: skip

OFFICE: tuple[Command, ...] = (
    products.SetProduct(product="40", terms=products.Terms(name="Youth", currency="GHS", kind="savings")),
    products.SetProduct(
        product="20",
        terms=products.Terms(
            name="Current plus",
            currency="GHS",
            kind="current",
            minimum=50_00,
            overdraft=200_00,
            withdrawal_fee=1_50,
            transfer_fee=75,
            off=True,
        ),
        before=products.Terms(name="Current", currency="GHS", kind="current", withdrawal_fee=1_00, transfer_fee=50),
    ),
    approvals.ApproveRequest(request=uid(13)),
    approvals.ApproveRequest(request=uid(13), note="seen the card"),
    approvals.DeclineRequest(request=uid(13), reason="no identification"),
    approvals.WithdrawRequest(request=uid(13)),
    approvals.ExpireRequests(requests=(uid(13), uid(14))),
    approvals.TakeRequest(request=uid(13)),
    approvals.RemindRequest(request=uid(13), to=uid(2)),
    approvals.AskBack(request=uid(13), line=uid(16), text="Who is with her?"),
    approvals.AnswerBack(request=uid(13), line=uid(17), text="Her son"),
    approvals.EscalateRequest(request=uid(13), reason="above my bound"),
    approvals.DelegateDecisions(
        delegation=uid(18), to=uid(1), until="2026-11-20T17:00:00.000Z", reason="at head office"
    ),
    approvals.EndDelegation(delegation=uid(18)),
    approvals.SetApprovalRule(rule="dormant-out", when=approvals.When.FLAG, flag="dormant"),
    approvals.SetApprovalRule(
        rule="till-4",
        when=approvals.When.DAY,
        act="withdraw",
        branch=uid(2),
        drawer=uid(10),
        tier=1,
        currency="GHS",
        bound=500_000,
        role=Role.OPERATIONS,
        to_branch=uid(19),
        off=True,
    ),
    standin.TellCode(code=uid(20), account_end="0017", amount=Money(60000, "GHS")),
    standin.GrantStandIn(session=uid(11), amount=500_000, until="2026-11-20T17:00:00.000Z"),
    standin.ArmCodes(
        codes=(standin.ArmedCode(code=uid(20), hash="$argon2id$v=19$m=65536,t=3,p=4$" + "a" * 22 + "$" + "b" * 43),)
    ),
    notices.AcknowledgeNotice(notice=uid(15)),
    notices.RaiseNotice(notice=uid(15), level=notices.Level.URGENT, code="refresh_reused"),
    notices.RaiseNotice(
        notice=uid(15),
        level=notices.Level.WARN,
        code="maker_disabled",
        params={"kind": "deposit"},
        branch=uid(2),
        permission="decide",
        people=(uid(1),),
    ),
    imports.ImportChunk(job=DIGEST, file="accounts.csv", chunk=0, rows=5000, digest=DIGEST),
    recovery.ReportResent(epoch=uid(16)),
    recovery.WaiveReports(epoch=uid(16), reason="flooded branch"),
    recovery.WaiveReports(epoch=uid(16), reason="stolen", devices=(uid(3),)),
)

SAMPLES = PEOPLE + MONEY + TILLS + ROADS + ODDS + OFFICE + LOANS


def golden_of(kind: str) -> bytes:
    """What a kind's golden file should hold: its samples' bytes, one a line."""
    return b"".join(encode(sample) + b"\n" for sample in SAMPLES if kind_of(sample) == kind)


def write_missing() -> list[str]:
    """Write the golden files that are not there; their kinds."""
    missing = sorted({kind_of(s) for s in SAMPLES if not (GOLDEN / f"{kind_of(s)}.json").exists()})
    for kind in missing:
        (GOLDEN / f"{kind}.json").write_bytes(golden_of(kind))
    return missing


if __name__ == "__main__":
    print("written:", *write_missing())
