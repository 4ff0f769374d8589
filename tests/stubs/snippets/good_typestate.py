"""Builders whose states type checkers know: what they must accept."""

# pyright: strict

from __future__ import annotations

import typed
from typing_extensions import assert_type

assert_type(typed.Link.builder().host("a").port(1).build(), typed.Link)
assert_type(typed.Link.builder().port(1).host("a").host("b").build(), typed.Link)

# What is optional changes nothing.
first = typed.Link.builder().timeout(1.0).host("a")
second = first.via(None).maybe_timeout(None).maybe_via("b").port(1).copy()
assert_type(second.timeout(2.0).build(), typed.Link)

# What cannot be told is let pass.
assert_type(first.update({"port": 1}).build(), typed.Link)
assert_type(first.update(port=1), typed.LinkBuilder)
assert_type(first.maybe_port(1).build(), typed.Link)
assert_type(first.when(True, lambda b: b.port(1)).build(), typed.Link)
assert_type(second.unset("via").build(), typed.Link)
assert_type(typed.Link.partial(host="a").build(), typed.Link)
assert_type(second.build().to_builder().host("b").build(), typed.Link)
assert_type(first.build_many([{"port": 1}, {"port": 2}]), "list[typed.Link]")

draft = typed.Link.partial()
for key, value in {"host": "a", "port": 1}.items():
    draft = draft.update({key: value})
assert_type(draft.build(), typed.Link)

with typed.Link.builder() as builder:
    builder.host("a")
    builder.port(1)
assert_type(builder.result, typed.Link)


def completed(builder: typed.LinkBuilder) -> typed.Link:
    """Takes builders in any state."""
    return builder.port(1).host("a").build()


completed(typed.Link.builder())
completed(first)

# A builder to which all is optional is complete from the beginning.
assert_type(typed.Hint.builder().build(), typed.Hint)
