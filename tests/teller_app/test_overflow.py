"""No sentence is cut on any screen, in a language 40 % longer than English, at the two sizes and in both densities."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QTableView

from contract.customers import Band, MandateFact, Signatory, SignatoryRole, Signing
from teller_app.counter.view_hits import HitRow
from teller_app.glass.button import FILLED, GlassButton
from teller_app.glass.fkey_bar import FKeyBar
from teller_app.glass.floating import SHADOW_ROOM, picture_of
from teller_app.glass.look import Look
from teller_app.glass.table import DataTable
from teller_app.i18n.pseudo import CLOSE, OPEN
from teller_app.i18n.text import Texts
from teller_app.shell.window import TellerWindow
from tests.teller_app.counter.world import PEOPLE, SAVINGS
from tests.teller_app.scenes import SCENES, Stage, long_named, settle, staged, three_toasts
from tests.teller_app.sight import Seen, read

SMALL, LARGE = (1366, 768), (1920, 1080)
PLACES = [(SMALL, "compact"), (LARGE, "compact"), (LARGE, "regular")]
"""A window of 1366 px is compact whatever was chosen: the three columns do not fit otherwise (LOOK 5)."""
SAID_ELSEWHERE = ("counter.place", "counter.no_drawer", "counter.grid_hint")
"""May end in an ellipsis where there is no room: the drawer's card and the help say it as well."""


def of_pseudo(seen: Seen) -> bool:
    """Sentences of the language and nothing else: a customer's name may end in an ellipsis, and says so elsewhere."""
    return OPEN in seen.words or CLOSE in seen.words


def said_elsewhere(seen: Seen, texts: Texts) -> bool:
    wordings = (texts(key, drawer="04", lease=1) for key in SAID_ELSEWHERE)
    return seen.words in wordings and seen.widget.toolTip() == seen.words


def by_design(seen: Seen, texts: Texts) -> bool:
    """Names and numbers in a narrow column, and what is said elsewhere: the whole is in the tooltip or the cell."""
    rows = isinstance(seen.widget, HitRow) or isinstance(seen.widget.parentWidget(), DataTable | QTableView)
    return rows or said_elsewhere(seen, texts)


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_cut(qapp, name: str) -> None:
    """In a small window, in one pulled as large as the screen, and there in the regular density too."""
    stage = staged(name, Look("dark", "compact", solid=True, reduced_motion=True), Texts.load("pseudo"), *PLACES[0])
    cut, sentences = {}, []
    for size, density in PLACES:
        if (size, density) != PLACES[0]:
            stage.pull(size, density)
        found = read(stage.window)
        sentences.append(sum(of_pseudo(seen) for seen in found))
        for seen in found:
            if seen.cut and of_pseudo(seen) and not said_elsewhere(seen, stage.texts):
                cut[f"{size} {density}: {seen}"] = seen
    stage.close()
    assert min(sentences) > 7, "the screen speaks"
    assert not cut, "\n" + "\n".join(cut)


@pytest.mark.parametrize("language", ["fr", "tw"])
@pytest.mark.parametrize("name", SCENES)
def test_every_room_in_the_languages_that_are_spoken(qapp, name: str, language: str) -> None:
    texts = Texts.load(language)
    stage = staged(name, Look("dark", "compact", solid=True, reduced_motion=True), texts, SMALL, "auto")
    cut = [str(seen) for seen in read(stage.window) if seen.cut and not by_design(seen, texts)]
    stage.close()
    assert not cut, "\n" + "\n".join(cut)


@pytest.mark.parametrize(("size", "density"), [PLACES[0], PLACES[2]])
def test_a_long_name_is_whole_somewhere(qapp, size: tuple[int, int], density: str) -> None:
    """On two lines where they suffice, and in any case for tooltip and screen reader; and F9 stays in the window."""
    stage = Stage(Look("dark", density, solid=True, reduced_motion=True), Texts.load(), size, density)
    before = PEOPLE[0]
    stage.work("counter")
    stage.counter_model.find(before.full_name)
    stage.counter_model.pick()
    panel = stage.page.nav.current.widget.customer
    panel._show_customer(stage.counter_model.state, long_named())
    stage.show()
    name = panel.identity.name
    assert name.toolTip() == name.accessibleName() == long_named().full_name
    assert not [seen for seen in read(stage.window) if seen.widget is name and seen.cut]
    post = stage.page.nav.current.widget.posting.post_button
    assert stage.window.rect().contains(QRect(post.mapTo(stage.window, QPoint(0, 0)), post.size()))
    stage.close()


def test_the_person_is_whole_below_a_layer_that_opens_at_once(qapp) -> None:
    """Three signatories make the column longer than a low window; the layer's picture is taken before Qt lays it out."""
    stage = Stage(Look("light", "compact", solid=True, reduced_motion=True), Texts.load(), SMALL, "auto")
    three = tuple(
        Signatory(name=person, role=SignatoryRole.JOINT) for person in ("Adjoa Danso", "Akosua Essien", "Fatima Amoah")
    )
    bands = (Band(signing=Signing.ANY_TWO),)
    stage.counter.mandates[SAVINGS] = MandateFact(
        account=SAVINGS, branch=PEOPLE[0].branch, signatories=three, bands=bands
    )
    stage.work("counter")
    stage.show()
    for name in ("kofi", "abena"):
        settle()
        stage.counter_model.find(name)
        settle()
        stage.counter_model.pick()
    picture_of(stage.window)
    identity = stage.page.nav.current.widget.customer.identity
    got = (identity.name.height(), identity.height())
    wanted = (identity.name.sizeHint().height(), identity.minimumSizeHint().height())
    stage.close()
    assert got == wanted


@pytest.mark.parametrize(("size", "density"), PLACES)
@pytest.mark.parametrize("room", ["counter", "journal", "drawers", "approvals"])
def test_toasts_cover_neither_filled_buttons_nor_keys(qapp, room: str, size: tuple[int, int], density: str) -> None:
    scene = {"counter": "counter_change", "journal": "journal_room_shown", "drawers": "drawer_reconcile",
             "approvals": "approvals_list"}[room]  # fmt: skip
    stage = staged(scene, Look("dark", density, solid=True, reduced_motion=True), Texts.load(), size, density)
    three_toasts(stage)
    settle()
    window: TellerWindow = stage.window
    panes = [
        toast.geometry().adjusted(SHADOW_ROOM, SHADOW_ROOM, -SHADOW_ROOM, -SHADOW_ROOM)
        for toast in window.toasts.toasts
    ]
    kept = [button for button in window.findChildren(GlassButton) if button.isVisible() and button.kind in FILLED]
    kept += [bar for bar in window.findChildren(FKeyBar) if bar.isVisible()]
    over = [
        part.accessibleName()
        for part in kept
        for pane in panes
        if pane.intersects(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))
    ]
    stage.close()
    assert len(panes) == 3
    assert len(kept) > 0
    assert over == []
