"""Staff and audit as an administrator, a manager and an auditor have it, as scenes of ``scenes.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from contract import paths
from contract.doors import DeviceSeen, OneTimeSecret
from contract.staff import Me, UserFact
from teller_app.approvals import room as approvals_room
from teller_app.notices.model import NoticesModel
from teller_app.notices.view import NoticeList
from teller_app.outbox import room as outbox_room
from teller_app.shell.lock import LockActs
from teller_app.shell.pictures import Gaze
from teller_app.shell.work_page import Opens, WorkPage
from teller_app.staff import own_room
from teller_app.staff import room as staff_room
from teller_app.staff.model import StaffModel
from teller_app.staff.own import OwnModel
from teller_app.staff.trail_state import Check
from tests.teller_app.approvals import desk as approvals
from tests.teller_app.kit import FakePort
from tests.teller_app.shell import rooms as shell
from tests.teller_app.staff import desk as staff
from tests.teller_app.staff import own_desk as own

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage


def _frame(stage: Stage, me: Me = staff.ADMIN) -> StaffModel:
    """The frame of somebody who looks after the staff."""
    look, texts = stage.look, stage.texts
    port = stage.port = FakePort(me)
    model, _ = staff.room(me=me, port=port)
    views = (
        (staff_room.MANIFEST, staff_room.make_view(look, texts, model, lambda: staff.TODAY)),
        (
            approvals_room.MANIFEST,
            approvals_room.make_view(look, texts, stage.approvals_model, approvals.no_pictures, approvals.no_files),
        ),
        (
            outbox_room.MANIFEST,
            outbox_room.make_view(
                look, texts, stage.outbox_model, lambda user: "Efua Owusu", Gaze(stage.outbox_port).files
            ),
        ),
    )
    shown = [shell.explained(manifest, view) for manifest, view in views]
    opens = Opens(lambda fact: None, lambda fact: None)
    page = stage.page = WorkPage(look, texts, port, shown, shell.World().lookups(), stage.window.acts(), opens)
    acts = LockActs(lambda password, then: None, lambda user: None, pin_left=lambda then: then(-1))
    stage.window.show_work(page, NoticeList(look, texts, NoticesModel(port, lambda conn: ())), acts)
    page.go("staff")
    return model


def staff_audit(stage: Stage) -> None:
    model = _frame(stage)
    model.choose_person(staff.HAJARA_ID)
    model.trail.choose("j48213")
    model.trail._set(check=Check("whole", 49_031, 49_031))


def staff_auditor(stage: Stage) -> None:
    model = _frame(stage, staff.AUDITOR)
    model.trail.set_group("sign_in")
    model.trail._set(check=Check("broken", 18_000, 49_031, "journal", 17_902, "journal 17902 body"))


def staff_manager_waiting(stage: Stage) -> None:
    model = _frame(stage, staff.MANAGER)
    assert stage.page is not None
    stage.page.press("Ctrl+J")
    model.choose_device(staff.LAPTOP_WAITS.request)
    model.trail._set(check=Check("checking", 24_000, 49_031))


def staff_nothing(stage: Stage) -> None:
    model = _frame(stage)
    stage.port.files[paths.AUDIT] = msgspec.json.encode({"lines": [], "chain": {"seq": 1, "hash": "a"}})
    model.trail.set_text("zzz")


def _sheet(stage: Stage, intent: str) -> StaffModel:
    model = _frame(stage)
    model.choose_person(staff.HAJARA_ID)
    stage.show()
    assert stage.page is not None
    room = stage.page.nav.current
    assert room is not None
    room.view.act(intent)
    return model


def staff_new_person(stage: Stage) -> None:
    _sheet(stage, "new")


def staff_person(stage: Stage) -> None:
    """Another phone waits for its owner, and the old one is lost."""
    model = _frame(stage)
    waits = [msgspec.structs.replace(one, noted="mark", noted_end="567") for one in model.state.people]
    model._set(people=tuple(waits))
    model.choose_person(staff.HAJARA_ID)
    stage.show()
    assert stage.page is not None and stage.page.nav.current is not None
    stage.page.nav.current.view.act("person")


def staff_limit(stage: Stage) -> None:
    _sheet(stage, "limit")


def staff_role(stage: Stage) -> None:
    _sheet(stage, "role")


def staff_device_new(stage: Stage) -> None:
    """A key that was pasted with a letter missing: the sheet says which field."""
    _sheet(stage, "add")
    assert stage.page is not None and stage.page.nav.current is not None
    sheet = stage.page.nav.current.view.sheet  # type: ignore[attr-defined]
    sheet.shown.set_text("0189c3f2-6b1d-7a55-9c1e-2f4a6b8c0d1e xyz.abc")
    sheet.name.set_text("MKL-TELLER-07")
    sheet.go.click()


def staff_device_back(stage: Stage) -> None:
    model = _frame(stage)
    forked = DeviceSeen(
        device=staff.TILL_6,
        last_at="2026-11-22T15:40:00.000Z",
        user=staff.HAJARA_ID,
        full_name="Hajara Bawa",
        forked=True,
    )
    model._set(seen={**model.state.seen, staff.TILL_6: forked})
    model.choose_device(staff.TILL_6)
    stage.show()
    assert model.begin("readmit")


def staff_revoke(stage: Stage) -> None:
    model = _frame(stage)
    model.choose_device(staff.TILL_6)
    stage.show()
    model.begin("revoke")
    model._fail("reason_missing")


def staff_secret(stage: Stage) -> None:
    model = _frame(stage)
    stage.show()
    model._set(secret=OneTimeSecret(user=staff.ADJOA_ID, expires_at=staff.AT, secret="kente-harmattan-47"))


def _own(stage: Stage, known: UserFact | None = None) -> OwnModel:
    look, texts = stage.look, stage.texts
    port = stage.port = FakePort(own.BY_SMS)
    model, _ = own.room(port=port, known=known)
    view = own_room.make_view(look, texts, model, lambda: staff.TODAY)
    page = stage.page = WorkPage(look, texts, port, [shell.explained(own_room.MANIFEST, view)], shell.World().lookups(), stage.window.acts(),
                                 Opens(lambda fact: None, lambda fact: None))  # fmt: skip
    acts = LockActs(lambda password, then: None, lambda user: None, pin_left=lambda then: then(-1))
    stage.window.show_work(page, NoticeList(look, texts, NoticesModel(port, lambda conn: ())), acts)
    page.go("own")
    return model


def own_sign_ins(stage: Stage) -> None:
    _own(stage).choose(own.THERE.session)


def own_phone(stage: Stage) -> None:
    _own(stage, own.WAITS)


def own_authenticator(stage: Stage) -> None:
    model = _own(stage)
    stage.show()
    model.begin()
    model.prove("harmattan over Makola 7")
    model._fail("code_wrong")


SCENES: tuple[Callable[[Stage], None], ...] = (staff_audit, staff_auditor, staff_manager_waiting, staff_nothing, staff_new_person, staff_person,
                                                 staff_limit, staff_role, staff_device_new, staff_device_back, staff_revoke, staff_secret, own_sign_ins, own_phone, own_authenticator)  # fmt: skip
