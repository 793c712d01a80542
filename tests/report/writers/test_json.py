import json
from importlib import resources

import jsonschema
import pytest

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.writers.json import as_data
from tests.report.invented import invented


@pytest.fixture(scope="module")
def schema():
    file = resources.files("gongkai.report.writers") / "schema.json"
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("edition_id", ["2019", "2021"])
def test_written_json_keeps_to_the_schema(schema, edition_id):
    report = invented(edition_id, without=["requests.new.total", "disputes"])
    finding = Finding("AR301", "表三不平衡。", cells=("requests.new.total",), level=Level.ERROR)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(as_data(report, [finding]))


def test_the_schema_refuses_a_guess(schema):
    data = as_data(invented())
    data["tables"]["requests"]["new"]["total"] = "0"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(data)


def test_a_missing_figure_is_null_and_named():
    data = as_data(invented(without=["requests.new.total"]))
    assert data["tables"]["requests"]["new"]["total"] is None
    assert data["unread"] == ["requests.new.total"]
    assert data["states"] == {"requests.new.total": "missing"}
    assert data["tables"]["proactive"]["fees"]["amount"] == 12.35
