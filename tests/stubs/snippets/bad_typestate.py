"""Builders whose states type checkers know: `build` without a field, which the message must name."""

# pyright: strict

import typed

typed.Link.builder().host("a").build()  # error: port
typed.Link.builder().port(1).build()  # error: host
typed.Link.builder().build()  # error: host, port
typed.Link.builder().host("a").timeout(1.0).via("b").build()  # error: port
first = typed.Link.builder().port(1).maybe_timeout(None)
first.copy().build()  # error: host
with typed.Link.builder() as builder:
    builder.build()  # error: host, port
typed.Link.builder().host(1)  # error
