from contract import paths


def test_a_server_reads_its_own_protocol_and_older_ones() -> None:
    assert 1 <= paths.PROTOCOL_MIN <= paths.PROTOCOL


def test_no_two_doors_share_a_path() -> None:
    doors = [value for name, value in vars(paths).items() if name.isupper() and str(value).startswith("/")]
    assert len(doors) == len(set(doors))
