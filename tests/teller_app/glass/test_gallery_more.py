from teller_app.glass.code_boxes import CodeBoxes
from teller_app.glass.date_field import DateField
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.gallery import build_gallery
from teller_app.glass.gallery_more import specimen
from teller_app.glass.line_chart import LineChart
from teller_app.glass.look import Look
from teller_app.glass.progress_card import ProgressCard
from teller_app.glass.segment_progress import SegmentProgress
from teller_app.glass.tabs import Tabs


def test_what_the_first_sheet_lacks_is_here(qtbot) -> None:
    window = build_gallery(Look(reduced_motion=True), "more")
    qtbot.addWidget(window)
    for kind in (CodeBoxes, DateField, DenominationGrid, LineChart, ProgressCard, SegmentProgress, Tabs):
        assert window.findChildren(kind), kind


def test_two_people_do_not_sign_alike(qapp) -> None:
    assert specimen(2) == specimen(2)
    assert specimen(2) != specimen(3)
