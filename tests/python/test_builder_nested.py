"""Nested objects: `#[pybuilder(nested)]`."""

import pytest

from pyo3_classes_fixture import Authority, BuilderError, Site, Tls, ValidationError


def site():
    return Site.builder().host("h").authority(Authority("a"))


def by_function(builder):
    builder.cert("c").port(1)


@pytest.mark.parametrize(
    "value",
    [
        Tls("c", 1),
        Tls.builder().cert("c").port(1),
        {"cert": "c", "port": 1},
        lambda tls: tls.cert("c").port(1),
        lambda tls: Tls.builder().cert("c").port(1),
        lambda tls: Tls("c", 1),
        by_function,
    ],
    ids=["instance", "builder", "mapping", "same", "other", "made", "none"],
)
@pytest.mark.parametrize("field", ["tls", "shared"])
@pytest.mark.parametrize("way", ["setter", "maybe", "update", "build_many"])
def test_what_the_setter_takes(value, field, way):
    builder = site()
    if way == "setter":
        getattr(builder, field)(value)
    elif way == "maybe":
        getattr(builder, f"maybe_{field}")(value)
    elif way == "update":
        builder.update({field: value})
    if way == "build_many":
        (built,) = builder.build_many([{field: value}])
    else:
        built = builder.build()
    assert getattr(built, field) == Tls("c", 1)


def test_none_stays_none_and_types_without_it_refuse_it():
    assert site().tls(Tls("c")).tls(None).build().tls is None
    with pytest.raises(TypeError, match="Site.plain: expected Authority, got None"):
        site().authority(None)


def test_a_template_is_not_used_up():
    template = Tls.builder().cert("c")
    first = site().tls(template)
    template.port(2)
    assert first.build().tls == Tls("c")
    assert site().tls(template).build().tls == Tls("c", 2)


def test_two_levels():
    built = site().tls(lambda tls: tls.cert("c").ca(lambda ca: ca.name("n").level(2))).build()
    assert built.tls.ca == Authority("n", 2)
    assert site().tls({"cert": "c", "ca": {"name": "n"}}).build().tls.ca == Authority("n")


def refused(call):
    with pytest.raises(BuilderError) as raised:
        call()
    assert raised.value.title == "Site"
    return raised.value.missing, raised.value.errors


def test_what_is_missing_has_the_path_in_front():
    assert refused(lambda: site().tls(lambda tls: tls.port(1))) == (("tls.cert",), {})
    assert refused(lambda: site().tls({})) == (("tls.cert",), {})
    assert refused(lambda: site().tls({"cert": "c", "ca": {}})) == (("tls.ca.name",), {})
    assert refused(lambda: site().update(tls={}, authority={})) == (
        ("tls.cert", "authority.name"),
        {},
    )
    assert refused(lambda: site().build_many([{}, {"tls": {}}])) == (("[1].tls.cert",), {})


def test_what_is_wrong_has_the_path_in_front():
    values = {"cert": "", "port": "x", "ca": {"level": 0}, "certt": 1}
    assert refused(lambda: site().tls(values)) == (
        ("tls.ca.name",),
        {
            "tls.cert": "must have at least 1 character (got '')",
            "tls.port": "must be int (got 'x')",
            "tls.ca.level": "must be greater than or equal to 1 (got 0)",
            "tls.certt": "is no field of Tls: did you mean 'cert'? (got 1)",
        },
    )
    assert refused(lambda: site().update(host=5, tls=values))[1].keys() == {
        "host",
        "tls.cert",
        "tls.port",
        "tls.ca.level",
        "tls.certt",
    }


def test_the_text_tells_all():
    with pytest.raises(BuilderError) as raised:
        site().tls({"port": 0})
    assert str(raised.value) == (
        "2 problems for Site: tls.cert is missing; "
        "tls.port: must be greater than or equal to 1 (got 0)"
    )


def test_secret_values_are_hidden_and_names_are_not():
    with pytest.raises(BuilderError) as raised:
        site().hidden({"level": 0})
    assert raised.value.missing == ("hidden.name",)
    assert raised.value.errors == {
        "hidden.level": "must be greater than or equal to 1 (got '**********')"
    }


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (lambda tls: 1 / 0, ZeroDivisionError, "division by zero"),
        (lambda tls: tls.port("x"), TypeError, "Tls.port: expected int, got str"),
        (lambda tls: tls.cert(""), ValidationError, "cert: must have at least 1 character"),
        (
            lambda tls: 5,
            TypeError,
            "Site.tls: expected that the function returns the builder, Tls or None, got int",
        ),
        (5, TypeError, "Site.tls: expected Tls | None, got int"),
        (Authority("n"), TypeError, "Site.tls: expected Tls | None, got Authority"),
        (Authority.builder().name("n"), TypeError, "Site.tls: expected Tls | None, got Authority"),
    ],
)
def test_errors_leave_at_once_and_the_builder_as_it_was(value, error, text):
    builder = site().tls(Tls("before"))
    before = builder.copy()
    with pytest.raises(error) as raised:
        builder.tls(value)
    assert text in str(raised.value)
    assert type(raised.value) is error
    assert builder == before
    with pytest.raises(BuilderError if error is TypeError and "Tls | None" in text else error):
        builder.update(host="new", tls=value)
    assert builder == before


def test_the_function_may_use_the_outer_builder():
    builder = site()
    builder.tls(lambda tls: builder.host("inner") and tls.cert("c"))
    assert builder.build().host == "inner"


def test_two_builds_share_nothing():
    builder = site().shared(lambda tls: tls.cert("c"))
    assert builder.build().shared is not builder.build().shared
