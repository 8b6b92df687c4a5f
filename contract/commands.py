"""The union of all commands: decode, encode, fingerprint."""

import hashlib
from typing import cast

import msgspec

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
    loans,
    notices,
    products,
    recovery,
    staff,
    standin,
    variances,
    vault,
)
from contract.base import Command
from contract.canonical import canonical
from contract.errors import ContractError, ErrorCode

AnyCommand = (
    staff.AddUser
    | staff.ChangeUser
    | staff.DisableUser
    | staff.AddDevice
    | staff.RevokeDevice
    | staff.EnableUser
    | staff.UnlockUser
    | staff.EndSessions
    | staff.ConfirmPhone
    | staff.ResetPassword
    | staff.ChangeRole
    | staff.SetLimit
    | staff.RenameDevice
    | staff.AskForDevice
    | staff.ReadmitDevice
    | branches.AddBranch
    | branches.OpenBranchDay
    | branches.CloseBranchDay
    | branches.NudgeOwner
    | branches.PauseDayEnd
    | branches.NoteTills
    | customers.RegisterCustomer
    | customers.FlagCustomer
    | customers.SetCustomerImage
    | customers.EraseCustomer
    | customers.SetMandate
    | customers.LiftFlag
    | ledger.OpenAccount
    | ledger.Deposit
    | ledger.Withdraw
    | ledger.Transfer
    | ledger.ReverseTransaction
    | ledger.RefundFee
    | products.SetProduct
    | drawers.AddDrawer
    | drawers.FundVault
    | drawers.OpenDrawer
    | drawers.ContinueDrawer
    | drawers.SignOpening
    | floats.InkOpening
    | drawers.RefuseOpening
    | drawers.DeclineFloat
    | drawers.CallCustodian
    | drawers.SubmitCount
    | drawers.CloseDrawer
    | drawers.ForceCloseDrawer
    | drawers.TakeOverDrawer
    | floats.AskFloat
    | floats.SignFloat
    | floats.DropFloat
    | floats.OpenOnSlip
    | vault.SetVault
    | vault.LockVault
    | vault.SendCash
    | vault.ReceiveCash
    | vault.ConfirmCash
    | vault.RefuseCash
    | vault.ExchangeCash
    | vault.SortNotes
    | vault.ImpoundNotes
    | vault.CountVault
    | vault.OpenVault
    | vault.AskForCash
    | vault.GrantCash
    | vault.DeclineCash
    | beside.SecondHere
    | counts.TakeCount
    | counts.WitnessCount
    | variances.AcceptVariance
    | variances.RecoverVariance
    | variances.WriteOffVariance
    | variances.ReturnVariance
    | advances.RequestAdvance
    | advances.PayAdvance
    | advances.RetireAdvance
    | advances.RemindAdvances
    | loans.SetLoanProduct
    | loans.ApplyForLoan
    | loans.DisburseLoan
    | loans.RepayLoan
    | loans.WriteOffLoan
    | approvals.ApproveRequest
    | approvals.DeclineRequest
    | approvals.WithdrawRequest
    | approvals.ExpireRequests
    | approvals.TakeRequest
    | approvals.RemindRequest
    | approvals.AskBack
    | approvals.AnswerBack
    | approvals.EscalateRequest
    | approvals.DelegateDecisions
    | approvals.EndDelegation
    | approvals.SetApprovalRule
    | standin.GrantStandIn
    | standin.ArmCodes
    | standin.TellCode
    | notices.AcknowledgeNotice
    | imports.ImportChunk
    | notices.RaiseNotice
    | recovery.ReportResent
    | recovery.WaiveReports
)
COMMAND_TYPES: tuple[type[Command], ...] = AnyCommand.__args__
KINDS: dict[str, type[Command]] = {str(kind.__struct_config__.tag): kind for kind in COMMAND_TYPES}

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(AnyCommand)


class _Kind(msgspec.Struct):
    kind: str


_kind_decoder = msgspec.json.Decoder(_Kind)


_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(command: Command) -> str:
    """The wire name of a command."""
    return _NAMES[type(command)]


def encode(command: Command) -> bytes:
    """The command's canonical bytes: tag first, fields in order, defaults omitted, also those that were written out."""
    return _encoder.encode(canonical(command))


def decode(raw: bytes) -> Command:
    """The command in ``raw``. Raises ContractError with malformed, unknown_kind or unknown_field."""
    try:
        return cast(Command, _decoder.decode(raw))
    except msgspec.ValidationError as error:
        raise _explain(raw, error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ContractError(ErrorCode.MALFORMED, detail=str(error)[:200]) from None


def _explain(raw: bytes, error: msgspec.ValidationError) -> ContractError:
    detail = str(error)[:200]
    try:
        kind = _kind_decoder.decode(raw).kind
    except msgspec.MsgspecError:
        return ContractError(ErrorCode.MALFORMED, detail=detail)
    if kind not in KINDS:
        return ContractError(ErrorCode.UNKNOWN_KIND, kind=kind[:60])
    if "unknown field" in detail:
        return ContractError(ErrorCode.UNKNOWN_FIELD, detail=detail)
    return ContractError(ErrorCode.MALFORMED, detail=detail)


def fingerprint(command: Command, canonical: bytes | None = None) -> str:
    """SHA-256 of the parsed command's canonical bytes, hex. The same for every spelling of the same command."""
    return hashlib.sha256(encode(command) if canonical is None else canonical).hexdigest()
