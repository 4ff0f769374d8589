"""The shortcuts of dicts and JSON do what the longer ways do."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from helpers import problems as errors
from pyo3_classes_fixture import (
    WireMaps,
    WireOmits,
    WireQuick,
    WireQuickChild,
    WireQuickObject,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def quick(**changes):
    return WireQuick(**{"count": 2**64 - 1, "unit_price": -0.5, "text": "ä", **changes})


def as_dict(**changes):
    fields = {"count": 2**64 - 1, "unitPrice": -0.5, "text": "ä", "note": None, "is_on": False}
    return {**fields, **changes}


def test_a_dict_has_the_keys_and_values_of_the_wire_in_their_order():
    for _ in range(3):  # The first instances are what the layout is learned from.
        made = quick(note="n", is_on=True).to_dict()
        assert list(made.items()) == list(as_dict(note="n", is_on=True).items())
        assert [type(value) for value in made.values()] == [int, float, str, str, bool]
    assert quick().to_dict() is not quick().to_dict()


def test_a_subclass_in_rust_and_one_in_python_have_theirs():
    child = WireQuickChild(count=1, unit_price=2.0, text="t", own=-3)
    assert child.to_dict() == as_dict(count=1, unitPrice=2.0, text="t", own=-3)
    assert WireQuick.to_dict(child) == as_dict(count=1, unitPrice=2.0, text="t")

    class Further(WireQuick):
        extra = 5

    assert Further(count=1, unit_price=2.0, text="t").to_dict() == as_dict(
        count=1, unitPrice=2.0, text="t"
    )


def test_objects_in_a_dict_are_the_same_objects():
    text, cycle = "".join(["a", "b"]), []
    made = WireQuickObject(text, cycle).to_dict()
    assert made["text"] is text
    assert made["any"] is cycle


def test_what_is_left_out_depends_on_the_instance():
    assert WireOmits().to_dict() == {}
    assert WireOmits(b=3).to_dict() == {"b": 3}
    assert WireOmits(b=3).to_json() == b'{"b":3}'
    assert WireOmits().to_json() == b"{}"


def test_no_dict_while_somebody_is_changing_it():
    o = quick()
    for write in (o.to_dict, o.to_json):
        with pytest.raises((RuntimeError, ValueError), match="lready mutably borrowed"):
            o.call_while_changing(write)
    assert o.to_dict() == as_dict()


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


@given(TEXTS)
def test_texts_are_escaped_as_json_does(text):
    o = quick(text=text, unit_price=0.25)
    assert o.to_json() == compact(as_dict(text=text, unitPrice=0.25))
    assert WireQuick.from_json(o.to_json()) == o


@given(
    st.dictionaries(TEXTS, TEXTS),
    st.dictionaries(st.integers(-(2**63), 2**63 - 1), st.lists(st.integers(0, 2**32 - 1))),
    st.dictionaries(st.booleans(), st.floats(allow_nan=False, allow_infinity=False)),
)
def test_maps_are_written_as_json_does(texts, numbers, flags):
    o = WireMaps(texts, numbers, flags)
    written = o.to_json()
    # Floats have other exponents in Python: 1e+16 is 1e16.
    assert json.loads(written) == json.loads(json.dumps(o.to_dict()))
    assert json.loads(o.to_json(indent=2), object_pairs_hook=list) == json.loads(
        written, object_pairs_hook=list
    )
    assert WireMaps.from_json(written) == o


RIGHT = '{"count":1,"unitPrice":2,"text":"t"}'


@pytest.mark.parametrize(
    "wrong",
    [
        '{"count":"1","unitPrice":2,"text":"t"}',
        '{"count":1,"unitPrice":200,"text":"t"}',
        '{"count":-1,"unitPrice":"x","text":7}',
        '{"unitPrice":2,"text":"t"}',
        '{"count":36893488147419103232,"unitPrice":2,"text":"t"}',
        "[]",
        "null",
    ],
)
def test_a_list_tells_of_each_item_what_that_tells_by_itself(wrong):
    alone = errors(WireQuick.from_json, wrong)
    items = [RIGHT, wrong, RIGHT, RIGHT, wrong]
    expected = [
        {**error, "loc": (index, *error["loc"])} for index in (1, 4) for error in alone
    ]
    for data in (f"[{','.join(items)}]", f" [ {' , '.join(items)} ]\n".encode()):
        assert errors(WireQuick.from_json_list, data) == expected


def test_an_item_that_only_the_longer_way_can_read_is_read():
    items = [RIGHT, '{"count":1.0,"unitPrice":2,"text":"t"}', RIGHT]
    made = WireQuick.from_json_list(f"[{','.join(items)}]")
    assert made == [WireQuick(1, 2.0, "t")] * 3


def test_what_is_wrong_with_the_whole_is_told_of_the_whole():
    twice = '{"count":1,"count":1,"unitPrice":2,"text":"t"}'
    (error,) = errors(WireQuick.from_json_list, f"[{RIGHT},{twice}]")
    assert (error["type"], error["loc"]) == ("json_invalid", ())
    for data in (f"[{RIGHT},", f"[{RIGHT}] x", b"[\xff]", f'["\xff",{RIGHT}'.encode("latin-1")):
        (error,) = errors(WireQuick.from_json_list, data)
        assert (error["type"], error["loc"]) == ("json_invalid", ())
    (error,) = errors(WireQuick.from_json_list, RIGHT)
    assert (error["type"], error["loc"], error["msg"]) == ("list_type", (), "must be a list")


def test_arguments_are_counted():
    o = quick()
    assert o.to_json(None) == o.to_json(indent=None) == o.to_json()
    with pytest.raises(TypeError, match=r"takes at most 1 argument \(2 given\)"):
        o.to_json(1, 2)
    with pytest.raises(TypeError, match="takes 1 positional argument, 0 given"):
        WireQuick.to_json_list()
    with pytest.raises(TypeError, match="multiple values for argument 'indent'"):
        o.to_json(1, indent=2)


def test_a_mapping_may_have_keys_that_are_no_exact_strings():
    class Key(str):
        pass

    given_ = {Key(key): value for key, value in as_dict().items()}
    assert WireQuick.from_dict(given_) == quick()
    (error,) = errors(WireQuick.from_dict, {**as_dict(), "text": 1})
    assert error["loc"] == ("text",)
    (error,) = errors(WireQuick.from_dict, {**as_dict(), "unitPrice": 101.0})
    assert (error["type"], error["loc"]) == ("less_than_equal", ("unitPrice",))
