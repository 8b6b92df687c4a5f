from server.staff.otp import base32
from tests.support.seeds import seed_of


def test_a_seed_is_read_as_it_was_written_and_as_people_type_it() -> None:
    seed = b"12345678901234567890"
    assert seed_of(base32(seed)) == seed
    assert seed_of("gezd gnbv gy3t qojq gezd gnbv gy3t qojq") == seed
