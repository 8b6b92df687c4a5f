from pathlib import Path

from contract import paths
from tests.server.api.house import House, open_house, problem


def figure(text: str, name: str) -> float:
    return next(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name + " "))


def test_figures_of_writer_and_doors(house: House) -> None:
    efua = house.sign_in("efua")
    assert efua.get(paths.CUSTOMERS_FIND, q="nobody").status_code == 200
    text = house.http.get(paths.METRICS).text
    assert figure(text, "coastal_journal_head") == house.bank.hub.head
    assert figure(text, "coastal_writer_commands_total") == house.bank.writer.commands
    assert figure(text, "coastal_writer_waiting") == 0
    assert figure(text, 'coastal_http_requests_total{door="post_sign_in",status="200"}') == 1
    assert figure(text, 'coastal_http_requests_total{door="find_customers",status="200"}') == 1, "each read by its name"
    assert "efua" not in text
    assert figure(text, 'coastal_key_age_days{pair="seals"}') == 0


def test_how_busy_a_bank_is_is_told_to_its_watchers_alone(tmp_path: Path) -> None:
    with open_house(tmp_path, metrics_from="10.0.0.9") as house:
        assert problem(house.http.get(paths.METRICS)) == (404, "not_found")
