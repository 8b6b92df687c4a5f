"""After a restore: the bank's journal goes on from a backup in another epoch, and waits for what the workstations still hold."""

from typing import Annotated

import msgspec

from contract.base import Command
from contract.ids import Id
from contract.staff import Reason

EPOCH_HEADER = "coastal-epoch"
"""Which epoch a workstation knows, beside the envelopes it sends: one that has not heard of the restore would send its newest first."""


class ReportResent(Command, frozen=True, tag="report_resent"):
    """This workstation has sent again whatever a server of this epoch may lack. Made by the app, never by a person."""

    epoch: Id


class WaiveReports(Command, frozen=True, tag="waive_reports"):
    """Go on without some workstations' reports: those named, or all that are missing. What they hold comes in later."""

    epoch: Id
    reason: Reason
    devices: Annotated[tuple[Id, ...], msgspec.Meta(max_length=200)] = ()
