"""Words of TigerBeetle's scripts: which of them have a term here, and the codes that say the same."""

from contract.errors import ErrorCode

DECIDED = ("pending_transfer_already_posted", "pending_transfer_already_voided", "pending_transfer_expired")
READS = ("get_", "query_", "lookup_")
MALFORMED = {"id_must_not_be_zero", "id_must_not_be_int_max", "ledger_must_not_be_zero", "pending_id_must_not_be_zero",
              "pending_id_must_not_be_int_max"}  # fmt: skip
UNKNOWN = {"pending_transfer_not_found", "pending_transfer_not_pending", "debit_account_not_found", "credit_account_not_found",
            "accounts_must_be_different"}  # fmt: skip
CODES = {
    "debit_account_not_found": {ErrorCode.ACCOUNT_UNKNOWN},
    "credit_account_not_found": {ErrorCode.ACCOUNT_UNKNOWN},
    "accounts_must_be_different": {ErrorCode.SAME_ACCOUNT},
    "pending_transfer_not_found": {ErrorCode.REQUEST_UNKNOWN},
    "pending_transfer_not_pending": {ErrorCode.REQUEST_UNKNOWN},
    "exceeds_credits": {ErrorCode.INSUFFICIENT_FUNDS},
    **{name: {ErrorCode.REQUEST_DECIDED, ErrorCode.REQUEST_EXPIRED} for name in DECIDED},
}
SPOKEN = {"created", "exists", "id_already_failed", "exceeds_credits", "exists_with_different_amount",
           "exists_with_different_user_data_128", "exists_with_different_user_data_64",
           "exists_with_different_user_data_32"}  # fmt: skip
