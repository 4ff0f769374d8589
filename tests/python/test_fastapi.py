"""FastAPI on a real server over loopback: our classes as request bodies and responses."""

import socket
import threading
from typing import List, Optional

from typing_extensions import Annotated

import pytest
from pyo3_classes_fixture import (
    SchemaKinds,
    SchemaLine,
    SchemaOrder,
    SchemaTicket,
    SchemaTree,
    WireCommand,
    WireEvent,
)

fastapi = pytest.importorskip("fastapi")
httpx = pytest.importorskip("httpx")
uvicorn = pytest.importorskip("uvicorn")

app = fastapi.FastAPI()


@app.post("/orders")
def add(order: Annotated[SchemaOrder, fastapi.Body()]) -> SchemaOrder:
    assert type(order) is SchemaOrder
    order.note = f"{len(order.lines)} lines"
    return order


@app.post("/orders/all")
def add_all(orders: List[SchemaOrder]) -> List[SchemaLine]:
    return [line for order in orders for line in order.lines]


@app.post("/tickets")
def add_ticket(ticket: SchemaTicket) -> SchemaTicket:
    # With `stdlib` it is a body without `Body()`.
    assert type(ticket) is SchemaTicket
    ticket.seat = (ticket.seat or 0) + 1
    return ticket


@app.post("/tickets/maybe/{count}")
def maybe_ticket(count: int, ticket: Optional[SchemaTicket] = None) -> List[SchemaTicket]:
    return [] if ticket is None else [ticket] * count


@app.post("/tickets/and/line")
def ticket_and_line(ticket: SchemaTicket, line: Annotated[SchemaLine, fastapi.Body()]) -> int:
    return ticket.id + line.qty


@app.post("/events")
def add_event(event: Annotated[WireEvent, fastapi.Body()]) -> List[WireEvent]:
    return [event, WireEvent.Started()]


@app.post("/commands")
def add_command(command: Annotated[WireCommand.Say, fastapi.Body()]) -> WireCommand:
    return command


@app.get("/line")
def line(sku: Optional[str] = None) -> Optional[SchemaLine]:
    return None if sku is None else SchemaLine(sku)


@app.post("/tree")
def tree(tree: Annotated[SchemaTree, fastapi.Body()]) -> SchemaTree:
    return SchemaTree(0, [tree])


@app.get("/kinds", response_model=Optional[SchemaKinds])
def kinds():
    return None


@pytest.fixture(scope="module")
def client():
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    url = "http://127.0.0.1:%d" % listener.getsockname()[1]
    try:
        with httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()
    assert not thread.is_alive()


TEA = {"sku": "tea", "qty": 2}


def test_a_request_and_its_response(client):
    response = client.post("/orders", json={"id": 7, "lines": [TEA, {"sku": "cup"}]})
    assert response.status_code == 200
    assert response.json() == {
        "id": 7,
        "lines": [TEA, {"sku": "cup", "qty": 1}],
        "note": "2 lines",
        "mainLine": None,
    }


def test_lists_and_none(client):
    body = [{"id": 1, "lines": [TEA]}, {"id": 2, "lines": [TEA, TEA]}]
    assert client.post("/orders/all", json=body).json() == [TEA, TEA, TEA]
    assert client.get("/line").json() is None
    assert client.get("/line", params={"sku": "a"}).json() == {"sku": "a", "qty": 1}
    response = client.post("/tree", json={"value": 1, "children": [{"value": 2}]})
    inner = {"value": 1, "children": [{"value": 2, "children": []}]}
    assert response.json() == {"value": 0, "children": [inner]}


def test_what_is_wrong_has_its_place(client):
    body = {"id": 0, "lines": [TEA, {"sku": "", "qty": 101}, 5], "note": None}
    response = client.post("/orders", json=body)
    assert response.status_code == 422
    problems = response.json()["detail"]
    assert [(problem["type"], problem["loc"]) for problem in problems] == [
        ("greater_than", ["body", "id"]),
        ("string_too_short", ["body", "lines", 1, "sku"]),
        ("less_than_equal", ["body", "lines", 1, "qty"]),
        ("model_type", ["body", "lines", 2]),
    ]
    assert problems[2]["ctx"] == {"le": 100}
    assert problems[2]["input"] == 101
    response = client.post("/orders/all", json=[{"id": 1, "lines": [TEA]}, {"id": 1}])
    (problem,) = response.json()["detail"]
    assert (problem["type"], problem["loc"]) == ("missing", ["body", 1, "lines"])


def test_a_dataclass_is_a_body_as_it_stands(client):
    body = {"id": 1, "seatNumber": 4, "lines": [{"sku": "tea"}], "day": "2024-02-29"}
    response = client.post("/tickets", json=body)
    assert response.status_code == 200
    line = {"sku": "tea", "qty": 1}
    assert response.json() == {"id": 1, "seatNumber": 5, "lines": [line], "day": "2024-02-29"}
    wrong = {"id": 0, "seatNumber": -1, "lines": [TEA, {}], "day": "2024-02-29"}
    response = client.post("/tickets", json=wrong)
    assert response.status_code == 422
    assert [(problem["type"], problem["loc"]) for problem in response.json()["detail"]] == [
        ("greater_than", ["body", "id"]),
        ("greater_than_equal", ["body", "seatNumber"]),
        ("missing", ["body", "lines", 1, "sku"]),
    ]
    assert client.post("/tickets").json()["detail"][0]["type"] == "missing"
    assert client.post("/tickets/maybe/2").json() == []
    ticket = {"id": 1, "seatNumber": None, "lines": [], "day": None}
    assert client.post("/tickets/maybe/2", json={"id": 1}).json() == [ticket, ticket]
    both = {"ticket": {"id": 1}, "line": TEA}
    assert client.post("/tickets/and/line", json=both).json() == 3


def test_enums_with_data(client):
    pressed = {"type": "key_pressed", "key": "k", "howOften": 2, "data": "/w=="}
    response = client.post("/events", json=pressed)
    assert response.json() == [pressed, {"type": "started"}]
    response = client.post("/events", json={"type": "line", "sku": "", "qty": "1"})
    assert response.status_code == 422
    assert [(problem["type"], problem["loc"]) for problem in response.json()["detail"]] == [
        ("string_too_short", ["body", "sku"]),
        ("int_type", ["body", "qty"]),
    ]
    (problem,) = client.post("/events", json={"type": "stopped"}).json()["detail"]
    assert (problem["type"], problem["loc"]) == ("union_tag_invalid", ["body"])
    assert client.post("/commands", json={"t": "SAY", "c": "hi"}).json() == {"t": "SAY", "c": "hi"}
    (problem,) = client.post("/commands", json={"t": "STOP-NOW"}).json()["detail"]
    assert (problem["type"], problem["loc"]) == ("union_tag_invalid", ["body"])


def test_what_is_no_json(client):
    headers = {"content-type": "application/json"}
    response = client.post("/orders", content=b'{"id": 1, ', headers=headers)
    assert response.status_code == 422
    assert response.json()["detail"][0]["type"] == "json_invalid"


def test_the_openapi_page(client):
    page = client.get("/openapi.json").json()
    schemas = page["components"]["schemas"]
    ours = SchemaOrder.json_schema()
    assert schemas["SchemaLine"] == ours["$defs"]["SchemaLine"]
    order = schemas["SchemaOrder"]
    # FastAPI's own model of a schema has floats for limits.
    limits = {"exclusiveMinimum": 0.0, "maximum": float(2**64 - 1)}
    assert order["properties"]["id"] == {"type": "integer", **limits}
    line = {"$ref": "#/components/schemas/SchemaLine"}
    assert order["properties"]["lines"] == {"type": "array", "items": line}
    assert order["required"] == ["id", "lines"]
    # pydantic has what holds itself once for requests and once for responses.
    children = schemas["SchemaTree-Input"]["properties"]["children"]
    assert children["items"] == {"$ref": "#/components/schemas/SchemaTree-Input"}
    assert schemas["SchemaKinds"]["properties"]["numbers"]["maxItems"] == 3
    post = page["paths"]["/orders"]["post"]
    reference = {"$ref": "#/components/schemas/SchemaOrder"}
    assert post["requestBody"]["content"]["application/json"]["schema"] == reference
    body = page["paths"]["/tickets"]["post"]["requestBody"]
    ticket = {"$ref": "#/components/schemas/SchemaTicket"}
    assert body == {"required": True, "content": {"application/json": {"schema": ticket}}}
    assert list(schemas["SchemaTicket"]["properties"]) == ["id", "seatNumber", "lines", "day"]
    body = page["paths"]["/events"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["$ref"] == "#/components/schemas/WireEvent"
    tags = [variant["properties"]["type"]["const"] for variant in schemas["WireEvent"]["anyOf"]]
    assert tags == ["started", "key_pressed", "line"]
    response = post["responses"]["200"]["content"]["application/json"]["schema"]
    assert response == reference
    assert client.get("/docs").status_code == 200
