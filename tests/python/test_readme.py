"""The README's first example: the class is the fixture's, the session runs as printed."""

import doctest
import pathlib
import re

import pyo3_classes_fixture
import pytest

ROOT = pathlib.Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fields(text):
    """The lines between the braces of `struct Order`."""
    return re.search(r"struct Order \{\n(.*?)\n\}", text, re.DOTALL)[1]


def test_class_is_the_one_of_the_session():
    fixture = (ROOT / "tests/src/records.rs").read_text(encoding="utf-8")
    assert fields(README) == fields(fixture)


def blocks():
    """What is in Python: the session of the first example, and programs."""
    found = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    return [block.replace("from shop", "from pyo3_classes_fixture") for block in found]


def program(module):
    (found,) = [block for block in blocks() if f"import {module}" in block or f"from {module}" in block]
    globals = {}
    exec(found.replace("import Order", "import SoldOrder as Order"), globals)
    return globals


def test_session():
    session = blocks()[0].replace("shop.", "pyo3_classes_fixture.")
    example = doctest.DocTestParser().get_doctest(session, {}, "README.md", "README.md", 0)
    assert len(example.examples) > 10
    report = []
    doctest.DocTestRunner().run(example, out=report.append)
    assert "".join(report) == ""


def test_fastapi():
    pytest.importorskip("fastapi")
    pytest.importorskip("httpx")
    from fastapi.testclient import TestClient

    client = TestClient(program("fastapi")["app"])
    order = {"id": 1, "name": "tea", "price": 2.5}
    assert client.post("/orders", json=order).json() == {**order, "qty": 2}
    answer = client.post("/orders", json={"id": 0, "name": "", "price": "x"})
    assert answer.status_code == 422
    assert [error["loc"] for error in answer.json()["detail"]] == [
        ["body", "id"],
        ["body", "name"],
        ["body", "price"],
    ]
    schema = client.get("/openapi.json").json()["components"]["schemas"]["SoldOrder"]
    assert schema["properties"]["qty"]["minimum"] == 1


def test_data_frame():
    pytest.importorskip("polars")
    shown = program("polars")
    assert shown["sold"].rows() == [("tea", sum(id % 7 + 1 for id in range(1, 1001)))]
    assert shown["back"] == [order for order in shown["orders"] if order.qty > 5]
