"""Who may do what, as names. Which role holds which permission is data on the server; docs/permissions.md is the table."""

from enum import StrEnum


class Permission(StrEnum):
    """One right. Commands, reads and facts each name the one they need."""

    POST_CASH = "post_cash"
    POST_TRANSFER = "post_transfer"
    REVERSE = "reverse"
    DECIDE = "decide"
    OPEN_DRAWER = "open_drawer"
    SEE_DRAWER_TOTALS = "see_drawer_totals"
    MOVE_CASH = "move_cash"
    SETTLE_VARIANCES = "settle_variances"
    KEEP_VAULT = "keep_vault"
    ADMIT_DRAWERS = "admit_drawers"
    RUN_DAY = "run_day"
    READ_CUSTOMERS = "read_customers"
    EDIT_CUSTOMERS = "edit_customers"
    FLAG_CUSTOMERS = "flag_customers"
    OPEN_ACCOUNTS = "open_accounts"
    READ_ACCOUNTS = "read_accounts"
    READ_BRANCH_JOURNAL = "read_branch_journal"
    READ_AUDIT = "read_audit"
    READ_STAFF = "read_staff"
    CHANGE_STAFF = "change_staff"
    CHANGE_DEVICES = "change_devices"
    OVERSEE_STAFF = "oversee_staff"
    ASK_FOR_LOANS = "ask_for_loans"
    SERVE_LOANS = "serve_loans"
    SETTLE_LOANS = "settle_loans"
    READ_NOTICES = "read_notices"
    SYSTEM = "system"


class Role(StrEnum):
    """The six kinds of people."""

    CASHIER = "cashier"
    MANAGER = "manager"
    OPERATIONS = "operations"
    FIELD_BANKER = "field_banker"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
