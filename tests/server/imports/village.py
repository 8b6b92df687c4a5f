"""A tiny bank in three files."""

from pathlib import Path

CUSTOMERS = (
    "number,full_name,birth_date,phone,card_number\nC1,Abena Mensah,1980-02-29,+233244187306,\nC2,Kofi Asante,,,\n"
)
ACCOUNTS = "external_number,customer,product,currency,opened_on\nA1,C1,10,GHS,2025-01-02\nA2,C2,10,GHS,2025-01-03\n"
TRANSACTIONS = (
    "reference,account,date,side,amount,currency,kind,narration\n"
    "T1,A1,2025-01-02,credit,100.00,GHS,cash_deposit,first\n"
    "T2,A1,2025-01-03,debit,130.50,GHS,cash_withdrawal,\n"
    "T3,A2,2025-01-03,credit,7.25,GHS,cash_deposit,\n"
)


def write(folder: Path, customers: str = CUSTOMERS, accounts: str = ACCOUNTS, transactions: str = TRANSACTIONS) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in (("customers", customers), ("accounts", accounts), ("transactions", transactions)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


MANDATES = (
    "account,signing,upto,above,name,role,name_2,role_2,name_3,role_3,name_4,role_4,note\n"
    "A1,any_one,500.00,all,Abena Mensah,,Kojo Mensah,joint,,,,,Stamp needed\n"
    "A2,any_one,,,Kofi Asante,holder,,,,,,,\n"
)


def with_mandates(folder: Path, mandates: str = MANDATES) -> Path:
    """The same bank with its signature cards."""
    write(folder)
    (folder / "mandates.csv").write_text(mandates, encoding="utf-8")
    return folder
