"""Documents that a JSON Schema of ours allows, and some that it nearly does.

Not by hypothesis-jsonschema, whose last release uses insides that hypothesis no longer has.
"""

import copy
import math

from hypothesis import strategies as st


def documents(schema, root, depth=3):
    """What the schema allows; where it holds itself, `depth` levels of that."""
    if "$ref" in schema:
        target = root
        for step in schema["$ref"].split("/")[1:]:
            target = target[step]
        return st.deferred(lambda: documents(target, root, depth - 1)) if depth else st.nothing()
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of([documents(member, root, depth) for member in schema["anyOf"]])
    kinds = {
        "boolean": lambda: st.booleans(),
        "null": lambda: st.none(),
        "integer": lambda: integers(schema),
        "number": lambda: numbers(schema),
        "string": lambda: texts(schema),
        "array": lambda: arrays(schema, root, depth),
        "object": lambda: objects(schema, root, depth),
    }
    return kinds[schema["type"]]() if "type" in schema else VALUES


def integers(schema):
    step = schema.get("multipleOf", 1)
    low = schema.get("minimum", schema.get("exclusiveMinimum", -(2**130)) + 1)
    high = schema.get("maximum", schema.get("exclusiveMaximum", 2**130) - 1)
    near = [low, high, max(low, min(high, 0))]
    whole = st.one_of(
        st.integers(-(-low // step), high // step).map(lambda times: times * step),
        st.sampled_from([number for number in near if number % step == 0] or [-(-low // step) * step]),
    ).filter(lambda number: schema.get("not") != {"const": number})
    # 1.0 is an integer in JSON Schema.
    return st.one_of(
        whole, whole.filter(lambda number: abs(number) < 2**53).map(float)
    )


def numbers(schema):
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    floats = st.floats(
        low,
        high,
        allow_nan=False,
        allow_infinity=False,
        exclude_min="exclusiveMinimum" in schema,
        exclude_max="exclusiveMaximum" in schema,
    )
    return st.one_of(floats, floats.map(math.floor).filter(lambda n: low is None or n > low))


def texts(schema):
    least, most = schema.get("minLength", 0), schema.get("maxLength", 12)
    if "pattern" in schema:
        # Python's `$` is before a last line break too, and that of JSON Schema is not.
        text = st.from_regex(schema["pattern"]).map(lambda text: text.rstrip("\n"))
        return text.filter(lambda text: least <= len(text) <= most)
    return st.text(min_size=least, max_size=most)


def arrays(schema, root, depth):
    least, most = schema.get("minItems", 0), schema.get("maxItems", 4)
    if "prefixItems" in schema:
        return st.tuples(*[documents(i, root, depth) for i in schema["prefixItems"]]).map(list)
    items = documents(schema["items"], root, depth) if "items" in schema else VALUES
    unique = (lambda item: (item == 0, str(item))) if schema.get("uniqueItems") else None
    lists = st.lists(items, min_size=least, max_size=most, unique_by=unique)
    if unique:
        # For 1 and 1.0 are one item.
        lists = lists.filter(lambda items: all(items.count(item) == 1 for item in items))
    # Nothing more fits where it holds itself too deep.
    return st.just([]) if items.is_empty else lists


def objects(schema, root, depth):
    properties = schema.get("properties", {})
    required = schema.get("required", [])
    parts = {name: documents(part, root, depth) for name, part in properties.items()}
    fixed = st.fixed_dictionaries(
        {name: parts[name] for name in required},
        optional={name: part for name, part in parts.items() if name not in required},
    )
    more = schema.get("additionalProperties", not properties)
    if "additionalProperties" in schema and more is False:
        return fixed
    names = schema.get("propertyNames", {})
    keys = documents({"type": "string", **names}, root, depth)
    values = documents(more if isinstance(more, dict) else {}, root, depth)
    others = st.dictionaries(keys, values, max_size=min(schema.get("maxProperties", 3), 3))
    both = st.tuples(fixed, others)
    return both.map(lambda both: {**{k: v for k, v in both[1].items() if k not in properties}, **both[0]})


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-300, 300),
    st.sampled_from(
        [2**31, -(2**31) - 1, 2**64, 2**127, 5.0, 0.5, -0.0, 1e20, 3.5e38, "NaN", "Infinity"]
    ),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "a", "ab", "aaaaa", "é", "AA==", "AAAAAA==", "AB==", "true", "1", "01"]),
    st.text(max_size=5),
    st.lists(st.one_of(st.integers(-2, 4), st.text(max_size=2), st.booleans()), max_size=4),
    st.dictionaries(
        st.one_of(st.sampled_from(["1", "01", "-1", "true", "a", "", "x"]), st.text(max_size=2)),
        st.one_of(st.integers(-1, 2), st.none(), st.booleans(), st.floats(-1, 1)),
        max_size=3,
    ),
)


def places(document, path=()):
    yield path
    if isinstance(document, dict):
        for key, value in document.items():
            yield from places(value, (*path, key))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from places(value, (*path, index))


@st.composite
def nearly(draw, allowed):
    """An allowed document with one value, key or item changed, added or taken away."""
    document = copy.deepcopy(draw(allowed))
    path = draw(st.sampled_from(list(places(document))))
    if not path:
        return draw(VALUES) if draw(st.booleans()) else {**document, draw(st.text()): draw(VALUES)}
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    change = draw(st.sampled_from(["replace", "remove", "double"]))
    if change == "remove":
        del parent[path[-1]]
    elif change == "double" and isinstance(parent, list):
        parent.append(parent[path[-1]])
    else:
        parent[path[-1]] = draw(VALUES)
    return document
