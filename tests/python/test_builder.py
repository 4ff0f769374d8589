"""Builders: their methods, one by one, and what errors say."""

import copy
import pickle
import threading

import pyo3_classes_fixture as fixture
import pytest
from pyo3_classes_fixture import BuilderError, Crate, Login, Server, ServerBuilder, ValidationError

import helpers


def server():
    """A builder with a value in each required field."""
    return Server.builder().host("db1").port(5432)


def login():
    return Login.builder().with_user("ada").with_password("secret")


def raised(kind, call, *args, **kwargs):
    """The exception that a call must raise, of exactly this class."""
    with pytest.raises(kind) as caught:
        call(*args, **kwargs)
    assert type(caught.value) is kind
    return caught.value


def test_chain():
    builder = Server.builder()
    assert type(builder) is ServerBuilder
    assert builder.host("db1") is builder
    assert builder.maybe_port(5432) is builder
    assert builder.build() == Server("db1", 5432)
    assert builder.tags(["a"]).timeout(1.5).build() == Server("db1", 5432, ["a"], 1.5)


def test_class_cannot_be_called():
    with pytest.raises(TypeError, match="cannot create .*ServerBuilder.* instances"):
        ServerBuilder()


def test_what_is_added_to_the_class():
    added = {"builder", "to_builder", "partial"}
    assert added <= set(dir(Server))
    assert {name for name in dir(Server) if "build" in name or "partial" in name} == added


def test_methods_of_the_builder():
    names = {name for name in dir(ServerBuilder) if not name.startswith("_")}
    of_fields = {"host", "port", "tags", "timeout"}
    of_all = {"build", "build_many", "copy", "is_complete", "missing", "result", "unset", "update"}
    assert names == of_fields | {f"maybe_{name}" for name in of_fields} | of_all | {"when"}


def test_documentation():
    assert ServerBuilder.host.__doc__ == "Where it is."
    assert ServerBuilder.host.__text_signature__ == "($self, value, /)"
    assert ServerBuilder.maybe_host.__doc__ == "As host(), unless the value is None."
    assert Server.builder.__doc__ == "Return a builder without values."


@pytest.mark.parametrize(
    ("setter", "value", "kind", "text"),
    [
        ("host", 1, TypeError, "Server.host: expected str, got int"),
        ("port", "x", TypeError, "Server.port: expected int, got str"),
        ("port", True, None, None),
        ("port", 1.0, TypeError, "Server.port: expected int, got float"),
        ("port", None, TypeError, "Server.port: expected int, got None"),
        ("port", -1, OverflowError, "Server.port: expected int from 0 to 4294967295, got -1"),
        ("tags", ["a", 1], TypeError, "Server.tags[1]: expected str, got int"),
        (
            "host",
            "",
            ValidationError,
            "1 validation error for Server\nhost: must have at least 1 character (got '')",
        ),
        (
            "timeout",
            0,
            ValidationError,
            "1 validation error for Server\ntimeout: must be greater than 0.0 (got 0.0)",
        ),
    ],
)
def test_refused_at_the_line(setter, value, kind, text):
    builder = server().tags(["t"])
    before = repr(builder)
    for name in (setter, f"maybe_{setter}"):
        if kind is None:
            getattr(builder, name)(value)
            continue
        if name.startswith("maybe") and value is None:
            continue
        assert str(raised(kind, getattr(builder, name), value)) == text
        assert repr(builder) == before


def test_refused_as_an_assignment_is():
    record, builder = Login("ada"), Login.builder()
    for field, value in [("password", 5), ("password", "much too long"), ("key", 1), ("email", 2)]:
        setter = "mail" if field == "email" else field
        by_setter = helpers.outcome(getattr(builder, f"with_{setter}"), value)
        assert by_setter == helpers.outcome(setattr, record, field, value)
        assert by_setter[0] in (TypeError, ValidationError)


def test_setters_take_one_argument_and_their_own_builder():
    with pytest.raises(TypeError, match="exactly one argument"):
        server().host()
    with pytest.raises(TypeError, match="exactly one argument"):
        server().host("a", "b")
    with pytest.raises(TypeError):
        ServerBuilder.host(Login.builder(), "a")
    with pytest.raises(TypeError):
        ServerBuilder.host("a", "a")


def test_build_reports_everything():
    error = raised(BuilderError, Server.builder().build)
    assert isinstance(error, ValueError)
    assert error.title == "Server"
    assert error.missing == ("host", "port")
    assert error.errors == {}
    assert error.details() == []
    assert str(error) == "2 problems for Server: host is missing; port is missing"
    one = raised(BuilderError, Server.builder().host("a").build)
    assert str(one) == "1 problem for Server: port is missing"


def test_build_checks_defaults():
    error = raised(BuilderError, fixture.Misconfigured.builder().build)
    assert error.missing == ("name",)
    assert error.errors == {
        "words": "must have at least 1 item (got [])",
        "limit": "must be greater than or equal to 10 (got 1)",
    }
    assert error.details() == [
        helpers.problem(
            "too_short", ("words",), "must have at least 1 item", [], min_length=1, actual_length=0
        ),
        helpers.problem(
            "greater_than_equal", ("limit",), "must be greater than or equal to 10", 1, ge=10
        ),
    ]
    fine = fixture.Misconfigured.builder().name("a").words(["b"]).limit(10)
    assert fine.build().words == ["b"]


def test_functions_of_the_class():
    made = login().level("admin").build()
    assert (made.user, made.rank, made.label, made.origin) == (
        "ada",
        9,
        "ada#9",
        "made by a builder",
    )
    assert fixture.cache_of(made) == "ADA#9"
    refused = raised(BuilderError, Login.builder().with_user("ada").with_password("ada").build)
    assert refused.errors == {"": "the password is the user"}
    assert str(refused) == "1 problem for Login: the password is the user"
    assert "ada" not in repr(refused.details()[0]["input"].get("password", ""))


def test_function_of_the_builder():
    error = raised(BuilderError, Login.builder().build)
    assert (error.missing, error.errors) == (("user",), {"": "'' has neither password nor key"})
    # It sees what was set, and no defaults.
    error = raised(BuilderError, Login.builder().with_user("ada").build)
    assert error.errors == {"": "'ada' has neither password nor key"}
    assert Login.builder().with_user("ada").with_key(b"k").build().key == b"k"


def test_secrets_stay_hidden():
    builder = login()
    assert repr(builder) == "<LoginMaker user='ada', password=**********>"
    texts = [
        str(raised(ValidationError, builder.with_password, "hunter2hunter2")),
        repr(raised(BuilderError, builder.update, password="hunter2hunter2").details()),
        # A misspelt name is no reason to show it.
        str(raised(BuilderError, builder.update, pasword="hunter2")),
        repr(raised(BuilderError, builder.update, pasword="hunter2").details()),
        str(raised(TypeError, builder.with_password, ["hunter2"])),
    ]
    assert not any("hunter2" in text for text in texts), texts


def test_names():
    builder = Login.builder()
    assert type(builder).__name__ == "LoginMaker"
    assert fixture.LoginMaker is type(builder)
    info = type(builder).__pyo3_classes__
    assert (info.kind, info.builds) == ("builder", Login)
    assert [(field["name"], field["setter"], field["field"]) for field in info.fields] == [
        ("user", "with_user", "user"),
        ("password", "with_password", "password"),
        ("key", "with_key", "key"),
        ("mail", "with_mail", "email"),
        ("level", "level", "rank"),
    ]
    assert [field["name"] for field in info.fields if field["required"]] == ["user"]
    for name in ("user", "with_level", "rank", "origin", "label", "cache", "with_origin"):
        assert not hasattr(builder, name), name
    for name in ("maybe_user", "maybe_mail", "maybe_level"):
        assert hasattr(builder, name), name


def test_convert():
    builder = login()
    text = "1 validation error for Login\nrank: there is no level boss (got 'boss')"
    assert str(raised(ValidationError, builder.level, "boss")) == text
    assert "greater than or equal to 0" in str(raised(ValidationError, builder.level, "broken"))
    assert raised(BuilderError, builder.update, level="broken").errors == {
        "level": "must be greater than or equal to 0 (got -1)"
    }
    # The builder's key, or the constructor's.
    assert builder.update(level="user").build().rank == 1
    assert builder.update(rank="admin").build().rank == 9


def test_set_once():
    builder = Login.builder().with_user("ada")
    text = "1 problem for Login: user: is set already, and can be set once: call unset() first"
    for call in (lambda: builder.with_user("bob"), lambda: builder.update(user="bob")):
        assert str(raised(BuilderError, call)) == text
    raised(BuilderError, builder.update, user="bob", password="x")
    assert repr(builder) == "<LoginMaker user='ada'>"
    assert builder.maybe_user(None) is builder
    assert builder.unset("user").with_user("bob").with_key(b"").build().user == "bob"
    # Copies, pickles and the builder of an instance know as much.
    for other in (builder.copy(), pickle.loads(pickle.dumps(builder)), builder.build().to_builder()):
        raised(BuilderError, other.with_user, "eve")
    rows = raised(BuilderError, builder.build_many, [{"user": "eve"}])
    assert rows.errors == {"[0].user": "is set already, and can be set once: call unset() first"}


def test_update():
    builder = Server.builder()
    assert builder.update({"host": "a"}, port=1) is builder
    assert builder.update({"port": 2}, port=3).build().port == 3
    assert builder.update() is builder
    assert builder.update(None, timeout=2).build() == Server("a", 3, [], 2.0)
    error = raised(BuilderError, builder.update, {"hst": 1, "port": "x", 3: 4, "host": "", "q": 0})
    assert error.missing == ()
    assert error.errors == {
        "hst": "is no field of Server: did you mean 'host'? (got 1)",
        "port": "must be int (got 'x')",
        "[3]": "is no field of Server: names are texts (got 4)",
        "host": "must have at least 1 character (got '')",
        "q": "is no field of Server (got 0)",
    }
    assert [problem["type"] for problem in error.details()] == [
        "unexpected_keyword_argument",
        "int_type",
        "unexpected_keyword_argument",
        "string_too_short",
        "unexpected_keyword_argument",
    ]
    # All or nothing.
    raised(BuilderError, builder.update, host="b", port=0)
    assert builder.build() == Server("a", 3, [], 2.0)
    text = "Server: expected a mapping from field names to values, got int"
    assert str(raised(TypeError, builder.update, 5)) == text


def test_update_lets_exceptions_of_the_mapping_through():
    class Broken(dict):
        def items(self):
            raise LookupError("gone")

    assert str(raised(LookupError, Server.builder().update, Broken(host="a"))) == "gone"


def test_unset():
    builder = server().tags(["a"])
    assert builder.unset("tags", "port", "port") is builder
    assert repr(builder) == "<ServerBuilder host='db1'; missing: port>"
    assert builder.unset("port").unset() is builder
    text = "ServerBuilder.unset(): 'hst' is no field of Server: did you mean 'host'?"
    assert str(raised(TypeError, builder.unset, "host", "hst")) == text
    text = "ServerBuilder.unset(): 3 is no field of Server: names are texts"
    assert str(raised(TypeError, builder.unset, 3)) == text
    assert builder.missing() == ("port",)
    assert repr(login().level("admin").unset("rank")) == repr(login())


def test_missing_and_is_complete():
    builder = Server.builder()
    assert (builder.missing(), builder.is_complete) == (("host", "port"), False)
    assert (builder.port(1).missing(), builder.is_complete) == (("host",), False)
    assert (builder.host("a").missing(), builder.is_complete) == ((), True)
    # No values, no claim that they are right.
    assert fixture.Misconfigured.builder().name("a").is_complete


def test_maybe():
    builder = server()
    assert builder.maybe_timeout(None).build().timeout == 30.0
    assert builder.maybe_timeout(2).maybe_timeout(None).build().timeout == 2.0
    # A plain setter takes None for a value.
    assert login().with_mail("a").with_mail(None).build().email is None
    assert login().with_mail("a").maybe_mail(None).build().email == "a"


def test_when():
    builder, seen = server(), []
    assert builder.when(True, lambda b: seen.append(b)) is builder
    assert builder.when([], 5) is builder
    assert seen == [builder]
    assert builder.when("yes", lambda b: b.port(1)).build().port == 1
    with pytest.raises(ZeroDivisionError):
        builder.when(1, lambda b: b.port(2).when(1 / 0, b))

    class Undecided:
        def __bool__(self):
            raise LookupError("undecided")

    with pytest.raises(LookupError, match="undecided"):
        builder.when(Undecided(), seen.append)


def test_with():
    with server() as builder:
        assert type(builder) is ServerBuilder
        builder.tags(["a"])
        with pytest.raises(AttributeError, match="'ServerBuilder' has no result yet: the end of"):
            builder.result
    assert builder.result == Server("db1", 5432, ["a"])
    assert builder.result is builder.result
    first = builder.result
    with builder:
        pass
    assert builder.result == first
    assert builder.result is not first


def test_with_an_exception():
    with pytest.raises(ZeroDivisionError), server() as builder:
        1 / 0
    assert not hasattr(builder, "result")
    # That of an earlier block is not that of this one.
    with builder:
        pass
    with pytest.raises(ZeroDivisionError), builder:
        1 / 0
    assert not hasattr(builder, "result")
    with pytest.raises(BuilderError, match="port is missing"), Server.builder() as builder:
        builder.host("a")
    assert not hasattr(builder, "result")


def test_build_many():
    template = Server.builder().host("a").tags(["t"])
    rows = ({"port": port} for port in range(1, 4))
    assert template.build_many(rows) == [Server("a", port, ["t"]) for port in range(1, 4)]
    assert template.build_many([]) == []
    assert template.build_many([{"host": "b", "port": 1}]) == [Server("b", 1, ["t"])]
    assert repr(template) == "<ServerBuilder host='a', tags=['t']; missing: port>"


def test_build_many_with_bad_rows():
    rows = [{"port": 0}, {}, {"hst": 2, "port": 2}, 5, {"host": 5}, {"port": 1}]
    error = raised(BuilderError, Server.builder().host("a").build_many, rows)
    assert error.missing == ("[1].port", "[4].port")
    assert error.errors == {
        "[0].port": "must be greater than or equal to 1 (got 0)",
        "[2].hst": "is no field of Server: did you mean 'host'? (got 2)",
        "[3]": "must be a mapping from field names to values (got 5)",
        "[4].host": "must be str (got 5)",
    }
    assert [problem["loc"] for problem in error.details()] == [
        (0, "port"),
        (2, "hst"),
        (3,),
        (4, "host"),
    ]
    raised(TypeError, Server.builder().build_many, 5)
    rows = raised(BuilderError, login().build_many, [{}, {"password": "ada"}])
    assert rows.errors["[1]"].startswith("the password is the user (got {'user': 'ada', 'password': '*****")


def test_build_many_stops_with_the_iterator():
    def rows():
        yield {"port": 1}
        raise LookupError("no more")

    assert str(raised(LookupError, server().build_many, rows())) == "no more"


def test_template():
    builder = server().tags(["a"])
    first, second = builder.build(), builder.build()
    assert first == second
    assert first is not second
    builder.tags(["b"])
    assert first.tags == ["a"]


def test_to_builder_and_partial():
    assert Server("a", 1, ["t"]).to_builder().port(2).build() == Server("a", 2, ["t"])
    assert Server.partial(port=1).host("a").build() == Server("a", 1)
    assert repr(Server.partial()) == repr(Server.builder())
    assert raised(BuilderError, Server.partial, hst="a", port=0).errors == {
        "hst": "is no field of Server: did you mean 'host'? (got 'a')",
        "port": "must be greater than or equal to 1 (got 0)",
    }
    text = "Server.partial() takes keyword arguments only: write Server.partial(name=value)"
    assert str(raised(TypeError, Server.partial, 1)) == text
    # Fields without a setter are made anew.
    made = Login("ada", "secret", origin="elsewhere").to_builder().level("user").build()
    assert (made.origin, made.label) == ("made by a builder", "ada#1")


def test_to_builder_checks_values_that_came_in_otherwise():
    made = fixture.Misconfigured("a", ["b"], 10)
    assert made.to_builder().build() == made


def test_subclass():
    class Special(Login):
        pass

    builder = Special.builder().with_user("ada").with_key(b"")
    made = builder.build()
    assert type(made) is Special
    assert type(made.to_builder().build()) is Special
    assert type(builder.copy().build()) is Special
    assert builder != Login.builder().with_user("ada").with_key(b"")
    assert type(Special.partial(user="ada", key=b"").build()) is Special


def test_equality():
    assert server() == server()
    assert server() != server().port(1)
    assert server() != Server.builder().host("db1")
    # An explicit default is a value.
    assert server() != server().timeout(30.0)
    assert server() != Server("db1", 5432)
    assert (server() == 5) is False
    nan = server().timeout(float("inf"))
    assert nan == nan.copy()
    assert Crate.builder().any([1]) == Crate.builder().any([1])
    assert Crate.builder().any([1]) != Crate.builder().any([2])
    with pytest.raises(TypeError, match="unhashable"):
        hash(server())


def test_equality_lets_exceptions_through():
    class Undecided:
        def __eq__(self, other):
            raise LookupError("undecided")

    a, b = Crate.builder().any(Undecided()), Crate.builder().any(Undecided())
    with pytest.raises(LookupError, match="undecided"):
        a == b


def test_repr():
    assert repr(Server.builder()) == "<ServerBuilder; missing: host, port>"
    assert repr(server().tags(["a"])) == "<ServerBuilder host='db1', port=5432, tags=['a']>"
    builder = Crate.builder()
    builder.any([builder])
    assert repr(builder) == "<CrateBuilder any=[<CrateBuilder ...>]>"


def test_copies_are_independent():
    for duplicate in (server().copy, lambda: copy.copy(server()), lambda: copy.deepcopy(server())):
        builder = duplicate()
        assert type(builder) is ServerBuilder
        assert builder == server()
    builder = server()
    other = builder.copy().port(1)
    assert (builder.build().port, other.build().port) == (5432, 1)


def test_shallow_copies_share_and_deep_ones_do_not():
    value = [1]
    builder = Crate.builder().any(value)
    value.append(2)
    assert repr(builder.copy()) == repr(copy.copy(builder)) == "<CrateBuilder any=[1, 2]>"
    deep = copy.deepcopy(builder)
    value.append(3)
    assert repr(deep) == "<CrateBuilder any=[1, 2]>"
    # One memo for a whole.
    first, second, same = copy.deepcopy((builder, [value], builder))
    assert first is same
    second[0].append(4)
    assert repr(first) == "<CrateBuilder any=[1, 2, 3, 4]>"


def test_builds_share_nothing_mutable():
    value = {"k": [1]}
    builder = Crate.builder().any(value).other(value).list([value]).many([value]).named({"a": value})
    first, second = builder.build(), builder.build()
    objects = [
        [made.any, made.other, made.list[0], made.many[0], made.named["a"]]
        for made in (first, second)
    ]
    for a in objects[0]:
        assert a == value
        assert a is not value
        assert all(a is not b and a["k"] is not b["k"] for b in objects[1])
    # What was one object stays one, as in a deepcopy.
    assert first.any is first.other
    rows = Crate.builder().build_many([{"any": value}, {"any": value}])
    assert rows[0].any is not rows[1].any
    assert rows[0].any is not value


def test_what_cannot_be_copied_is_shared():
    lock = threading.Lock()
    assert Crate.builder().any(lock).build().any is lock
    # A copy that failed half way leaves nothing behind.
    value = [1, lock, [2]]
    made = Crate.builder().any(value).other(value).many([value, value]).build()
    assert made.any == made.other == value
    assert made.many == [value, value]
    builder = Crate.builder().any(value).other(value)
    memo = {}
    assert builder.__deepcopy__(memo) == builder
    assert id(value) not in memo


def test_copies_that_raise_are_told():
    class Broken:
        def __deepcopy__(self, memo):
            raise LookupError("broken")

    builder = Crate.builder().any(Broken())
    for call in (builder.build, lambda: copy.deepcopy(builder), lambda: builder.build_many([{}])):
        assert str(raised(LookupError, call)) == "broken"


def test_a_builder_in_its_own_field():
    builder = Crate.builder()
    builder.any(builder)
    other = copy.deepcopy(builder)
    assert other is not builder
    assert repr(other) == repr(builder)
    made = builder.build()
    assert type(made.any) is type(builder)
    assert made.any is not builder


def in_fresh_process(script, value):
    code = f"""
import pickle, sys
it = pickle.loads(sys.stdin.buffer.read())
{script}
print(pickle.dumps(result).hex())
"""
    return pickle.loads(bytes.fromhex(helpers.run_python(code, stdin=pickle.dumps(value))))


@pytest.mark.parametrize("protocol", helpers.PICKLE_PROTOCOLS)
def test_pickle(protocol):
    for builder in (server(), Server.builder(), login().level("admin"), Crate.builder().any([1])):
        again = pickle.loads(pickle.dumps(builder, protocol))
        assert again == builder
        assert type(again) is type(builder)


def test_pickle_in_a_fresh_process():
    both = in_fresh_process("result = it, it.build()", server())
    assert both == (server(), server().build())


def test_pickled_values_are_checked_when_built():
    restore, (cls, values) = server().__reduce__()
    forged = restore(cls, dict(values, port=0))
    assert raised(BuilderError, forged.build).errors == {
        "port": "must be greater than or equal to 1 (got 0)"
    }
    assert str(raised(TypeError, restore, cls, dict(values, port="x"))) == (
        "Server.port: expected int, got str"
    )
    text = "a pickle of ServerBuilder has a value for 'gone', which is no field of Server"
    assert str(raised(TypeError, restore, cls, {"gone": 1})) == text
    with pytest.raises(TypeError):
        restore(Login, {})


def test_errors_pickle():
    error = raised(BuilderError, Server.builder().build_many, [{"port": 0}, {}])
    for protocol in helpers.PICKLE_PROTOCOLS:
        again = pickle.loads(pickle.dumps(error, protocol))
        assert type(again) is BuilderError
        assert (str(again), again.missing, again.errors, again.title, again.details()) == (
            str(error),
            error.missing,
            error.errors,
            error.title,
            error.details(),
        )


def test_errors_pickle_in_a_fresh_process():
    error = raised(BuilderError, Server.builder().update, port=lambda: 1)
    script = """
from pyo3_classes_fixture import BuilderError
assert type(it) is BuilderError
result = str(it)[:40], it.missing, it.title
"""
    assert in_fresh_process(script, error) == (str(error)[:40], (), "Server")


def test_the_exception_is_found():
    assert BuilderError is fixture.BuilderError
    assert BuilderError.__module__ == "pyo3_classes_fixture"
    assert issubclass(BuilderError, ValueError)
    assert not issubclass(BuilderError, ValidationError)
    assert copy.copy(raised(BuilderError, Server.builder().build)).missing == ("host", "port")
