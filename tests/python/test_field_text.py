"""Fields of text and ``bytes``."""

import array

import pyo3_classes_fixture as fixture
import pytest

import helpers

TEXTS = ["FieldString", "FieldBoxStr", "FieldArcStr", "FieldCowStr"]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "text", ["", "tea", "thé", "日本\U0001f375", "\0", "a" * 10_000], ids=ascii
)
def test_text(name, text):
    cls = getattr(fixture, name)
    twin = helpers.twin_of_field(cls)
    assert cls(text).value == text
    assert repr(cls(text)) == repr(twin(text))
    assert cls(text) == cls(text)
    assert hash(cls(text)) == hash(cls(text))
    assert (cls(text) < cls("m")) is (text < "m")


@pytest.mark.parametrize("name", TEXTS)
def test_wrong_type(name):
    cls = getattr(fixture, name)
    for value, got in [(1, "int"), (b"tea", "bytes"), (None, "None"), (["a"], "list")]:
        assert helpers.outcome(cls, value) == (
            TypeError,
            f"{name}.value: expected str, got {got}",
        )


@pytest.mark.parametrize("text", ["\ud800", "a\udfff", "\udc80tail"], ids=ascii)
def test_surrogate_is_a_clear_error(text):
    with pytest.raises(ValueError) as caught:
        fixture.FieldString(text)
    assert str(caught.value).startswith("FieldString.value: 'utf-8' codec can't encode character")
    assert "surrogates not allowed" in str(caught.value)
    assert isinstance(caught.value.__cause__, UnicodeEncodeError)
    with pytest.raises(ValueError, match=r"^FieldVecString.value\[1\]: 'utf-8' codec"):
        fixture.FieldVecString(["a", text])


def test_subclass_of_str_becomes_str():
    class Text(str):
        pass

    assert type(fixture.FieldString(Text("a")).value) is str


def test_char():
    for text in ["a", "é", "\U0001f375", "\0"]:
        assert fixture.FieldChar(text).value == text
        assert repr(fixture.FieldChar(text)) == f"FieldChar(value={text!r})"
    for value, got in [("", "str"), ("ab", "str"), (97, "int"), (None, "None"), (b"a", "bytes")]:
        assert helpers.outcome(fixture.FieldChar, value) == (
            TypeError,
            f"FieldChar.value: expected str of one character, got {got}",
        )
    with pytest.raises(ValueError, match="^FieldChar.value: "):
        fixture.FieldChar("\ud800")


def test_os_string_keeps_surrogates():
    text = b"caf\xe9".decode("utf-8", "surrogateescape")
    assert fixture.FieldOsString(text).value == text
    assert repr(fixture.FieldOsString(text)) == f"FieldOsString(value={text!r})"
    assert fixture.FieldOsString(text) == fixture.FieldOsString(text)
    assert helpers.outcome(fixture.FieldOsString, 1) == (
        TypeError,
        "FieldOsString.value: expected str, got int",
    )


@pytest.mark.parametrize("raw", [b"", b"tea", b"it's", b"'\"\\", bytes(range(256))], ids=repr)
def test_bytes(raw):
    field = fixture.FieldBytes(raw)
    twin = helpers.twin_of_field(fixture.FieldBytes)
    assert field.value == raw
    assert type(field.value) is bytes
    assert repr(field) == repr(twin(raw))
    assert field == fixture.FieldBytes(bytearray(raw))
    assert hash(field) == hash(fixture.FieldBytes(list(raw)))
    assert (field < fixture.FieldBytes(b"m")) is (raw < b"m")


def test_bytes_from_other_sequences():
    for value in [bytearray(b"abc"), memoryview(b"abc"), array.array("B", b"abc"), [97, 98, 99]]:
        assert fixture.FieldBytes(value).value == b"abc"


def test_bytes_errors():
    for value, error in [
        ("abc", (TypeError, "FieldBytes.value: expected bytes, got str")),
        (1, (TypeError, "FieldBytes.value: expected bytes, got int")),
        (None, (TypeError, "FieldBytes.value: expected bytes, got None")),
        ([1, 256], (OverflowError, "FieldBytes.value[1]: expected int from 0 to 255, got 256")),
        ([1, "x"], (TypeError, "FieldBytes.value[1]: expected int, got str")),
    ]:
        assert helpers.outcome(fixture.FieldBytes, value) == error


def test_byte_array():
    assert fixture.FieldByteArray(b"abcd").value == b"abcd"
    assert repr(fixture.FieldByteArray(b"abcd")) == "FieldByteArray(value=b'abcd')"
    assert helpers.outcome(fixture.FieldByteArray, b"abc") == (
        ValueError,
        "FieldByteArray.value: expected bytes of 4 items, got 3 items",
    )
