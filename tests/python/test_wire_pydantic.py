"""Data classes in pydantic's models, as types of its adapters, and in its JSON Schema."""

import datetime
import json
import math
import subprocess
import sys
from typing import Dict, List, Optional, Union

import pydantic
import pytest
from pyo3_classes_fixture import (
    SchemaAnimal,
    SchemaColor,
    SchemaDefaults,
    SchemaDog,
    SchemaForest,
    SchemaKinds,
    SchemaLine,
    SchemaOrder,
    SchemaPaint,
    SchemaTicket,
    SchemaTree,
)
from pydantic import BaseModel, TypeAdapter, ValidationError


class Cart(BaseModel):
    orders: List[SchemaOrder]
    gift: Optional[SchemaLine] = None


TEA = {"sku": "tea", "qty": 2}
ORDER = {"id": 7, "lines": [TEA, {"sku": "cup"}]}


def problems(function, *args, **options):
    with pytest.raises(ValidationError) as caught:
        function(*args, **options)
    return [(problem["type"], problem["loc"]) for problem in caught.value.errors()]


def test_the_extension_does_not_import_pydantic():
    code = "import sys, pyo3_classes_fixture; print([n for n in sys.modules if 'pydantic' in n])"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert output.stdout == "[]\n"


def test_an_instance_passes_as_the_same_object():
    line = SchemaLine("tea")
    cart = Cart(orders=[], gift=line)
    assert cart.gift is line
    assert TypeAdapter(SchemaLine).validate_python(line) is line
    assert TypeAdapter(SchemaLine).validate_python(line, strict=True) is line


def test_a_dict_makes_an_instance():
    cart = Cart(orders=[ORDER], gift=TEA)
    assert cart.orders == [SchemaOrder(7, [SchemaLine("tea", 2), SchemaLine("cup")])]
    assert cart.gift == SchemaLine("tea", 2)
    assert type(cart.gift) is SchemaLine
    assert TypeAdapter(List[SchemaLine]).validate_python([TEA]) == [SchemaLine("tea", 2)]


def test_json_makes_an_instance():
    data = json.dumps({"orders": [ORDER], "gift": TEA})
    assert Cart.model_validate_json(data) == Cart(orders=[ORDER], gift=TEA)
    assert TypeAdapter(SchemaOrder).validate_json(json.dumps(ORDER)).lines[0].qty == 2
    # As JSON has them, not as Python has them.
    document = '{"emptyBytes": "AAE=", "noEnd": "-Infinity", "aTuple": [1, "x"]}'
    read = TypeAdapter(SchemaDefaults).validate_json(document)
    assert (read.empty_bytes, read.no_end, read.a_tuple) == (b"\x00\x01", -math.inf, (1, "x"))
    assert read == SchemaDefaults.from_json(document)


def test_python_values_may_be_those_of_json():
    # As `fastapi` hands over a body.
    adapter = TypeAdapter(SchemaTicket)
    day = datetime.date(2024, 2, 29)
    for value in (day, "2024-02-29"):
        assert adapter.validate_python({"id": 1, "day": value}).day == day
        # What is right in either is no problem.
        assert problems(adapter.validate_python, {"id": 0, "day": value}) == [
            ("greater_than", ("id",))
        ]
    assert problems(adapter.validate_python, {"id": 1, "day": "29.2."}) == [
        ("date_type", ("day",))
    ]
    assert problems(adapter.validate_json, '{"id": 1, "day": "29.2."}') == [
        ("value_error", ("day",))
    ]


def test_a_dataclass_of_ours_is_no_dataclass_for_pydantic():
    ticket = SchemaTicket(1, seatNumber=3)
    adapter = TypeAdapter(SchemaTicket)
    assert adapter.validate_python(ticket) is ticket
    assert adapter.dump_python(ticket) == ticket_form(seatNumber=3)
    assert adapter.validate_python({"id": 1, "seatNumber": 3}) == ticket
    assert adapter.json_schema() == {
        key: value for key, value in SchemaTicket.json_schema().items() if key != "$schema"
    }

    class Holder(BaseModel):
        ticket: SchemaTicket

    assert Holder(ticket=ticket).model_dump(mode="json") == {"ticket": ticket_form(seatNumber=3)}


def ticket_form(**changes):
    return {"id": 1, "seatNumber": None, "lines": [], "day": None, **changes}


def test_strict_wants_instances_but_of_json():
    adapter = TypeAdapter(SchemaLine)
    assert problems(adapter.validate_python, TEA, strict=True) == [("is_instance_of", ())]
    assert adapter.validate_json(json.dumps(TEA), strict=True) == SchemaLine("tea", 2)

    class Strict(BaseModel, strict=True):
        line: SchemaLine

    assert problems(Strict, line=TEA) == [("is_instance_of", ("line",))]
    assert Strict(line=SchemaLine("a")).line.sku == "a"
    assert Strict.model_validate_json('{"line": {"sku": "a"}}').line.sku == "a"


WRONG = {
    "orders": [ORDER, {"id": 0, "lines": [TEA, TEA, TEA, {"sku": "", "qty": 0}], "mainLine": 3}]
}
PLACES = [
    ("greater_than", ("orders", 1, "id")),
    ("string_too_short", ("orders", 1, "lines", 3, "sku")),
    ("greater_than_equal", ("orders", 1, "lines", 3, "qty")),
    ("model_type", ("orders", 1, "mainLine")),
]


def test_errors_have_their_whole_place():
    assert problems(Cart.model_validate, WRONG) == PLACES
    assert problems(Cart.model_validate_json, json.dumps(WRONG)) == PLACES
    with pytest.raises(ValidationError) as caught:
        Cart(orders=[{"lines": 1}], gift={"sku": "a", "qty": 101})
    assert [
        (problem["loc"], problem["msg"], problem["input"], problem.get("ctx"))
        for problem in caught.value.errors()
    ] == [
        (("orders", 0, "id"), "Field required", {"lines": 1}, None),
        (("orders", 0, "lines"), "Input should be a valid list", 1, None),
        (("gift", "qty"), "Input should be less than or equal to 100", 101, {"le": 100}),
    ]
    # The problems of the model's own fields stand beside ours.
    assert problems(Cart.model_validate, {"orders": 1, "gift": {}}) == [
        ("list_type", ("orders",)),
        ("missing", ("gift", "sku")),
    ]


def test_a_type_of_problem_that_pydantic_has_not():
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(SchemaLine).validate_python(5)
    (problem,) = caught.value.errors()
    assert (problem["type"], problem["msg"]) == ("model_type", "must be a dict or SchemaLine")
    document = json.dumps({"value": 1, "children": [[]]})
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(SchemaTree).validate_json(document)
    assert caught.value.errors()[0]["loc"] == ("children", 0)


def test_writing():
    cart = Cart(orders=[ORDER], gift=TEA)
    order = {"id": 7, "lines": [TEA, {"sku": "cup", "qty": 1}], "note": None, "mainLine": None}
    assert cart.model_dump() == {"orders": [order], "gift": TEA}
    assert cart.model_dump(mode="json") == {"orders": [order], "gift": TEA}
    assert json.loads(cart.model_dump_json()) == {"orders": [order], "gift": TEA}
    assert Cart.model_validate_json(cart.model_dump_json()) == cart
    assert Cart.model_validate(cart.model_dump()) == cart


def kinds():
    return SchemaKinds(
        flag=True,
        small=1,
        unsigned=2,
        wide=2**100,
        nonzero=-1,
        natural=1,
        any_float=math.inf,
        narrow=0.5,
        above=1.0,
        below=1.0,
        between=0.0,
        step=5,
        letter="é",
        text="éé",
        data=b"\xff",
        digest=b"abcd",
        maybe=-math.inf,
        maybe_small=None,
        pair=(1, "x"),
        nothing=(),
        triple=[True, False, True],
        numbers=[1],
        tags={"a"},
        codes={1},
        prices={"a": math.inf},
        by_day={3: None, 4: True},
        by_flag={True: 1, False: 2},
        deep=[{"a": [1, None]}],
    )


def test_the_mode_json_is_what_to_json_writes():
    adapter = TypeAdapter(SchemaKinds)
    value = kinds()
    assert adapter.dump_python(value) == value.to_dict()
    written = json.loads(value.to_json())
    dumped = adapter.dump_python(value, mode="json")
    assert dumped == written
    assert list(map(type, dumped.values())) == list(map(type, written.values()))
    assert json.loads(adapter.dump_json(value)) == written
    assert adapter.validate_json(adapter.dump_json(value)) == value


def test_what_is_no_instance_is_written_with_a_warning():
    cart = Cart.model_construct(orders=[], gift=5)
    with pytest.warns(UserWarning, match="Expected `SchemaLine`"):
        assert cart.model_dump()["gift"] == 5


def test_json_schema():
    ours = SchemaOrder.json_schema()
    line = ours["$defs"]["SchemaLine"]
    schema = Cart.model_json_schema()
    assert schema["$defs"]["SchemaLine"] == line
    assert schema["$defs"]["SchemaOrder"] == {
        key: value for key, value in ours.items() if key not in ("$schema", "$defs")
    }
    assert schema["properties"]["orders"]["items"] == {"$ref": "#/$defs/SchemaOrder"}
    alone = TypeAdapter(SchemaLine).json_schema()
    assert alone == line
    elsewhere = Cart.model_json_schema(ref_template="#/components/schemas/{model}")
    order = elsewhere["$defs"]["SchemaOrder"]["properties"]
    assert order["lines"]["items"] == {"$ref": "#/components/schemas/SchemaLine"}


def test_json_schema_of_classes_that_hold_themselves():
    class Wood(BaseModel):
        tree: SchemaTree
        forest: SchemaForest

    schema = Wood.model_json_schema()
    assert set(schema["$defs"]) == {"SchemaTree", "SchemaForest"}
    tree = {"$ref": "#/$defs/SchemaTree"}
    assert schema["$defs"]["SchemaTree"]["properties"]["children"]["items"] == tree
    assert schema["$defs"]["SchemaForest"]["properties"]["first"] == tree
    assert TypeAdapter(SchemaTree).json_schema() == {
        "$ref": "#/$defs/SchemaTree",
        "$defs": {"SchemaTree": schema["$defs"]["SchemaTree"]},
    }


def test_a_class_that_extends_another():
    class Kennel(BaseModel):
        any: SchemaAnimal
        dog: SchemaDog

    rex = SchemaDog("rex", 30.0)
    kennel = Kennel(any=rex, dog=rex)
    assert kennel.any is rex
    assert Kennel(any={"name": "a"}, dog={"name": "b", "weight": 1}).dog == SchemaDog("b", 1.0)
    assert problems(Kennel, any=SchemaAnimal("a"), dog=SchemaAnimal("a")) == [
        ("model_type", ("dog",))
    ]
    # As pydantic does, by the type of the field.
    assert kennel.model_dump() == {
        "any": {"name": "rex"},
        "dog": {"name": "rex", "weight": 30.0},
    }


def test_a_subclass_of_python():
    class Cat(SchemaAnimal):
        pass

    read = TypeAdapter(Cat).validate_python({"name": "tom"})
    assert type(read) is Cat
    assert read.name == "tom"
    assert problems(TypeAdapter(Cat).validate_python, SchemaAnimal("tom")) == [("model_type", ())]


def test_a_class_without_a_format():
    paint = SchemaPaint(SchemaColor.Red, {"a": 1})
    adapter = TypeAdapter(SchemaPaint)
    assert adapter.validate_python(paint) is paint
    read = adapter.validate_python({"color": SchemaColor.Green, "anything": 1})
    assert (read.color, read.anything, read.other) == (SchemaColor.Green, 1, None)


def test_in_unions_and_maps():
    adapter = TypeAdapter(Dict[str, Union[SchemaLine, SchemaTree, int]])
    read = adapter.validate_python({"a": TEA, "b": {"value": 1}, "c": 3, "d": SchemaTree(2)})
    assert read == {"a": SchemaLine("tea", 2), "b": SchemaTree(1), "c": 3, "d": SchemaTree(2)}
    assert adapter.validate_json(adapter.dump_json(read)) == read


def test_wrong_calls():
    with pytest.raises(TypeError, match="takes exactly two positional arguments"):
        SchemaLine.__get_pydantic_core_schema__()
    with pytest.raises(TypeError):
        SchemaOrder.__get_pydantic_json_schema__({}, 5)
    assert pydantic.VERSION >= "2.11"
