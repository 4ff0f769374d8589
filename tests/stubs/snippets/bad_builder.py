"""Builders: what type checkers must reject, each line with a mark and no other."""

# pyright: strict

import typed

draft = typed.Parcel.builder()

draft.with_address(1)  # error
draft.with_address()  # error
draft.with_address(value="Ann")  # error
draft.address("Ann")  # error
draft.with_lines(["a"])  # error
draft.grams(None)  # error
draft.maybe_grams([])  # error
draft.maybe_adress("Ann")  # error
draft.seen(True)  # error
draft.update([("address", "Ann")])  # error
draft.build_many({"address": "Ann"})  # error
draft.unset(1)  # error
draft.when(True, lambda: None)  # error
draft.missing()[0].no_such_method()  # error
draft.is_complete = True  # error
text: str = draft.build()  # error
typed.Parcel.partial(colour="red")  # error
typed.Parcel.partial(address=1)  # error
typed.Parcel.partial("Ann")  # error
typed.Dog.builder().owner(1)  # error
dog: typed.DogBuilder = typed.Animal.builder()  # error


class Own(typed.ParcelBuilder):  # error
    """Of a class that is final."""
