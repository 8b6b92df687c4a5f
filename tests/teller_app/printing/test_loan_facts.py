from tests.teller_app.printing.loan_samples import schedule


def test_what_is_repaid_is_principal_and_interest() -> None:
    facts = schedule()
    assert facts.repaid == facts.principal + facts.interest_minor
    assert facts.rows[0].total == facts.rows[0].principal + facts.rows[0].interest
