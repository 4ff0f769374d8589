"""Elements whose methods use the very instance that they are in, while it is being used."""

import copy
import gc
import pickle

import pyo3_classes_fixture as fixture
import pytest


class Meddler:
    """Reads, changes, prints and copies its owner from within its own methods."""

    def __init__(self, change=True):
        self.owner = None
        self.change = change
        self.calls = 0

    def meddle(self):
        self.calls += 1
        owner = self.owner
        if owner is None or self.calls > 20:
            return
        assert owner.items is not None
        copy.copy(owner)
        if self.change:
            owner.maybe = [self.calls]
            owner.items = [self, self.calls]
            owner.value = self

    def __repr__(self):
        self.meddle()
        return "meddler"

    def __eq__(self, other):
        self.meddle()
        return type(other) is Meddler

    def __hash__(self):
        self.meddle()
        return 1

    def __lt__(self, other):
        self.meddle()
        return True

    def __deepcopy__(self, memo):
        self.meddle()
        return self

    def __reduce__(self):
        self.meddle()
        return (Meddler, ())

    def __bool__(self):
        self.meddle()
        return True


def owned(change=True):
    meddler = Meddler(change)
    holder = fixture.Holder(meddler, [meddler], {"a": meddler}, meddler)
    meddler.owner = holder
    return holder


@pytest.mark.parametrize(
    "use",
    [
        repr,
        hash,
        lambda holder: holder == owned(),
        lambda holder: holder != owned(),
        lambda holder: holder < owned(),
        lambda holder: owned() == holder,
        copy.copy,
        copy.deepcopy,
        lambda holder: holder.__replace__(maybe=None),
        pickle.dumps,
        lambda holder: {holder: 1},
    ],
)
@pytest.mark.parametrize("change", [True, False])
def test_use_while_it_changes(use, change):
    holder = owned(change)
    use(holder)
    assert type(holder.value) is Meddler


class Number:
    """A number that changes the instance it is meant for."""

    def __init__(self, change):
        self.change = change

    def __index__(self):
        self.change()
        return 5

    def __float__(self):
        self.change()
        return 5.0


def test_conversion_that_sets_the_same_field():
    order = fixture.Order(1, "tea", 2.5)

    def change():
        order.qty = 3
        order.price = 1.0
        assert order.qty == 3

    order.qty = Number(change)
    order.price = Number(change)
    assert (order.qty, order.price) == (3, 5.0)


def test_items_that_set_the_same_field():
    field = fixture.FieldVecI64([1])

    def change():
        field.value = [9]

    field.value = [Number(change), Number(change)]
    assert field.value == [5, 5]


def test_list_that_changes_while_it_is_read():
    items = []
    items.extend([Number(items.clear), 2, 3])
    assert fixture.FieldVecI64(items).value == [5]
    items.extend([1, Number(lambda: items.append(7) if len(items) < 10 else None), 3])
    assert fixture.FieldVecI64(items).value == [1, 5, 3, 7]


def test_dict_that_changes_while_it_is_read():
    table = {}
    table.update({"a": Number(table.clear), "b": 2})
    assert fixture.FieldHashMap(table).value == {"a": 5, "b": 2}


class Dying:
    """Uses its owner when it goes."""

    def __init__(self, at_end):
        self.at_end = at_end

    def __del__(self):
        self.at_end()


def test_old_value_that_uses_the_instance_when_it_goes():
    holder = fixture.Holder(None)
    seen = []

    def at_end():
        seen.append(holder.value)
        holder.maybe = "changed"

    holder.value = Dying(at_end)
    holder.value = "new"
    assert seen == ["new"]
    assert holder.maybe == "changed"
    holder.items = [Dying(at_end), Dying(at_end)]
    holder.items = []
    holder.named = {"a": Dying(at_end)}
    holder.named = {}
    assert seen == ["new"] * 4


def test_value_refused_that_uses_the_instance_when_it_goes():
    guarded = fixture.Guarded(1)
    seen = []

    class No(Dying):
        def __bool__(self):
            return False

    with pytest.raises(fixture.ValidationError) as caught:
        guarded.value = No(lambda: seen.append(guarded.value))
    assert seen == []
    # The error held it.
    del caught
    gc.collect()
    assert seen == [1]


def test_validate_that_reads_the_instance_is_told_so():
    # It runs while the instance is borrowed for the change.
    seen = []

    class Reading:
        def __bool__(self):
            try:
                seen.append(guarded.value)
            except RuntimeError as error:
                seen.append(str(error))
            return True

    guarded = fixture.Guarded(1)
    reading = Reading()
    guarded.value = reading
    assert guarded.value is reading
    assert len(seen) == 1


def test_cleared_value_that_uses_the_instance():
    holder = fixture.Holder(None)
    seen = []
    holder.value = [Dying(lambda: seen.append("gone"))]
    holder.items = [holder]
    del holder
    gc.collect()
    assert seen == ["gone"]


def test_repr_of_an_element_that_prints_the_instance():
    class Printing:
        def __repr__(self):
            return f"<in {holder!r}>"

    holder = fixture.Holder(Printing())
    assert repr(holder) == "Holder(value=<in ...>, items=[], named={}, maybe=None)"


def test_error_half_way_leaves_the_instance_usable():
    class Failing:
        def __eq__(self, other):
            raise LookupError("no")

        __hash__ = __repr__ = __lt__ = __reduce__ = __deepcopy__ = lambda self, *_: 1 / 0

    holder = fixture.Holder(1, [Failing()])
    for use in [repr, hash, copy.deepcopy, pickle.dumps]:
        with pytest.raises(ZeroDivisionError):
            use(holder)
    with pytest.raises(LookupError):
        holder == fixture.Holder(1, [Failing()])
    holder.items = []
    assert repr(holder) == "Holder(value=1, items=[], named={}, maybe=None)"
