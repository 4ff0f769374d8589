"""Builders: what type checkers must accept, and the types they must find."""

# pyright: strict

import copy
from typing import Any

import typed
from typing_extensions import assert_type

line = typed.Line("a")
parcel = typed.Parcel.builder().with_address("Ann").grams("2.5").with_lines([line]).build()
assert_type(parcel, typed.Parcel)

draft = typed.Parcel.builder()
assert_type(draft, typed.ParcelBuilder)
for key, value in {"address": "Ann", "grams": 2}.items():
    draft.update({key: value})
assert_type(draft.update(address="Bob").maybe_origin(None), typed.ParcelBuilder)
assert_type(draft.when(parcel.seen, lambda b: b.with_origin("Rex")), typed.ParcelBuilder)
assert_type(draft.unset("address", "origin"), typed.ParcelBuilder)
assert_type(draft.missing(), "tuple[str, ...]")
assert_type(draft.is_complete, bool)
assert_type(draft.copy(), typed.ParcelBuilder)
assert_type(copy.deepcopy(draft), typed.ParcelBuilder)
assert_type(draft == draft.copy(), bool)
assert_type(draft.build_many([{"address": "Ann"}, {}]), "list[typed.Parcel]")

with typed.Parcel.builder() as builder:
    builder.with_address("Ann")
assert_type(builder.result, typed.Parcel)

assert_type(parcel.to_builder().build(), typed.Parcel)
assert_type(typed.Parcel.partial(address="Ann", lines=[line]).build(), typed.Parcel)

assert_type(typed.Dog.builder().name("Rex").owner(None).build(), typed.Dog)
assert_type(typed.Dog.partial(name="Rex"), typed.DogBuilder)
assert_type(typed.Animal.builder().name("Tom").build(), typed.Animal)
animal: typed.AnimalBuilder = typed.Dog.builder()

try:
    draft.build()
except typed.BuilderError as error:
    assert_type(error.missing, "tuple[str, ...]")
    assert_type(error.errors, "dict[str, str]")
    assert_type(error.details(), "list[dict[str, Any]]")
    assert_type(error.title, str)
