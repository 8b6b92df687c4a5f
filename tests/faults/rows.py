"""Which test stands for which row of the fault matrix, and which run shows that it can fail."""

from dataclasses import dataclass

REQUIRED = (
    *(f"F{number:02d}" for number in range(1, 27)),
    *(f"F{number}" for number in range(33, 41)),
    "F43",
    "F44",
    "F45",
)
"""The rows that concern server, database, network and client store."""

ELSEWHERE: dict[str, tuple[str, ...]] = {
    "F27": ("tests/server/approvals/test_many.py::test_however_many_decide_at_once_one_does",),
    "F28": ("tests/server/api/test_every_door.py::test_commands", "tests/server/approvals/test_maker_checker.py::test_case"),
    "F29": ("tests/server/staff/test_tokens.py::test_published_attacks", "tests/server/api/test_ws_handshake.py::test_ws_bad_token"),
    "F30": ("tests/server/staff/test_refresh.py::test_a_lost_answer_is_given_again_for_half_a_minute",
            "tests/server/staff/test_refresh.py::test_a_second_use_later_ends_the_family"),
    "F31": ("tests/server/api/test_ws_handshake.py::test_ws_revoke_device_mid", "tests/server/api/test_ws_handshake.py::test_ws_role_change_mid"),
    "F32": ("tests/server/api/test_ws_handshake.py::test_ws_expire_mid",),
    "F41": ("tests/server/sms/test_courier.py::test_an_unclear_answer_is_asked_about_and_never_sent_again",
            "tests/server/staff/test_codes.py::test_the_right_code_counts_once"),
    "F42": ("tests/teller_app/printing/test_print_queue.py::test_a_crash_while_sending_becomes_a_question",),
}  # fmt: skip
"""The others, and a test of each."""


@dataclass(frozen=True)
class Row:
    """``tests`` and ``controls`` are ``file::function`` under tests/faults; ``soak`` names the part of ``make soak`` that goes on for longer."""

    tests: tuple[str, ...]
    controls: tuple[str, ...]
    soak: str = ""

    def __add__(self, other: "Row") -> "Row":
        """Of two files."""
        return Row(self.tests + other.tests, self.controls + other.controls, self.soak or other.soak)


def _row(file: str, tests: str, controls: str = "", soak: str = "") -> Row:
    """A control in the same function is one of its parameters."""
    named = tuple(f"test_{file}.py::test_{name}" for name in tests.split())
    return Row(named, tuple(f"test_{file}.py::test_{name}" for name in controls.split()) or named, soak)


ROWS: dict[str, Row] = {
    "F01": _row("server_dies", "f01_killed_by_chance_and_between_commit_and_reply", "f01_control_without_kept_ids", "sqlite"),
    "F02": _row("server_dies", "f02_killed_before_the_commit_leaves_nothing", soak="sqlite"),
    "F03": _row("client_dies", "f03_f04_killed_between_store_send_and_reply", soak="clients"),
    "F04": _row("client_dies", "f03_f04_killed_between_store_send_and_reply", soak="clients"),
    "F05": _row("client_dies", "f05_killed_while_it_writes", soak="clients"),
    "F06": _row("network", "f06_f07_a_dead_line_is_noticed_and_deposits_queue",
                "f06_control_without_the_queue_deposits_are_missing f06_f07_control_a_line_that_lives_is_not_called_dead"),
    "F07": _row("network", "f06_f07_a_dead_line_is_noticed_and_deposits_queue",
                "f07_control_without_a_ping_a_black_hole_looks_like_a_quiet_bank f06_f07_control_a_line_that_lives_is_not_called_dead"),
    "F08": _row("network", "f08_answers_are_lost", soak="bank") + _row("packets", "f08_f11_packets_are_lost_doubled_and_overtaken"),
    "F09": _row("network", "f09_a_slow_line_makes_no_storm"),
    "F10": _row("network", "f10_cut_after_any_number_of_bytes"),
    "F11": _row("packets", "f08_f11_packets_are_lost_doubled_and_overtaken f11_a_workstations_deposits_arrive_once",
                "f08_f11_packets_are_lost_doubled_and_overtaken") + _row("network", "f11_a_line_that_loses_a_quarter"),
    "F12": _row("requests", "f12_one_request_delivered_fifty_times_at_once"),
    "F13": _row("requests", "f13_out_of_order"),
    "F14": _row("requests", "f14_the_same_id_with_another_body"),
    "F15": _row("requests", "f15_the_workstations_clock_is_wrong"),
    "F16": _row("requests", "f16_the_banks_clock_jumps_back"),
    "F17": _row("storage", "f17_f19_a_disk_that_is_full_or_fails_to_sync f17_a_full_disk_under_load",
                "f17_f19_control_a_disk_that_works_acknowledges f17_a_full_disk_under_load"),
    "F18": _row("storage", "f18_the_workstations_disk_is_full"),
    "F19": _row("storage", "f17_f19_a_disk_that_is_full_or_fails_to_sync", "f17_f19_control_a_disk_that_works_acknowledges"),
    "F20": _row("database", "f20_the_database_is_stopped_under_load", soak="collapses")
           + _row("database_dies", "f20_f21_committed_and_never_answered f20_f21_ended_while_it_writes"
                                   " f20_a_cluster_that_answers_before_it_writes_is_killed"),
    "F21": _row("database", "f21_a_backend_is_killed", "f21_control_blaming_the_commands_shows", "collapses")
           + _row("database_dies", "f20_f21_committed_and_never_answered f20_f21_ended_while_it_writes f21_a_backend_stands_still"),
    "F22": _row("database", "f22_somebody_holds_the_files_lock"),
    "F23": _row("database", "f23_deadlocks"),
    "F24": _row("server_dies", "f24_two_tills_one_account_while_killed_and_cut", "f01_control_without_kept_ids", "bank"),
    "F25": _row("database", "f25_a_hot_account"),
    "F26": _row("books", "f26_one_drawer_from_two_workstations"),
    "F33": _row("feed_faults", "f33_floods_and_giants_are_closed_and_cost_nothing f33_a_silent_reader_hurts_itself_alone"),
    "F34": _row("feed_faults", "f34_idle_sockets_stay", soak="sockets"),
    "F35": _row("feed_faults", "f35_everybody_comes_back_at_once f35_tries_are_spread", "f35_tries_are_spread", "sockets"),
    "F36": _row("local_store", "f36_a_byte_is_flipped f36_a_file_that_is_not_whole_is_said_and_left", "f36_a_byte_is_flipped"),
    "F37": _row("local_store", "f37_an_entry_is_altered_with_the_key_in_hand f37_a_copied_folder_says_nothing_elsewhere"),
    "F38": _row("local_store", "f38_the_power_goes_and_takes_what_was_not_synced"),
    "F39": _row("upgrade", "f39_a_full_outbox_of_an_older_program f39_an_outbox_dies_in_mid_migration f39_a_database_dies_in_mid_migration"
                " f39_a_database_of_a_newer_program_is_refused_in_words"),
    "F40": _row("restore", "f40_restored_and_everything_comes_again f40_a_file_put_back_by_hand", "f40_a_file_put_back_by_hand"),
    "F43": _row("books", "f43_a_row_is_altered_at_each_position f43_a_bank_at_work_does_not_seem_to_differ"),
    "F44": _row("leaks", "f44_flat_after_the_warm_up", soak="requests"),
    "F45": _row("books", "f45_the_end_of_a_day_is_killed_and_given_again"),
}  # fmt: skip
