"""MessagePack, TOML and YAML beside JSON: round trips, the other implementations, and all that is wrong."""

import base64
import json
import math
import struct
import sys

import msgspec
import pytest
import tomli_w
import yaml
from hypothesis import given
from hypothesis import strategies as st
from helpers import problem_places as problems
from pyo3_classes_fixture import (
    FormatsBase,
    FormatsChild,
    FormatsKinds,
    FormatsLine,
    FormatsNode,
    ValidationError,
)

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FORMATS = ["json", "msgpack", "toml", "yaml"]
WITH_NULL = ["json", "msgpack", "yaml"]


def write(o, form):
    return getattr(o, f"to_{form}")()


def read(cls, data, form):
    return getattr(cls, f"from_{form}")(data)


def ints(bits, signed=True):
    least, most = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    return st.integers(least, most) | st.sampled_from([least, most])


def lists(items):
    return st.lists(items, max_size=3)


TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["", "\0", "no", "12:30", "1e5", "2024-01-01", "<<", "=", "~", ".inf", "NaN", "a: b", "- a", "'", '"""']
    + ["# x", "é\u2028\x85\ufeff", "\U0001f600", "a\n b\n", " a ", "0o17", "1_000", "x" * 2000, "[", "\x7f"]
)
FLOATS = st.floats() | st.sampled_from([math.inf, -math.inf, math.nan, -0.0, 5e-324, 1.8e308])
NARROW = st.floats(width=32)
LINES = st.builds(FormatsLine, TEXTS.filter(bool), st.integers(1, 2**31 - 1), note=st.none() | TEXTS)
FIELDS = {
    "int8": ints(8),
    "int16": ints(16),
    "int32": ints(32),
    "int64": ints(64),
    "int128": ints(128),
    "size": ints(64),
    "uint8": ints(8, signed=False),
    "uint16": ints(16, signed=False),
    "uint32": ints(32, signed=False),
    "uint64": ints(64, signed=False),
    "uint128": ints(128, signed=False),
    "usize": ints(64, signed=False),
    "non_zero": st.integers(1, 2**16 - 1),
    "float32": NARROW,
    "float64": FLOATS,
    "flag": st.booleans(),
    "letter": st.characters(exclude_categories=["Cs"]),
    "text": TEXTS,
    "data": st.binary(),
    "four_bytes": st.binary(min_size=4, max_size=4),
    "floats": lists(FLOATS),
    "three": st.lists(ints(32), min_size=3, max_size=3),
    "pair": st.tuples(ints(8), TEXTS),
    "names": st.sets(TEXTS, max_size=3),
    "numbers": st.sets(ints(64), max_size=3),
    "by_name": st.dictionaries(TEXTS, lists(FLOATS), max_size=3),
    "by_day": st.dictionaries(ints(32), LINES, max_size=3),
    "by_flag": st.dictionaries(st.booleans(), ints(8, signed=False)),
    "maybe": st.none() | ints(64),
    "maybes": lists(st.none() | ints(32)),
    "boxed": ints(32),
    "line": LINES,
    "lines": lists(LINES),
    "maybe_line": st.none() | LINES,
}
# What TOML has: integers of 64 bits with a sign, and None in fields alone.
TOML_FIELDS = {
    **FIELDS,
    **{name: ints(64) for name in ["int128"]},
    **{name: st.integers(0, 2**63 - 1) for name in ["uint64", "uint128", "usize"]},
    "maybes": lists(ints(32)),
}
KINDS = st.builds(FormatsKinds, **FIELDS)
TOML_KINDS = st.builds(FormatsKinds, **TOML_FIELDS)


def same(a, b):
    """Equality in which NaN equals itself, and 0.0 not -0.0."""
    if isinstance(a, float) and isinstance(b, float):
        return struct.pack("d", a) == struct.pack("d", b) or (a != a and b != b)
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def test_every_kind_of_field_is_there():
    assert FIELDS.keys() == FormatsKinds(**{}).to_dict().keys()


@pytest.mark.parametrize("form", WITH_NULL)
@given(o=KINDS)
def test_a_round_trip_is_the_identity(form, o):
    again = read(FormatsKinds, write(o, form), form)
    assert same(again.to_dict(), o.to_dict())


@given(o=TOML_KINDS)
def test_a_round_trip_through_toml_is_the_identity(o):
    again = FormatsKinds.from_toml(o.to_toml())
    assert same(again.to_dict(), o.to_dict())


@pytest.mark.parametrize("form", WITH_NULL)
@given(lines=lists(LINES))
def test_a_round_trip_of_a_list_is_the_identity(form, lines):
    data = getattr(FormatsLine, f"to_{form}_list")(lines)
    assert getattr(FormatsLine, f"from_{form}_list")(data) == lines


@pytest.mark.parametrize("form", FORMATS)
@given(first=TEXTS, lines=lists(LINES), other=st.none() | st.floats(allow_nan=False))
def test_a_class_that_extends_another_has_the_fields_of_both(form, first, lines, other):
    child = FormatsChild(first, 5, lines=lines, other=other)
    assert read(FormatsChild, write(child, form), form) == child


@pytest.mark.parametrize("form", FORMATS)
def test_an_instance_of_a_python_subclass_comes_back(form):
    class Mine(FormatsBase):
        pass

    mine = read(Mine, write(Mine("x"), form), form)
    assert type(mine) is Mine and mine == Mine("x")


def test_toml_has_no_lists_of_instances():
    assert not hasattr(FormatsLine, "to_toml_list") and not hasattr(FormatsLine, "from_toml_list")


# --- Others' implementations ---


def as_json_has_it(value):
    """What another format's own types are in JSON."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        keys = {True: "true", False: "false"}
        return {
            keys[key] if isinstance(key, bool) else str(key): as_json_has_it(entry)
            for key, entry in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [as_json_has_it(item) for item in value]
    return value


def without_none(value):
    if isinstance(value, dict):
        return {key: without_none(entry) for key, entry in value.items() if entry is not None}
    return [without_none(item) for item in value] if isinstance(value, list) else value


WIDE = ["int128", "uint128"]


@given(o=KINDS)
def test_msgspec_reads_our_messagepack(o):
    theirs = as_json_has_it(msgspec.msgpack.decode(o.to_msgpack(), strict=False))
    ours = json.loads(o.to_json())
    for name in WIDE:
        if not -(2**63) <= ours[name] < 2**64:
            ours[name] = str(ours[name])
    # One of 32 bits is that in MessagePack, and the shortest digits in JSON.
    for values in (theirs, ours):
        if not isinstance(values["float32"], str):
            values["float32"] = struct.unpack("f", struct.pack("f", values["float32"]))[0]
    assert same(theirs, ours)


@given(o=KINDS)
def test_pyyaml_reads_our_yaml(o):
    assert same(as_json_has_it(yaml.safe_load(o.to_yaml())), json.loads(o.to_json()))


@given(o=TOML_KINDS)
def test_tomllib_reads_our_toml(o):
    assert same(tomllib.loads(o.to_toml().decode()), without_none(json.loads(o.to_json())))


PLAIN = {name: FIELDS[name] for name in ["int64", "uint32", "float64", "flag", "text", "three", "by_name"]}


def plain(**fields):
    return {**fields, "lines": [{"sku": "a", "qty": 2, "note": "x"}], "by_day": {"3": {"sku": "b"}}}


PLAIN_DICTS = st.builds(plain, **PLAIN)


def is_right(o, fields):
    read = {name: getattr(o, name) for name in PLAIN}
    assert same(read, {name: fields[name] for name in PLAIN})
    assert o.lines == [FormatsLine("a", 2, note="x")] and o.by_day == {3: FormatsLine("b")}


@given(fields=PLAIN_DICTS, data=st.binary())
def test_we_read_the_messagepack_of_msgspec(fields, data):
    o = FormatsKinds.from_msgpack(msgspec.msgpack.encode({**fields, "data": data}))
    is_right(o, fields)
    assert o.data == data


@given(fields=PLAIN_DICTS, multiline=st.booleans())
def test_we_read_the_toml_of_tomli_w(fields, multiline):
    is_right(FormatsKinds.from_toml(tomli_w.dumps(fields, multiline_strings=multiline)), fields)


@pytest.mark.parametrize("options", [{}, {"default_flow_style": True}, {"default_style": '"'}])
@given(fields=PLAIN_DICTS, data=st.binary(), names=st.sets(st.text("ab"), max_size=3))
def test_we_read_the_yaml_of_pyyaml(options, fields, data, names):
    # PyYAML leaves texts without quotes that are numbers in YAML 1.2, not in 1.1, and loses line ends.
    if not options.get("default_style") and not is_same_in_both(fields):
        return
    text = yaml.safe_dump({**fields, "data": data, "names": names}, **options)
    o = FormatsKinds.from_yaml(text)
    is_right(o, fields)
    assert o.data == data and o.names == names


def is_same_in_both(fields):
    texts = [fields["text"], *fields["by_name"]]
    return not any(text.startswith("0o") or text[:1].isdigit() and "e" in text.lower() for text in texts)


# --- Rules ---


def dumped(value, form):
    dumps = {
        "json": json.dumps,
        "msgpack": msgspec.msgpack.encode,
        "toml": tomli_w.dumps,
        "yaml": yaml.safe_dump,
    }
    return dumps[form](value)


@pytest.mark.parametrize("form", FORMATS)
def test_all_that_is_wrong_is_told_in_every_format(form):
    data = {
        "int8": 300,
        "text": 1,
        "letter": "ab",
        "three": [1, "x"],
        "line": {"sku": "", "qty": 0},
        "lines": [{"sku": "a"}, {"qty": "x", "sku": "u"}, 7],
        "by_day": {"1": {"qty": 1}},
        "pair": [1],
    }
    wrong = problems(FormatsKinds.from_json, json.dumps(data))
    assert len(wrong) == 10
    assert ("int_type", ("lines", 1, "qty")) in wrong and ("model_type", ("lines", 2)) in wrong
    assert problems(getattr(FormatsKinds, f"from_{form}"), dumped(data, form)) == wrong
    wrong = [("missing", ("firstName",)), ("greater_than_equal", ("howMany",)), ("extra_forbidden", ("x",))]
    base = {"howMany": -1, "x": 1}
    assert sorted(problems(getattr(FormatsBase, f"from_{form}"), dumped(base, form))) == sorted(wrong)


@pytest.mark.parametrize(
    "form, data, message",
    [
        ("json", '{"value": 1,\n "x"', "Expecting ':' delimiter at line 2 column 5"),
        ("toml", "value = 1\nnext = ]", "at line 2 column 8"),
        ("toml", "value = 1\nvalue = 2", "duplicate key at line 2 column 1"),
        ("toml", "next = {value = 1e999}", "a number is too large for a float at line 1 column 17"),
        ("yaml", "value: 1\nchildren: [1", "at line 2 column 11"),
        ("yaml", "value: 1\nvalue: 2", "a key appears twice at line 2 column 1"),
        ("yaml", "value: 1\n--- 2", "there is more than one document at line 2 column 1"),
        ("yaml", "value: !x 1", "there is no meaning to the tag !x at line 1 column 11"),
        ("yaml", "value: &a [*a]", "an alias stands for what it is in at line 1 column 12"),
        ("yaml", "value: 1e999", "a number is too large for a float at line 1 column 8"),
        ("yaml", "? [1]\n: 2", "a key is a collection"),
        ("yaml", "value: !!int x", "the value has not the type of its tag !!int at line 1 column 14"),
        ("msgpack", b"\x81\xa5val", "the data ends too early at byte"),
        ("msgpack", b"\xc1", "Reserved starts no value at byte 1"),
        ("msgpack", b"\x80\x80", "there is more after the value at byte 1"),
    ],
)
def test_what_is_malformed_says_where(form, data, message):
    with pytest.raises(ValidationError) as caught:
        read(FormatsNode, data, form)
    (problem,) = caught.value.errors()
    assert (problem["type"], problem["loc"]) == (f"{form}_invalid", ())
    if form == "json":
        # serde_json has words of its own.
        assert "at line 2 column" in problem["msg"]
    else:
        assert message in problem["msg"]


@pytest.mark.parametrize("form", ["json", "toml", "yaml"])
@pytest.mark.parametrize("data", [b"\xff", "\ud800"])
def test_what_is_not_utf_8_is_malformed(form, data):
    assert problems(getattr(FormatsNode, f"from_{form}"), data) == [(f"{form}_invalid", ())]


@pytest.mark.parametrize("form", FORMATS)
def test_what_may_be_read(form):
    node = FormatsNode(3)
    data = write(node, form)
    assert type(data) is bytes
    for given_as in [bytes, bytearray, memoryview]:
        assert read(FormatsNode, given_as(data), form) == node
    if form == "msgpack":
        message = r"FormatsNode.from_msgpack: expected bytes, bytearray or memoryview, got str"
        with pytest.raises(TypeError, match=message):
            FormatsNode.from_msgpack("x")
    else:
        assert read(FormatsNode, data.decode(), form) == node
    with pytest.raises(TypeError, match="expected bytes.*, got int"):
        read(FormatsNode, 3, form)


@pytest.mark.parametrize("form", ["msgpack", "toml", "yaml"])
def test_only_json_takes_an_indent(form):
    with pytest.raises(TypeError, match="unexpected keyword argument 'indent'"):
        getattr(FormatsNode(), f"to_{form}")(indent=1)
    with pytest.raises(TypeError, match=r"takes no arguments \(1 given\)"):
        getattr(FormatsNode(), f"to_{form}")(1)


def test_toml_leaves_out_fields_that_are_none():
    assert FormatsLine("a").to_toml() == b'sku = "a"\nqty = 1\n'
    assert FormatsLine.from_toml(b'sku = "a"\nqty = 1\n') == FormatsLine("a")


@pytest.mark.parametrize(
    "fields, message",
    [
        ({"uint64": 2**63}, "uint64: TOML has no integer 9223372036854775808: it has 64 bits"),
        ({"int128": -(2**63) - 1}, "int128: TOML has no integer -9223372036854775809: it has 64 bits"),
        ({"maybes": [1, None]}, "maybes.1: TOML has no None but in a field, which is left out"),
    ],
)
def test_what_toml_has_not_is_refused(fields, message):
    with pytest.raises(ValueError) as caught:
        FormatsKinds(**fields).to_toml()
    assert str(caught.value) == f"FormatsKinds.to_toml: {message}"


def test_what_is_not_finite_may_be_the_formats_own():
    for text in ["float64 = inf\nfloats = [-inf, nan]", "float64 = 'Infinity'\nfloats = ['-Infinity', 'NaN']"]:
        o = FormatsKinds.from_toml(text)
        assert o.float64 == math.inf and same(o.floats, [-math.inf, math.nan])
    for text in ["{float64: .inf, floats: [-.Inf, .NaN]}", "{float64: Infinity, floats: [-Infinity, NaN]}"]:
        o = FormatsKinds.from_yaml(text)
        assert o.float64 == math.inf and same(o.floats, [-math.inf, math.nan])


def test_integers_of_any_size_are_read():
    assert FormatsKinds.from_toml(f"uint128 = {2**128 - 1}").uint128 == 2**128 - 1
    assert FormatsKinds.from_yaml(f"int128: -{2**127}").int128 == -(2**127)
    assert FormatsKinds.from_yaml("{int8: 0o17, int16: 0x1F, int32: +5}").to_tuple()[:3] == (15, 31, 5)
    assert FormatsKinds.from_msgpack(msgspec.msgpack.encode({"int128": str(-(2**127))})).int128 == -(2**127)


def test_dates_of_toml_and_yaml_are_texts():
    assert FormatsKinds.from_toml("text = 1979-05-27T07:32:00Z").text == "1979-05-27T07:32:00Z"
    assert FormatsKinds.from_toml("text = 07:32:00").text == "07:32:00"
    assert FormatsKinds.from_yaml("text: 1979-05-27").text == "1979-05-27"


def test_keys_that_are_no_texts():
    o = FormatsKinds(by_day={3: FormatsLine("a")}, by_flag={True: 1})
    assert yaml.safe_load(o.to_yaml())["by_flag"] == {True: 1}
    assert msgspec.msgpack.decode(o.to_msgpack(), strict=False)["by_flag"] == {True: 1}
    assert tomllib.loads(o.to_toml().decode())["by_flag"] == {"true": 1}
    for text in ["by_day: {3: {sku: a}}\nby_flag: {true: 1}", 'by_day: {"3": {sku: a}}\nby_flag: {"true": 1}']:
        assert FormatsKinds.from_yaml(text) == o


def test_yaml_is_that_of_the_core_schema_of_1_2():
    o = FormatsKinds.from_yaml("{text: no, names: [12:30, 1_000, yes, 2024-01-01], flag: True}")
    assert (o.text, o.flag) == ("no", True)
    assert o.names == {"12:30", "1_000", "yes", "2024-01-01"}
    assert problems(FormatsKinds.from_yaml, "text: 1") == [("string_type", ("text",))]
    assert problems(FormatsKinds.from_yaml, "text: ~") == [("string_type", ("text",))]
    assert FormatsKinds.from_yaml("text: !!str 1").text == "1"


def test_aliases_and_merged_keys():
    text = "children: [&a {value: 1}, *a, {<<: *a}, {<<: [{value: 2}, *a], value: 3}]"
    assert [node.value for node in FormatsNode.from_yaml(text).children] == [1, 1, 1, 3]
    text = yaml.safe_dump({"children": [{"value": 1}] * 2})
    assert "&id001" in text and len(FormatsNode.from_yaml(text).children) == 2


def test_duplicate_fields():
    twice = b"\x82\xa5value\x01\xa5value\x02"
    assert problems(FormatsNode.from_msgpack, twice) == [("msgpack_invalid", ())]
    assert problems(FormatsNode.from_json, b'{"value":1,"value":2}') == [("json_invalid", ())]


@pytest.mark.parametrize("form", FORMATS)
def test_nesting_is_limited(form):
    def nested(depth):
        node = FormatsNode()
        for _ in range(depth - 1):
            node = FormatsNode(next=node)
        return node

    # Levels of instances, of which the innermost has a list in it. The crate for TOML stops at 81 tables.
    most = {"toml": 81}.get(form, 126)
    deepest = nested(most)
    assert read(FormatsNode, write(deepest, form), form) == deepest
    deeper = nested(most + 1)
    with pytest.raises(ValueError, match="nested|recurs"):
        read(FormatsNode, write(deeper, form), form)
