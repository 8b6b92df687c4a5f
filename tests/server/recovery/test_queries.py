"""Another epoch begins at the journal's end, and the bank waits."""

from server import build
from server.core import journal
from server.recovery import queries
from server.recovery.tables import RECOVERIES
from tests.faults.square import Square


def test_a_bank_that_was_never_restored_waits_for_nobody(square: Square) -> None:
    with build.bank(square.settings) as bank:
        assert queries.going_on(bank.writer.resident) is None
        assert not queries.wants_report(bank.writer.resident, square.signers[0].device)


def test_another_epoch_begins_and_counts_on_what_the_backup_holds(square: Square) -> None:
    with build.bank(square.settings) as bank:
        before = square.look(journal.read_head)
        row = bank.writer.write_sync(lambda conn: queries.begin(conn, "2026-11-24T10:00:00.000Z", before.seq + 99))
        after = square.look(journal.read_head)
        assert (after.seq, after.hash) == (before.seq, before.hash)
        assert after.epoch == row.epoch != before.epoch
        assert after.safe_seq == before.seq, "never more than there is"
        bank.writer.write_sync(bank.writer.resident.reload)
        assert queries.wants_report(bank.writer.resident, square.signers[0].device)
        again = bank.writer.write_sync(lambda conn: queries.begin(conn, "2026-11-24T11:00:00.000Z"))
        bank.writer.write_sync(bank.writer.resident.reload)
        assert queries.going_on(bank.writer.resident) == again
        assert bank.writer.resident.rows(RECOVERIES)[row.epoch].ended_at == "2026-11-24T11:00:00.000Z"
