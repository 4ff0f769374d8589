"""What enters a list by a view is held to the field's rules, and an error changes nothing."""

import operator

import pyo3_classes_fixture as fixture
import pytest


def test_wrong_items_name_the_field():
    owner = fixture.Views([1, 2])
    for action in [
        lambda: owner.numbers.append("x"),
        lambda: owner.numbers.extend([3, "x"]),
        lambda: owner.numbers.insert(0, "x"),
        lambda: operator.setitem(owner.numbers, 0, "x"),
        lambda: operator.setitem(owner.numbers, slice(0, 1), ["x"]),
    ]:
        with pytest.raises(TypeError, match=r"^Views\.numbers\[\d\]: expected int, got str$"):
            action()
        assert owner.numbers == [1, 2]
    with pytest.raises(OverflowError, match=r"^Views\.numbers\[2\]"):
        owner.numbers.append(2**70)
    assert owner.numbers == [1, 2]


def test_a_strict_class_has_strict_views():
    owner = fixture.StrictViews()
    with pytest.raises(TypeError):
        owner.numbers.append(True)
    assert owner.numbers == []


def test_rules_hold_as_for_the_whole_field():
    def same_error(change, whole):
        owner = fixture.RuledViews(tags=["a", "b", "c"], steps=[1, 2], codes=["ab"])
        before = repr(owner)
        with pytest.raises(fixture.ValidationError) as by_view:
            change(owner)
        with pytest.raises(fixture.ValidationError) as by_set:
            whole(owner)
        assert by_view.value.errors() == by_set.value.errors()
        assert repr(owner) == before

    same_error(lambda o: o.tags.append("d"), lambda o: setattr(o, "tags", ["a", "b", "c", "d"]))
    same_error(lambda o: o.tags.insert(0, ""), lambda o: setattr(o, "tags", ["", "a", "b", "c"]))
    same_error(
        lambda o: operator.setitem(o.tags, 1, ""), lambda o: setattr(o, "tags", ["a", "", "c"])
    )
    same_error(lambda o: o.steps.append(0), lambda o: setattr(o, "steps", [1, 2, 0]))
    same_error(lambda o: o.steps.clear(), lambda o: setattr(o, "steps", []))
    same_error(lambda o: o.steps.reverse(), lambda o: setattr(o, "steps", [2, 1]))
    same_error(lambda o: o.codes.append("abc"), lambda o: setattr(o, "codes", ["ab", "abc"]))

    owner = fixture.RuledViews()
    owner.tags.append("a")
    owner.steps.append(2)
    with pytest.raises(fixture.ValidationError, match="at least 1 item"):
        del owner.steps[:]
    assert (owner.tags, owner.steps) == (["a"], [1, 2])


def test_a_change_that_validate_rejects_is_taken_back():
    owner = fixture.ValidatedViews([50, 50])
    for action in [
        lambda: owner.numbers.append(1),
        lambda: owner.numbers.insert(1, 1),
        lambda: operator.setitem(owner.numbers, 0, 51),
        lambda: owner.numbers.extend([1]),
        lambda: owner.numbers.extend([-200, 400]),
    ]:
        with pytest.raises(fixture.ValidationError, match="wrong sum"):
            action()
        assert owner.numbers == [50, 50]
    owner.numbers[:] = [-10, 50]
    with pytest.raises(fixture.ValidationError, match="wrong sum"):
        owner.numbers.pop()
    with pytest.raises(fixture.ValidationError, match="wrong sum"):
        del owner.numbers[1]
    assert owner.numbers == [-10, 50]


def test_a_panic_in_validate_changes_nothing(capfd):
    owner = fixture.ValidatedViews([10])
    with pytest.raises(BaseException, match="thirteen") as caught:
        owner.numbers.append(3)
    assert type(caught.value).__name__ == "PanicException"
    assert owner.numbers == [10]
    capfd.readouterr()


class Raises:
    def __eq__(self, other):
        raise ZeroDivisionError

    __hash__ = None


def test_exceptions_of_others_change_nothing():
    owner = fixture.Views([1, 2, 3], [Raises(), 1])

    def breaks_off():
        yield 4
        raise ZeroDivisionError

    def fails(item):
        raise ZeroDivisionError

    for action in [
        lambda: owner.numbers.extend(breaks_off()),
        lambda: operator.iadd(owner.numbers, breaks_off()),
        lambda: operator.setitem(owner.numbers, slice(0, 2), breaks_off()),
        lambda: owner.numbers.sort(key=fails),
        lambda: owner.numbers.remove(Raises()),
        lambda: owner.objects.remove(2),
        lambda: owner.objects.index(2),
        lambda: 2 in owner.objects,
    ]:
        with pytest.raises(ZeroDivisionError):
            action()
        assert owner.numbers == [1, 2, 3]
        assert len(owner.objects) == 2


def test_an_iterable_may_use_the_list_that_it_extends():
    owner = fixture.Views([1, 2])
    owner.numbers.extend(owner.numbers)
    owner.numbers += owner.numbers
    assert owner.numbers == [1, 2] * 4
    owner.numbers = [1]

    def greedy():
        owner.numbers.append(2)
        yield 3

    owner.numbers.extend(greedy())
    assert owner.numbers == [1, 2, 3]
