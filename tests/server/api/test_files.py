import hashlib

import pytest

from contract import paths
from contract.customers import IMAGE_BYTES_MAX
from server.api.files import media_type
from tests.server.api.house import House, problem

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 100


def path_of(content: bytes) -> str:
    return paths.FILES.format(sha256=hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVE", ""),
        (b"<svg onload='x'>", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_its_first_bytes_say(content: bytes, kind: str) -> None:
    assert media_type(content) == kind


def test_a_picture_is_kept_once_and_got_by_its_name(house: House) -> None:
    efua = house.sign_in("efua")
    for _ in range(2):
        assert efua.call("PUT", path_of(PNG), PNG).status_code == 204
    got = efua.get(path_of(PNG))
    assert (got.status_code, got.content, got.headers["content-type"]) == (200, PNG, "image/png")
    assert "immutable" in got.headers["cache-control"]


def test_what_is_no_picture_or_another_is_refused(house: House) -> None:
    efua = house.sign_in("efua")
    large = PNG + b"\x00" * IMAGE_BYTES_MAX
    assert problem(efua.call("PUT", path_of(PNG), PNG + b"!")) == (400, "malformed")
    assert problem(efua.call("PUT", path_of(b"text"), b"text")) == (400, "malformed")
    assert problem(efua.call("PUT", path_of(large), large)) == (413, "too_large")
    assert problem(efua.get(path_of(b"absent"))) == (404, "not_found")
    assert problem(efua.get(paths.FILES.format(sha256="..%2F..%2Fetc"))) == (404, "not_found")
    assert problem(house.sign_in("yaa").get(path_of(PNG))) == (403, "not_permitted")
