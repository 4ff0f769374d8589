"""Types on the wire that are the user's own."""

import json
from datetime import date

import pytest
from pyo3_classes_fixture import ValidationError, WireOwn

OWN = {
    "code": "ABC",
    "day": "2024-02-29",
    "place": {"lat": 1.5, "names": ["é"]},
    "kind": "Unit",
}
KINDS = ["Unit", {"Newtype": 5}, {"Tuple": [-1, "x"]}, {"Struct": {"wide": 2**64 - 1}}]


@pytest.mark.parametrize("kind", KINDS)
def test_types_of_ones_own(kind):
    one = WireOwn.from_json(json.dumps({**OWN, "kind": kind}))
    assert one.day == date(2024, 2, 29)
    assert json.loads(one.kind) == kind
    assert json.loads(one.to_json()) == {**OWN, "kind": kind}
    assert WireOwn.from_dict(one.to_dict()).to_json() == one.to_json()
    # The careful way reads them too: only the code is wrong.
    with pytest.raises(ValidationError) as caught:
        WireOwn.from_json(json.dumps({**OWN, "kind": kind, "code": "abc"}))
    (problem,) = caught.value.errors()
    assert problem["loc"] == ("code",)
    assert "abc is no code" in problem["msg"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("kind", "Other", "unknown variant `Other`"),
        ("kind", {"Newtype": "x"}, "invalid type: string"),
        ("kind", {"Tuple": [1]}, "invalid length 1"),
        ("kind", {"Struct": {}}, "missing field `wide`"),
        ("kind", {"Unit": None, "Newtype": 1}, "no variant"),
        ("place", {"names": []}, "missing field `lat`"),
        ("place", {"lat": 1, "other": 1}, "unknown field `other`"),
        ("place", {"lat": 1, "names": ["a", 2]}, "invalid type: integer `2`"),
    ],
)
def test_types_that_serde_alone_knows_are_one_leaf(field, value, message):
    with pytest.raises(ValidationError) as caught:
        WireOwn.from_json(json.dumps({**OWN, field: value, "day": "x"}))
    problems = {problem["loc"]: problem["msg"] for problem in caught.value.errors()}
    assert set(problems) == {("day",), (field,)}
    assert message in problems[(field,)]
