"""A paper of parts with one of everything, and one that is much longer than a page."""

import msgspec

from teller_app.printing import facts as f
from teller_app.printing.form_facts import FormColumn, FormFacts, FormField, FormRow, FormTable
from tests.teller_app.printing import samples

NUMBER = "AD-040-012-1"
COLUMNS = (FormColumn("Step", 0.5, figures=False), FormColumn("GHS", 0.5))
LONG = "Nana Akosua Frimpomaa Agyeman-Prempeh Boakye-Danquah, Ɛdwoa Ɔfɔri and Ŋmɛnsa of the Makola No. 2 Market Traders"


def form(rows: int = 2, **changes: object) -> FormFacts:
    table = FormTable(
        COLUMNS,
        tuple(FormRow((f"Line {n}", f"{n}.00")) for n in range(1, rows + 1)),
        ("Total", "9.00"),
        "Steps",
        "in order",
    )
    base = FormFacts(
        number=NUMBER, title="A paper", subject="of parts", currency=f.GHS, amount_label="Amount", amount_minor=120_00,
        fields=(FormField("Who", "Yaw Boateng"), FormField("Why", LONG, long=True)), tables=(table,), sentences=("It is so.",),
        signers=(("Yaw Boateng", "Received by"), ("", "Paid by")), lines=("The code covers it",),
        printed=f.Stamp(samples.at("13:52:19"), "WS-MAK-04", "E. Owusu"), verification=samples.verified(NUMBER, 120_00),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


AGAIN = f.Duplicate(
    2, f.Stamp(samples.at("16:08:44"), "WS-MAK-01", "S-0108"), f.Stamp(samples.at("13:52:19"), "WS-MAK-04")
)
