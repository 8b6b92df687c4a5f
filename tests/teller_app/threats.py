"""What can be done to a workstation (``desktop_threats.json``), and where it is tried out, or why it cannot be tried here.

``TESTS`` names tests as ``path::function``; ``REASONS`` says what a test cannot show. ``test_threats.py`` holds both to the list.
"""

_SYNC = "tests/teller_app/sync/"
_RECORD = "tests/journeys/test_device_record.py::"

TESTS: dict[str, tuple[str, ...]] = {
    "desk-db-copied": (
        f"{_RECORD}test_a_copied_profile_is_worthless_elsewhere",
        f"{_SYNC}test_profile.py::test_a_copied_folder_is_not_opened_and_not_touched",
        "tests/teller_app/printing/test_print_queue.py::test_waiting_bytes_lie_sealed_and_are_printed_in_the_clear",
    ),
    "desk-db-strings": (
        "tests/journeys/test_no_secrets.py::test_a_day_leaves_no_secret_behind",
        f"{_SYNC}test_pictures.py::test_the_file_is_encrypted",
    ),
    "desk-keyring-absent": (
        f"{_SYNC}test_profile.py::test_without_a_keyring_nothing_is_left",
        f"{_SYNC}test_core.py::test_without_a_keyring_nothing_stays_and_nothing_queues",
        f"{_SYNC}test_keyring_store.py::test_what_keeps_nothing_or_in_the_clear_is_no_keyring",
    ),
    "desk-keyring-locked": (
        f"{_SYNC}test_core.py::test_a_keyring_that_hangs_stops_nobody",
        f"{_SYNC}test_keyring_store.py::test_a_locked_keyring_says_so",
    ),
    "desk-keyring-other-app": (
        "tests/server/api/test_auth.py::test_refresh_rotates_and_a_second_use_ends_the_sign_in",
        "tests/server/staff/test_refresh.py::test_another_key_or_device_ends_the_family",
    ),
    "desk-outbox-amount": (
        f"{_SYNC}test_outbox.py::test_altered_rows_are_found_and_never_sent",
        f"{_SYNC}test_outbox.py::test_a_row_altered_while_running_is_found_before_it_is_sent",
        "tests/server/api/test_admission.py::test_no_field_can_be_changed",
    ),
    "desk-outbox-delete": (
        f"{_RECORD}test_what_was_left_out_is_told_and_the_rest_is_booked",
        f"{_SYNC}test_outbox.py::test_altered_rows_are_found_and_never_sent",
    ),
    "desk-outbox-reorder": (
        f"{_SYNC}test_outbox.py::test_altered_rows_are_found_and_never_sent",
        "tests/server/core/test_device_chain.py::test_what_fits_the_hole_closes_it_in_any_order",
    ),
    "desk-outbox-rollback": (
        f"{_RECORD}test_an_old_copy_put_back_books_nothing_twice_and_stops_at_its_first_new_word",
    ),
    "desk-outbox-clone": (f"{_RECORD}test_a_clone_is_found_and_both_stop",),
    "desk-clock-back": (
        "tests/server/api/test_clocks.py::test_a_workstations_clock_moves_no_posting_to_another_day",
        f"{_SYNC}test_transport.py::test_a_wrong_clock_here_costs_one_more_request",
        f"{_SYNC}test_unlock.py::test_after_seven_days_only_the_server_lets_in_and_no_clock_helps",
    ),
    "desk-clock-forward": (f"{_SYNC}test_unlock.py::test_a_clock_a_year_ahead_costs_nothing_for_good",),
    "desk-clock-server": ("tests/server/api/test_clocks.py::test_the_banks_clock_jumps_back_and_the_order_stays",),
    "desk-replay-http": (
        "tests/server/api/test_identify.py::test_a_proof_is_for_this_request_by_this_device_once",
        "tests/server/api/test_commands.py::test_a_command_is_booked_and_the_same_bytes_get_the_same_answer",
    ),
    "desk-replay-otp": (
        "tests/server/staff/test_codes.py::test_the_right_code_counts_once",
        "tests/server/staff/test_otp.py::test_a_step_counts_once_and_none_before_it_counts_after",
    ),
    "desk-otp-other-tx": ("tests/server/api/test_security.py::test_a_code_is_for_exactly_what_was_asked",),
    "desk-otp-guess": (
        "tests/server/staff/test_codes.py::test_after_five_wrong_ones_the_right_one_does_not_count_either",
        "tests/server/staff/test_codes.py::test_two_tries_at_once_are_two_tries",
    ),
    "desk-offline-limit": (
        f"{_SYNC}test_desk.py::test_offline_cash_in_queues_within_the_budget",
        "tests/server/ledger/test_deposits.py::test_cash_taken_offline_goes_to_suspense_where_it_cannot_be_booked",
    ),
    "desk-offline-user-off": (
        "tests/server/api/test_commands.py::test_work_of_a_disabled_person_is_kept_for_review_and_told_once",
    ),
    "desk-plugin-dll": (
        "tests/teller_app/test_planted.py::test_nothing_planted_is_loaded",
        "tests/teller_app/test_planted.py::test_the_trap_works",
    ),
    "desk-evil-attachment": (
        "tests/server/customers/test_pictures.py::test_anything_else_is_none",
        "tests/server/api/test_files.py::test_what_is_no_picture_or_another_is_refused",
        "tests/teller_app/shell/test_pictures.py::test_hostile_files_are_no_picture",
        f"{_SYNC}test_pictures.py::test_what_is_too_large_absent_or_no_hash_is_no_picture",
    ),
    "desk-csv-injection": ("tests/teller_app/glass/test_table_export.py::test_a_spreadsheet_reads_what_was_meant",),
    "desk-log-injection": (
        "tests/teller_app/shell/test_log_lines.py::test_lines_are_events",
        "tests/server/api/test_logs.py::test_every_line_is_json_and_no_secret_comes_through",
    ),
    "desk-crash-dump": ("tests/journeys/test_no_secrets.py::test_a_day_leaves_no_secret_behind",),
    "desk-two-instances": (
        "tests/teller_app/test_running.py::test_a_profile_belongs_to_one_window",
        "tests/teller_app/shell/test_instance.py::test_a_second_start_is_heard_by_the_first",
        f"{_SYNC}test_outbox.py::test_two_programs_at_one_file_never_share_a_counter",
    ),
}

REASONS: dict[str, str] = {
    "desk-keyring-other-app": "A process of the same person at the same machine reads what the person may read: no program "
    "can keep it out. What it gets is bound to the device's key, and a handle that is used twice ends the sign-in.",
    "desk-clock-back": "An offline posting carries both times in the journal (made_at, at) and no flag of its own: hours "
    "lie between them whenever a queue waited, so a difference says nothing about a clock. The business date is the server's.",
    "desk-offline-limit": "Without the server nothing goes out: withdrawals and transfers are refused here, so the server "
    "has no offline withdrawal to weigh. A deposit over the budget is refused here; its cash, once taken, is booked or goes to suspense.",
    "desk-plugin-dll": "Windows' own search order (a DLL beside the program) is the installer's: the folder of the installed "
    "app can be written by administrators alone. Shown here is the start from source without the current folder on the path.",
    "desk-evil-attachment": "Nobody attaches files yet: the only files that come from elsewhere are customers' pictures. They "
    "are named by their SHA-256, of three formats by their first bytes, at most 512 KiB, and shown, never executed or unpacked.",
}
