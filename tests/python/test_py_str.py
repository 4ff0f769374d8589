"""``PyStr``: text that stays a Python ``str``."""

import copy
import gc
import pickle
import sys
import typing

import pyo3_classes_fixture as fixture
import pytest
from hypothesis import given
from hypothesis import strategies as st

import helpers

Text = helpers.twin_of_field(fixture.FieldPyStr)
# Without lone surrogates, which have no UTF-8.
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT, TEXT)
def test_as_a_dataclass(a, b):
    ours, others = fixture.FieldPyStr(a), fixture.FieldPyStr(b)
    assert ours.value is a
    assert repr(ours) == repr(Text(a))
    assert (ours == others) is (Text(a) == Text(b))
    assert (ours < others) is (Text(a) < Text(b))
    assert (ours >= others) is (Text(a) >= Text(b))
    same = fixture.FieldPyStr((a + "x")[:-1])
    assert ours == same
    assert hash(ours) == hash(same)


@given(TEXT)
def test_hashes_and_prints_as_string_does(text):
    ours, string = fixture.FieldPyStr(text), fixture.FieldString(text)
    assert hash(ours) == hash(string)
    assert repr(ours).replace("PyStr", "String") == repr(string)


@given(TEXT)
def test_copies_and_pickles(text):
    ours = fixture.FieldPyStr(text)
    for copied in [copy.copy(ours), copy.deepcopy(ours), ours.__replace__()]:
        assert copied == ours
        assert copied is not ours
        assert copied.value is text
    for protocol in helpers.PICKLE_PROTOCOLS:
        assert pickle.loads(pickle.dumps(ours, protocol)) == ours


@given(st.lists(TEXT), st.dictionaries(TEXT, TEXT), st.sets(TEXT))
def test_in_collections(items, mapping, members):
    assert fixture.FieldVecPyStr(items).value == items
    assert all(a is b for a, b in zip(fixture.FieldVecPyStr(items).value, items))
    assert fixture.FieldMapPyStr(mapping).value == mapping
    assert fixture.FieldMapPyStr(mapping) == fixture.FieldMapPyStr(dict(reversed(mapping.items())))
    assert fixture.FieldSetPyStr(members).value == members


def test_optional():
    assert fixture.FieldOptionPyStr(None).value is None
    assert fixture.FieldOptionPyStr("tea").value == "tea"
    assert repr(fixture.FieldOptionPyStr("tea")) == "FieldOptionPyStr(value='tea')"


def test_hints():
    hint = lambda cls: typing.get_type_hints(cls)["value"]  # noqa: E731
    assert hint(fixture.FieldPyStr) is str
    assert hint(fixture.FieldVecPyStr) == hint(fixture.FieldVecString)
    assert hint(fixture.FieldOptionPyStr) == typing.Optional[str]


def test_wrong_type():
    for value, got in [(1, "int"), (b"tea", "bytes"), (None, "None"), (["a"], "list")]:
        assert helpers.outcome(fixture.FieldPyStr, value) == (
            TypeError,
            f"FieldPyStr.value: expected str, got {got}",
        )
    assert helpers.outcome(fixture.FieldVecPyStr, ["a", 1]) == (
        TypeError,
        "FieldVecPyStr.value[1]: expected str, got int",
    )


@pytest.mark.parametrize("text", ["\ud800", "a\udfff", "\udc80tail"], ids=ascii)
def test_surrogate_is_the_error_that_string_gives(text):
    with pytest.raises(ValueError) as caught:
        fixture.FieldPyStr(text)
    with pytest.raises(ValueError) as expected:
        fixture.FieldString(text)
    assert str(caught.value) == str(expected.value).replace("String", "PyStr")
    assert isinstance(caught.value.__cause__, UnicodeEncodeError)


def test_subclass_of_str_becomes_str():
    class Loud(str):
        def __eq__(self, other):
            raise AssertionError("asked")

        __hash__ = str.__hash__

        def __str__(self):
            raise AssertionError("asked")

    for text in ["tea", "thé", ""]:
        ours = fixture.FieldPyStr(Loud(text))
        assert type(ours.value) is str
        assert ours.value == text
        assert ours == fixture.FieldPyStr(text)


def test_the_text_lives_as_long_as_the_field():
    labels = fixture.Labels("".join(["é", "a"]), names={"k" * 1000: "v" * 1000})
    gc.collect()
    assert labels.name("k" * 1000) == "v" * 1000
    text = "".join(["some ", "text"])
    before = sys.getrefcount(text)
    ours = fixture.FieldPyStr(text)
    assert sys.getrefcount(text) == before + 1
    ours.value = "other"
    assert sys.getrefcount(text) == before


def test_is_not_for_the_collector():
    # Only what can be part of a cycle is: see `gc.get_referents` of a class with a `Py<PyAny>`.
    text = "".join(["some ", "text"])
    assert text not in gc.get_referents(fixture.FieldPyStr(text))


def test_defaults():
    labels = fixture.Labels("a")
    assert (labels.kind, labels.note, labels.tags, labels.names) == ("tea", None, [], {})


def test_constraints():
    fixture.Labels("é")
    with pytest.raises(fixture.ValidationError) as caught:
        fixture.Labels("", tags=["abc", "abcd"])
    kinds = {(problem["loc"], problem["type"]) for problem in caught.value.errors()}
    assert kinds == {
        (("code",), "string_too_short"),
        (("code",), "string_pattern_mismatch"),
        (("tags", 1), "string_too_long"),
    }
    labels = fixture.Labels("a")
    with pytest.raises(fixture.ValidationError):
        labels.code = "abcd"
    assert labels.code == "a"


def test_view():
    labels = fixture.Labels("a", tags=["b"])
    text = "".join(["c", "d"])
    labels.tags.append(text)
    assert labels.tags == ["b", "cd"]
    assert labels.tags[1] is text
    assert labels.tags.index("cd") == 1
    with pytest.raises(fixture.ValidationError):
        labels.tags.append("long")
    assert labels.tags == ["b", "cd"]
    labels.tags.sort(reverse=True)
    assert labels.tags == ["cd", "b"]


def test_rust_looks_up_by_text():
    labels = fixture.Labels("a", names={"thé": "tea", "x": "y"})
    assert labels.name("thé") == "tea"
    assert labels.name("tea") is None
