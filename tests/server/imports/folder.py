"""A tiny bank of another house as three files: three customers, three accounts, eight transactions."""

from pathlib import Path

FILES = {
    "customers.csv": """number,full_name,birth_date,phone,card_number
C1,Žaneta Dvořáková,1970-12-13,,
C2,Jan Novák,,+420601123456,
C3,"Svoboda, Petr",1945-02-04,,GHA-1
""",
    "accounts.csv": """external_number,customer,product,currency,opened_on
11,C1,60,CZK,1993-01-01
12,C2,60,CZK,1993-01-02
13,C1,60,CZK,1993-01-03
""",
    "transactions.csv": """reference,account,date,side,amount,currency,kind,narration
T1,11,1993-01-05,credit,1000.00,CZK,cash_deposit,
T2,12,1993-01-05,credit,0.10,CZK,interest,Interest
T3,12,1993-01-06,credit,0.20,CZK,interest,Interest
T4,11,1993-01-07,debit,999.99,CZK,cash_withdrawal,
T5,12,1993-02-01,debit,0.50,CZK,fee,Statement fee
T6,11,1993-02-02,credit,33.30,CZK,transfer_in,AB 1234
T7,11,1993-02-03,debit,33.30,CZK,transfer_out,
T8,12,1993-02-04,credit,5,CZK,cash_deposit,
""",
}
BALANCES = {"11": 1, "12": 4_80, "13": 0}
"""In minor units, by hand."""


def write(folder: Path, **changed: tuple[str, str]) -> Path:
    """The files in ``folder``; ``customers=("old", "new")`` replaces text in customers.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        old, new = changed.get(name.removesuffix(".csv"), ("", ""))
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return folder
