import io

import pypdf

from teller_app.printing.press import Press
from teller_app.printing.structure import Tagger

from . import pdf_reader, samples


def test_finished_files_are_tagged_and_say_what_they_are(press: Press) -> None:
    data = press.slip(samples.short_slip()).data
    kinds = pdf_reader.structure(data)
    assert kinds["/Document"] == 1
    assert kinds["/Table"] == 7
    root = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/PrintScaling"] == "/None"
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "RS-040-04-261120-1" in xmp
    assert "Akoma Savings &amp; Loans" in xmp


def test_what_is_drawn_in_an_artifact_is_no_element() -> None:
    written: list[str] = []
    tagger = Tagger(written.append)
    with tagger.artifact(), tagger.element("Div"), tagger.content():
        written.append("x")
    assert written == ["/Artifact BMC", "x", "EMC"]
    assert tagger.root.kids == []


def test_ids_count_anew_on_each_page() -> None:
    written: list[str] = []
    tagger = Tagger(written.append)
    for _ in range(2):
        with tagger.element("Div"), tagger.content():
            pass
        tagger.turn_page()
    assert written.count("/P <</MCID 0>> BDC") == 2
    assert [len(page) for page in tagger.marks] == [1, 1, 0]
