import re

from contract import paths
from tests.server.api.house import House


def test_the_page_fetches_nothing_from_elsewhere(house: House) -> None:
    page = house.http.get(paths.DOCS)
    assert page.status_code == 200
    assert re.findall(r"(?:src|href)=|https?://", page.text) == []
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/=]{44}'", page.headers["content-security-policy"])) == 2
