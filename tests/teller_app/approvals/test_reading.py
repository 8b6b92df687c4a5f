from types import SimpleNamespace

from teller_app.approvals.reading import HOLDERS_MAX, Lookups, read


def lookups(requests: list[object], colleagues: list[object]) -> Lookups:
    def nothing(*_: object) -> tuple[()]:
        return ()

    return Lookups(
        requests=lambda conn: requests,
        holder=lambda conn, account: f"holder of {account}" if account != "unknown" else None,
        mandate=lambda conn, account: None,
        thread=nothing,
        delegations=nothing,
        colleagues=lambda conn: colleagues,
        branches=nothing,
        drawers=nothing,
        cash=lambda conn: None,
        borrower=lambda conn, loan: f"borrower of {loan}" if loan != "unknown" else None,
    )


def request(name: str, account: str, original: str = "") -> SimpleNamespace:
    return SimpleNamespace(request=name, account=account, original=original)


def test_holders_come_with_their_requests_where_they_are_known() -> None:
    found = read(None, lookups([request("a", "1"), request("b", ""), request("c", "unknown")], []), "me")
    assert found.holders == {"a": "holder of 1"}
    assert found.mandates == {}


def test_a_loan_in_cash_alone_is_about_its_borrower() -> None:
    asked = [request("a", "", "loan"), request("b", "", "unknown"), request("c", "1", "loan")]
    assert read(None, lookups(asked, []), "me").holders == {"a": "borrower of loan", "c": "holder of 1"}


def test_a_list_without_end_is_not_read_for_ever() -> None:
    found = read(None, lookups([request(f"{n}", "1") for n in range(HOLDERS_MAX + 5)], []), "me")
    assert (len(found.requests), len(found.holders)) == (HOLDERS_MAX + 5, HOLDERS_MAX)


def test_colleagues_are_others_who_work_here_now() -> None:
    people = [SimpleNamespace(user=who, active=who != "left") for who in ("me", "she", "left")]
    assert [one.user for one in read(None, lookups([], people), "me").colleagues] == ["she"]
