"""The print queue: a job is two files in the profile from the moment it is made until a printer has taken it.

    add  ->  WAITING  -- run -->  SENDING  -->  PRINTED (the bytes are erased, the record stays)
               ^                     |
               +--- trouble ---------+     a crash leaves SENDING: then a person says whether it came out

A job that was being sent when the process died is not sent again by itself: a second original would be worse than a
question. The bytes are never thrown away before a printer has taken them or a person has given the job up.
"""

import hashlib
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import msgspec

from teller_app.printing.document import PrintDocument, print_of
from teller_app.printing.errors import PrinterTrouble, Trouble
from teller_app.printing.files import sync_folder, write_whole
from teller_app.printing.printer import Printer

KEPT_RECORDS_MAX = 1_000


class JobState(StrEnum):
    """WAITING also after a trouble; UNCERTAIN after a crash while sending; GIVEN_UP by a person."""

    WAITING = "waiting"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    PRINTED = "printed"
    GIVEN_UP = "given_up"


OPEN_STATES = frozenset({JobState.WAITING, JobState.SENDING, JobState.UNCERTAIN})


class PrintJob(msgspec.Struct, frozen=True, kw_only=True):
    """The record of a job. `place` orders the queue; `trouble` is why it waits; `sha256` is of the printed bytes."""

    key: str
    place: int
    title: str
    number: str
    printer: str
    media_type: str
    media: str
    sha256: str
    made_at: datetime
    state: JobState = JobState.WAITING
    attempts: int = 0
    trouble: Trouble | None = None
    detail: str = ""
    ended_at: datetime | None = None


class Box(Protocol):
    """How bytes lie on the disk while they wait: receipts carry people's names. `open` raises on what is not its own."""

    def seal(self, content: bytes) -> bytes: ...

    def open(self, sealed: bytes) -> bytes: ...


class PrintQueue:
    """Jobs in `folder`, sent by `run` (called from one worker thread; the other methods may be called from any).

    `clock` gives aware instants. Adding is durable when it returns; an OSError means that the disk refused it. Without a `box`
    (a workstation that can keep no key) the bytes wait as they are.
    """

    def __init__(
        self, folder: Path, printers: Mapping[str, Printer], clock: Callable[[], datetime], box: Box | None = None
    ) -> None:
        self._folder, self._printers, self._clock, self._box = folder, printers, clock, box
        self._lock = threading.Lock()
        self._running = threading.Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._jobs = self._load()

    def add(self, document: PrintDocument, printer: str) -> PrintJob:
        """Queue a document for a printer. The same print of the same document is queued once, whoever asks again."""
        with self._lock:
            key = f"{document.key}@{printer}"
            known = self._jobs.get(key)
            if known is not None and known.state is not JobState.GIVEN_UP:
                return known
            job = PrintJob(
                key=key, place=max((job.place for job in self._jobs.values()), default=0) + 1,
                title=f"{document.title} {document.number}", number=document.number, printer=printer,
                media_type=document.media_type, media=document.media, sha256=document.sha256, made_at=self._clock(),
            )  # fmt: skip
            # Bytes first: a record without bytes would be a promise that cannot be kept.
            write_whole(self._data_path(key), self._box.seal(document.data) if self._box else document.data)
            self._store(job)
            return job

    def run(self) -> list[PrintJob]:
        """Try every waiting job in order; returns those that were tried. A printer in trouble is tried once a run."""
        tried: list[PrintJob] = []
        broken: set[str] = set()
        with self._running:
            for job in self.jobs():
                if job.state is JobState.WAITING and job.printer not in broken:
                    result = self._try(job)
                    tried.append(result)
                    if result.state is not JobState.PRINTED and result.trouble is not Trouble.DAMAGED:
                        broken.add(job.printer)
        return tried

    def jobs(self) -> list[PrintJob]:
        """Everything known, oldest first."""
        with self._lock:
            return sorted(self._jobs.values(), key=lambda job: job.place)

    def open_jobs(self) -> list[PrintJob]:
        """What is not on paper yet, oldest first: the number on the print chip, with the trouble of each."""
        return [job for job in self.jobs() if job.state in OPEN_STATES]

    def prints(self, key: str) -> dict[int, PrintJob]:
        """The prints of one document that were queued here and not given up: 0 is the original, n the n-th duplicate."""
        document, _ = print_of(key)
        found = (
            (*print_of(job.key.partition("@")[0]), job) for job in self.jobs() if job.state is not JobState.GIVEN_UP
        )
        return {place: job for other, place, job in found if other == document}

    def data(self, key: str) -> bytes:
        """The bytes of an open job, for preview."""
        found = self._data_path(key).read_bytes()
        return self._box.open(found) if self._box else found

    def answer(self, key: str, came_out: bool) -> PrintJob:
        """A person says whether an uncertain job came out; if not, it waits again."""
        job = self._known(key, JobState.UNCERTAIN)
        return self._end(job, JobState.PRINTED) if came_out else self._again(job, job.printer)

    def give_up(self, key: str) -> PrintJob:
        """A person does not want this print any more; the record stays."""
        return self._end(self._known(key, JobState.WAITING, JobState.UNCERTAIN), JobState.GIVEN_UP)

    def _try(self, job: PrintJob) -> PrintJob:
        with self._lock:
            job = msgspec.structs.replace(job, state=JobState.SENDING, attempts=job.attempts + 1)
            self._store(job)
        try:
            self._printer_for(job).send(job.title, job.media, self._whole_data(job))
        except PrinterTrouble as error:
            with self._lock:
                waiting = msgspec.structs.replace(
                    job, state=JobState.WAITING, trouble=error.trouble, detail=error.detail[:500]
                )
                return self._store(waiting)
        return self._end(job, JobState.PRINTED)

    def _printer_for(self, job: PrintJob) -> Printer:
        printer = self._printers.get(job.printer)
        if printer is None:
            raise PrinterTrouble(Trouble.NO_PRINTER, job.printer)
        if printer.accepts != job.media_type:
            raise PrinterTrouble(Trouble.WRONG_FORM, job.media_type)
        return printer

    def _whole_data(self, job: PrintJob) -> bytes:
        try:
            data = self.data(job.key)
        except Exception as error:
            # The disk, or a box that does not open: either way there is nothing that could be printed.
            raise PrinterTrouble(Trouble.DAMAGED, type(error).__name__) from error
        if hashlib.sha256(data).hexdigest() != job.sha256:
            raise PrinterTrouble(Trouble.DAMAGED, "sha256")
        return data

    def _known(self, key: str, *states: JobState) -> PrintJob:
        with self._lock:
            job = self._jobs[key]
        if job.state not in states:
            raise ValueError(f"{key} is {job.state.value}")
        return job

    def _again(self, job: PrintJob, printer: str) -> PrintJob:
        with self._lock:
            return self._store(
                msgspec.structs.replace(job, state=JobState.WAITING, printer=printer, trouble=None, detail="")
            )

    def _end(self, job: PrintJob, state: JobState) -> PrintJob:
        with self._lock:
            ended = msgspec.structs.replace(job, state=state, trouble=None, detail="", ended_at=self._clock())
            self._store(ended)
            self._data_path(job.key).unlink(missing_ok=True)
            self._prune()
            return ended

    def _store(self, job: PrintJob) -> PrintJob:
        write_whole(self._record_path(job.key), msgspec.json.encode(job))
        self._jobs[job.key] = job
        return job

    def _prune(self) -> None:
        """Only records of ended jobs go, oldest first."""
        ended = sorted((job for job in self._jobs.values() if job.state not in OPEN_STATES), key=lambda job: job.place)
        for job in ended[: max(0, len(ended) - KEPT_RECORDS_MAX)]:
            self._record_path(job.key).unlink(missing_ok=True)
            del self._jobs[job.key]
        sync_folder(self._folder)

    def _load(self) -> dict[str, PrintJob]:
        """Read the folder back. What was being sent when the process died becomes a question to a person."""
        found: dict[str, PrintJob] = {}
        for path in sorted(self._folder.glob("*.json")):
            try:
                job = msgspec.json.decode(path.read_bytes(), type=PrintJob)
            except msgspec.DecodeError:
                # Kept for a person to look at: a record that cannot be read is not a reason to lose its bytes.
                path.replace(path.with_suffix(".unreadable"))
                continue
            if job.state is JobState.SENDING:
                job = msgspec.structs.replace(job, state=JobState.UNCERTAIN, trouble=Trouble.UNCERTAIN)
            found[job.key] = job
        return found

    def _record_path(self, key: str) -> Path:
        return self._folder / f"{self._file_name(key)}.json"

    def _data_path(self, key: str) -> Path:
        return self._folder / f"{self._file_name(key)}.data"

    @staticmethod
    def _file_name(key: str) -> str:
        return "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in key)
