from contract import paths
from tests.server.api.house import House


def figure(text: str, name: str) -> float:
    return next(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name + " "))


def test_figures_of_writer_and_doors(house: House) -> None:
    house.sign_in("efua")
    text = house.http.get(paths.METRICS).text
    assert figure(text, "coastal_journal_head") == house.bank.hub.head
    assert figure(text, "coastal_writer_commands_total") == house.bank.writer.commands
    assert figure(text, "coastal_writer_waiting") == 0
    assert figure(text, 'coastal_http_requests_total{door="post_sign_in",status="200"}') == 1
    assert "efua" not in text
