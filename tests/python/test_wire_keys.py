"""Keys of maps on the wire."""

import json
import math
import pathlib
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from pyo3_classes_fixture import ValidationError, WireKeys

UTC = timezone.utc
BIG = 10**40

KEYS = {
    "int": [-128, 0, 127],
    "unsigned": [0, 2**64 - 1],
    "wide": [-(2**127), 2**127 - 1],
    "non_zero": [1, 255],
    "big_int": [5, -BIG],
    "boolean": [True, False],
    "character": ["a", "é", "1"],
    "text": ["", "1", "true", "é"],
    "py_str": ["", "1"],
    "float": [0.5, 1e300, -1.0, math.inf],
    "uuid": [UUID(int=5)],
    "decimal": [Decimal("1.5")],
    "date": [date(2024, 2, 29)],
    "moment": [datetime(2024, 2, 29, tzinfo=UTC)],
    "duration": [timedelta(1, 2, 3)],
    "path": [pathlib.Path("a/b")],
    "optional": [1, -1],
    "boxed": [1, -1],
    "bytes": [b"", b"a\xff"],
    "indexed": [3, 1, 2],
    "hashed": [3, 1],
}


@pytest.mark.parametrize("name", KEYS)
def test_keys_come_back(name):
    entries = {key: index for index, key in enumerate(KEYS[name])}
    one = WireKeys(**{name: entries})
    written = one.to_json()
    assert all(isinstance(key, str) for key in json.loads(written)[name])
    read = getattr(WireKeys.from_json(written), name)
    assert read == entries
    if name == "indexed":
        assert list(read) == list(entries)
    assert getattr(WireKeys.from_dict(one.to_dict()), name) == entries


@pytest.mark.parametrize("name", KEYS)
def test_keys_come_back_the_careful_way(name):
    entries = {key: index for index, key in enumerate(KEYS[name])}
    written = WireKeys(**{name: entries}).to_json()
    with pytest.raises(ValidationError) as caught:
        WireKeys.from_json(json.dumps({**json.loads(written), "dates": {"1": "x"}}))
    assert [problem["loc"] for problem in caught.value.errors()] == [("dates", "1")]


def test_wrong_keys_are_told():
    for name, key in [("int", "x"), ("int", "128"), ("boolean", "True"), ("date", "x"), ("uuid", "")]:
        with pytest.raises(ValidationError) as caught:
            WireKeys.from_json(json.dumps({name: {key: 1}}))
        assert [problem["loc"] for problem in caught.value.errors()] == [(name, key)]


def test_a_tuple_is_no_key_of_json():
    one = WireKeys(tuple={(1, 2): 3})
    assert WireKeys.from_dict(one.to_dict()) == one
    with pytest.raises(ValueError, match="^WireKeys.to_json: key must be a string$"):
        one.to_json()
