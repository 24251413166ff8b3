"""The OpenAPI document, and the API against it: whatever is sent, the answer is one that the document tells of."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from web_clients import Beside

from wirebook.outputs.web import api, api_write
from wirebook.outputs.web.app import make_app
from wirebook.outputs.web.state import Options

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
FEW = settings(
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


EVENTS = "/api/v1/events"  # they have no end
ROUTES = [*api.router.routes, *api_write.router.routes]
OPERATIONS = [(one.path, method) for one in ROUTES if one.path != EVENTS for method in one.methods]


@pytest.fixture(scope="module")
def app(demo, desk, tmp_path_factory):
    books = tmp_path_factory.mktemp("schema") / "books.db"
    books.write_bytes(demo.read_bytes())
    made = make_app(Options(str(books), host="0.0.0.0", rate=0))  # noqa: S104 - for a name that is not localhost
    made.state.room.reader = Beside(desk)
    yield made
    made.state.room.close()


@pytest.fixture(scope="module")
def document(app):
    return json.loads(json.dumps(app.openapi()))


@pytest.fixture(scope="module")
def described(app):
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


def answers(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield path, method, operation


def test_it_is_openapi_3_1_and_served(client, document):
    assert document["openapi"].startswith("3.1.")
    assert client.get("/api/openapi.json").json()["paths"] == document["paths"]
    for part in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(part)


def test_only_the_api_is_described(document):
    assert all(path.startswith("/api/v1/") for path in document["paths"])
    assert len(document["paths"]) > 20


def test_every_answer_has_a_schema_and_every_question_a_description(document):
    names = [operation["operationId"] for *_, operation in answers(document)]
    assert len(names) == len(set(names))
    for path, method, operation in answers(document):
        assert operation["description"], path
        [status] = [one for one in operation["responses"] if one.startswith("2")]
        for kind, told in operation["responses"][status]["content"].items():
            if kind == "application/json":
                assert "$ref" in told["schema"], (path, method)
        for status in ("400", "401", "403", "404", "413", "422", "429"):
            told = operation["responses"][status]["content"]["application/json"]["schema"]
            assert told == {"$ref": "#/components/schemas/Error"}


def test_the_schemas_are_those_of_the_types(document):
    claim = document["components"]["schemas"]["Claim"]
    assert claim["properties"]["source"]["anyOf"][0] == {"$ref": "#/components/schemas/Source"}
    assert "evidence" in claim["required"]
    assert "denies" in claim["properties"]["stance"]["enum"]


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=str)
def test_the_api_answers_as_it_says(described, path, method):
    @FEW
    @given(case=described[path][method].as_strategy())
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()
