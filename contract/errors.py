"""Every way a request can end badly, as a closed list. Prose lives in the client's ``i18n``.

::

    Problem                 what the server answers when a request leaves no receipt (HTTP 4xx, 5xx)
    └─ code: ErrorCode      closed; ``RETRY`` says whether sending again can help
    Rejected                a refusal decided by a rule: a value with a receipt in the journal, never an exception
    ContractError           raised where bytes do not decode; becomes a Problem at one place, server/api/problems.py
"""

from enum import StrEnum
from typing import Any

from contract.base import Wire


class Retry(StrEnum):
    """Whether the same request can succeed later."""

    NEVER = "never"
    CHANGED = "changed"
    LATER = "later"
    SIGN_IN = "sign_in"


class ErrorCode(StrEnum):
    """Closed. Adding one means adding its text in every language (a test demands it)."""

    # The request itself: no receipt
    MALFORMED = "malformed"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_FIELD = "unknown_field"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    CLIENT_TOO_OLD = "client_too_old"
    NOT_FOUND = "not_found"
    # Who is asking: no receipt
    NOT_SIGNED_IN = "not_signed_in"
    BAD_CREDENTIALS = "bad_credentials"
    TOKEN_EXPIRED = "token_expired"  # noqa: S105 - the name of a code, not a secret
    SLOW_DOWN = "slow_down"
    DEVICE_UNKNOWN = "device_unknown"
    DEVICE_FORKED = "device_forked"
    BAD_PROOF = "bad_proof"
    BAD_SIGNATURE = "bad_signature"
    NOT_PERMITTED = "not_permitted"
    WRONG_BRANCH = "wrong_branch"
    MAKER_DISABLED = "maker_disabled"
    LOCKED = "locked"
    PASSWORD_DUE = "password_due"  # noqa: S105 - the name of a code, not a secret
    CODE_NEEDED = "code_needed"
    SECOND_NEEDED = "second_needed"
    CODE_WRONG = "code_wrong"
    CODE_OVER = "code_over"
    NO_WAY_FOR_CODE = "no_way_for_code"
    # Idempotency
    COMMAND_ID_REUSED = "command_id_reused"
    NOT_YOURS = "not_yours"
    QUARANTINED = "quarantined"
    # Server's state
    BUSY = "busy"
    STOPPING = "stopping"
    STORAGE_FULL = "storage_full"
    INTERNAL = "internal"
    EPOCH_CHANGED = "epoch_changed"
    # Ledger rules
    ACCOUNT_UNKNOWN = "account_unknown"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_BLOCKED = "account_blocked"
    CUSTOMER_UNKNOWN = "customer_unknown"
    CUSTOMER_STOPPED = "customer_stopped"
    CUSTOMER_EXISTS = "customer_exists"
    MANDATE_UNFIT = "mandate_unfit"
    INK_UNFIT = "ink_unfit"
    SIGNATORY_UNKNOWN = "signatory_unknown"
    SIGNED_TWICE = "signed_twice"
    SIGNATURES_MISSING = "signatures_missing"
    MANDATE_CHANGED = "mandate_changed"
    FLAG_NOT_SET = "flag_not_set"
    BALANCE_REMAINS = "balance_remains"
    PRODUCT_UNKNOWN = "product_unknown"
    PRODUCT_WITHDRAWN = "product_withdrawn"
    PRODUCT_CHANGED = "product_changed"
    PRODUCT_FIXED = "product_fixed"
    PRODUCT_UNFIT = "product_unfit"
    WRONG_CURRENCY = "wrong_currency"
    SAME_ACCOUNT = "same_account"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    AMOUNT_TOO_LARGE = "amount_too_large"
    TRANSACTION_UNKNOWN = "transaction_unknown"
    TRANSACTION_EXISTS = "transaction_exists"
    NOT_REVERSIBLE = "not_reversible"
    FEE_NOT_REFUNDABLE = "fee_not_refundable"
    REASON_MISSING = "reason_missing"
    # Cash rules
    CASH_MISMATCH = "cash_mismatch"
    UNKNOWN_DENOMINATION = "unknown_denomination"
    PIECES_SHORT = "pieces_short"
    DRAWER_UNKNOWN = "drawer_unknown"
    DRAWER_NOT_OPEN = "drawer_not_open"
    OPENING_UNSIGNED = "opening_unsigned"
    FLOAT_DECLINED = "float_declined"
    FLOAT_IN_USE = "float_in_use"
    SLIP_UNKNOWN = "slip_unknown"
    DRAWER_TAKEN = "drawer_taken"
    DRAWER_NOT_YOURS = "drawer_not_yours"
    SESSION_OPEN = "session_open"
    LEASE_STALE = "lease_stale"
    DRAWER_OVER_HARD_LIMIT = "drawer_over_hard_limit"
    VAULT_SHORT = "vault_short"
    COUNT_MISSING = "count_missing"
    SECOND_COUNT_NEEDED = "second_count_needed"
    PENDING_IN_DRAWER = "pending_in_drawer"
    RECEIPT_MISMATCH = "receipt_mismatch"
    RECEIPT_REUSED = "receipt_reused"
    CASH_NEEDED = "cash_needed"
    # The vault and cash on its way
    PLACES_WRONG = "places_wrong"
    SECOND_MISSING = "second_missing"
    SECOND_UNFIT = "second_unfit"
    SAME_PERSON = "same_person"
    VAULT_CLOSED = "vault_closed"
    VAULT_MOVED = "vault_moved"
    MOVE_UNKNOWN = "move_unknown"
    MOVE_OVER = "move_over"
    MOVE_PENDING = "move_pending"
    VALUES_DIFFER = "values_differ"
    REQUISITION_UNKNOWN = "requisition_unknown"
    REQUISITION_OVER = "requisition_over"
    ONE_DENOMINATION = "one_denomination"
    HANDOVER_MOVED = "handover_moved"
    HANDOVER_DIFFERS = "handover_differs"
    NOTES_UNPAYABLE = "notes_unpayable"
    STRAP_BROKEN = "strap_broken"
    SORT_DIFFERS = "sort_differs"
    VARIANCE_UNKNOWN = "variance_unknown"
    VARIANCE_NOT_ACCEPTED = "variance_not_accepted"
    VARIANCE_OVER = "variance_over"
    VARIANCE_WRONG_WAY = "variance_wrong_way"
    VARIANCE_TOO_MUCH = "variance_too_much"
    ADVANCE_UNKNOWN = "advance_unknown"
    ADVANCE_STATE = "advance_state"
    ADVANCE_AMOUNT = "advance_amount"
    PAPERS_MISSING = "papers_missing"
    # Loans
    LOAN_UNKNOWN = "loan_unknown"
    LOAN_STATE = "loan_state"
    LOAN_BOUNDS = "loan_bounds"
    LOAN_PRODUCT_UNFIT = "loan_product_unfit"
    LOAN_FIRST_DUE = "loan_first_due"
    LOAN_TOO_MUCH = "loan_too_much"
    LOAN_OVERPAID = "loan_overpaid"
    LOAN_ACCOUNT = "loan_account"
    LOAN_NEEDS_LINE = "loan_needs_line"
    # Branch day
    BRANCH_UNKNOWN = "branch_unknown"
    DAY_NOT_OPEN = "day_not_open"
    DAY_ALREADY_OPEN = "day_already_open"
    DRAWERS_STILL_OPEN = "drawers_still_open"
    VAULT_NOT_COUNTED = "vault_not_counted"
    DAY_NOT_TIED = "day_not_tied"
    NUDGED_ALREADY = "nudged_already"
    DAY_END_PAUSED = "day_end_paused"
    DATE_NOT_AFTER = "date_not_after"
    DATE_UNKNOWN = "date_unknown"
    DATE_TOO_FAR = "date_too_far"
    # Approvals
    REQUEST_UNKNOWN = "request_unknown"
    REQUEST_DECIDED = "request_decided"
    REQUEST_EXPIRED = "request_expired"
    MAKER_IS_CHECKER = "maker_is_checker"
    PERMIT_MISMATCH = "permit_mismatch"
    PERMIT_EXCEEDED = "permit_exceeded"
    REQUEST_OPEN = "request_open"
    REQUEST_CHANGED = "request_changed"
    CEILING_NOT_POSSIBLE = "ceiling_not_possible"
    NOWHERE_TO_ESCALATE = "nowhere_to_escalate"
    DELEGATION_UNKNOWN = "delegation_unknown"
    DELEGATE_UNFIT = "delegate_unfit"
    RULE_INCOMPLETE = "rule_incomplete"
    RULE_OTHER_SORT = "rule_other_sort"
    COUNTED_ENOUGH = "counted_enough"
    STAND_IN_GRANT = "stand_in_grant"
    STAND_IN_OVER = "stand_in_over"
    STAND_IN_UNPROVEN = "stand_in_unproven"
    OVER_OWN_LIMIT = "over_own_limit"
    # Staff
    USER_UNKNOWN = "user_unknown"
    USER_EXISTS = "user_exists"
    ROLE_UNKNOWN = "role_unknown"
    WEAK_PASSWORD = "weak_password"  # noqa: S105 - the name of a code, not a secret
    LAST_ADMINISTRATOR = "last_administrator"
    ALREADY_THERE = "already_there"
    PHONE_NOT_NOTED = "phone_not_noted"
    FILE_UNKNOWN = "file_unknown"
    NOTICE_UNKNOWN = "notice_unknown"


_LATER = {ErrorCode.BUSY, ErrorCode.STOPPING, ErrorCode.STORAGE_FULL, ErrorCode.SLOW_DOWN, ErrorCode.INTERNAL}
_SIGN_IN = {ErrorCode.NOT_SIGNED_IN, ErrorCode.TOKEN_EXPIRED}
_NEVER = {
    ErrorCode.MALFORMED,
    ErrorCode.UNKNOWN_KIND,
    ErrorCode.UNKNOWN_FIELD,
    ErrorCode.TOO_LARGE,
    ErrorCode.TOO_MANY,
    ErrorCode.CLIENT_TOO_OLD,
    ErrorCode.COMMAND_ID_REUSED,
    ErrorCode.BAD_SIGNATURE,
    ErrorCode.NOT_YOURS,
    ErrorCode.QUARANTINED,
    ErrorCode.REQUEST_DECIDED,
    ErrorCode.REQUEST_EXPIRED,
}


def retry_of(code: ErrorCode) -> Retry:
    """Whether the same request can help later; what is not listed may succeed once the world has changed."""
    if code in _LATER:
        return Retry.LATER
    if code in _SIGN_IN:
        return Retry.SIGN_IN
    return Retry.NEVER if code in _NEVER else Retry.CHANGED


class Problem(Wire, frozen=True):
    """A request that left no receipt. ``params`` are figures and names for the words, never prose."""

    code: ErrorCode
    params: dict[str, Any] = {}
    request_id: str = ""
    retry_after_s: int = 0


class Rejected(Wire, frozen=True):
    """A rule's refusal: what, and the figures that explain it."""

    code: ErrorCode
    params: dict[str, Any] = {}


class ContractError(Exception):
    """Bytes that are not what they should be. ``code`` is what the caller is told."""

    def __init__(self, code: ErrorCode, **params: Any) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params
