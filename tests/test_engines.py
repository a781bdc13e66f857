"""Arrow in, Arrow out: the typed schema loses nothing, and no document stops a batch."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import own
import pytest
import releases
from documents import ROOT
from pydantic import create_model

from extract import PressEventsError, ReadError
from extract.declaration import shape
from extract.engines import batch_schema, event_schema, extract_batch, extract_batches, from_arrow, to_arrow
from extract.extraction import Settings
from extract.inputs import sources
from extract.log import line
from extract.patternfolder import open_folder
from extract.pipeline import extract_events, rules
from extract.reading import read_text
from extract.run import extract_all
from extract.schema import EVENT_TYPES, Event, event_from

pa = pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def corpus_lines() -> list[str]:
    return [line for done in extract_all(sources([ROOT / "corpus"]), Settings()) for line in done.lines]


def test_the_schema_has_a_column_for_each_type_with_its_roles() -> None:
    schema = event_schema()
    assert schema.names == ["id", "type", "document", "evidence", "date", "factuality", *EVENT_TYPES]
    for name, model in EVENT_TYPES.items():
        assert {"type", *(field.name for field in schema.field(name).type)} > set(model.model_fields) - set(
            schema.names
        )
    evidence = schema.field("evidence").type.value_type
    assert [(field.name, str(field.type)) for field in evidence][:3] == [
        ("text", "string"),
        ("start", "int64"),
        ("end", "int64"),
    ]
    assert str(schema.field("customer_deployment").type.field("value").type.field("amount").type) == "double"


def test_events_come_back_from_arrow_and_parquet_as_the_lines_they_were(
    corpus_lines: list[str], tmp_path: Path
) -> None:
    from pyarrow import parquet

    table = to_arrow(map(event_from, corpus_lines))
    parquet.write_table(table, tmp_path / "log.parquet")
    assert [line(event) for event in from_arrow(parquet.read_table(tmp_path / "log.parquet"))] == corpus_lines
    assert {"Money", "Quantity"} == {
        type(event.value).__name__ for event in from_arrow(table) if event.type == "financial_result"
    }


def test_types_of_the_user_s_own_have_columns_too(tmp_path: Path) -> None:
    folder = own.write(tmp_path)
    declared = {name: shape(one) for name, one in rules(open_folder(folder)).declared.items()}
    types = {**EVENT_TYPES, **declared}
    events = extract_events(read_text(own.RELEASE), own=open_folder(folder))
    assert {event.type for event in events} >= declared.keys()
    assert list(from_arrow(to_arrow(events, types=types), types=types)) == events
    found = extract_batch(pa.table({"id": ["document"], "text": [own.RELEASE]}), patterns=folder)
    assert [event.id for event in from_arrow(found, types=types)] == [event.id for event in events]


def test_a_key_that_holds_words_and_numbers_has_no_column() -> None:
    mixed = create_model("mixed", __base__=Event, size=(str | float | None, ...))
    with pytest.raises(PressEventsError, match="give a key one kind of value"):
        event_schema({"mixed": mixed})


def _documents(folder: Path, **columns: Any) -> Any:
    texts = [path.read_text() for path in releases.write(folder, 3)]
    return pa.table({"id": ["a", "b", "c"], "text": texts, **columns})


def test_a_batch_of_documents_gives_the_events_that_a_run_gives(tmp_path: Path) -> None:
    documents = _documents(tmp_path, other=[1, 2, 3])
    found = extract_batch(documents)
    assert found.schema == batch_schema()
    assert found.column("error").null_count == len(found)
    alone = [done.lines for done in extract_all(sources([tmp_path]), Settings())]
    of_run = [event_from(text) for lines in alone for text in lines]
    assert [event.evidence for event in from_arrow(found)] == [event.evidence for event in of_run]
    named = [(event.document.id, event.document.source) for event in from_arrow(found)]
    assert (named[0], named[-1]) == (("a", "a"), ("c", "c"))


def test_bytes_and_texts_ids_of_any_kind_and_names_of_columns_are_the_caller_s(tmp_path: Path) -> None:
    plain = _documents(tmp_path)
    texts = plain.column("text").to_pylist()
    other = pa.record_batch(
        {
            "number": pa.array([7, 8, 9], pa.int32()),
            "body": pa.array([text.encode("utf-16") for text in texts], pa.large_binary()),
        }
    )
    found = extract_batch(other, text_column="body", id_column="number", types=["executive_quote"])
    assert isinstance(found, pa.RecordBatch)
    events = list(from_arrow(found))
    assert [event.document.id for event in events] == ["7", "8", "9"]
    coded = extract_batch(
        plain.set_column(1, "text", plain.column("text").dictionary_encode()), types=["executive_quote"]
    )
    assert [event.evidence for event in from_arrow(coded)] == [event.evidence for event in events]


def test_what_goes_wrong_with_a_document_is_a_row_and_the_others_go_on(tmp_path: Path) -> None:
    good = releases.QUOTED
    ids = pa.array(["good", "empty", "null", None, "last"])
    found = extract_batch(pa.table({"id": ids, "text": [good, "", None, good, good]}), types=["executive_quote"])
    told = [(row["document"]["id"], row["type"], row["error"]) for row in found.to_pylist()]
    assert told == [
        ("good", "executive_quote", None),
        ("empty", None, "empty: the file is empty; give a press release or a submission"),
        ("null", None, "null: the text is null (column text)"),
        ("row 3", None, "row 3: the id is null (column id)"),
        ("last", "executive_quote", None),
    ]


def test_a_fault_of_ours_and_too_long_a_document_are_rows_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("northwind")

    monkeypatch.setattr("extract.pipeline.extract_events", fail)
    [row] = extract_batch(pa.table({"id": ["a"], "text": ["Northwind."]})).to_pylist()
    assert row["error"] == "a: a fault in press-events, please report it: KeyError: 'northwind'"


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"id": ["a"]}, "the batch: no column text in it, or several; there are id; --text-column names the right one"),
        ({"id": ["a"], "text": [1]}, "the batch: the column text is int64; --text-column names one of texts or bytes"),
        ({"id": [[1]], "text": ["a"]}, "the batch: the column id is list"),
    ],
)
def test_columns_that_are_missing_or_of_another_kind_are_told(columns: dict[str, Any], told: str) -> None:
    with pytest.raises(ReadError) as raised:
        extract_batch(pa.table(columns))
    assert str(raised.value).startswith(told)


def test_an_iterator_of_batches_gives_one_of_as_many_batches(tmp_path: Path) -> None:
    batches = _documents(tmp_path).to_batches(max_chunksize=2)
    found = list(extract_batches(iter(batches), types=["product"]))
    assert [isinstance(batch, pa.RecordBatch) for batch in found] == [True, True]
    assert pa.Table.from_batches(found) == extract_batch(pa.Table.from_batches(batches), types=["product"])


def test_a_batch_without_documents_or_events_has_the_schema() -> None:
    empty = pa.table({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())})
    assert extract_batch(empty).schema == batch_schema()
    assert extract_batch(pa.table({"id": [1], "text": ["Nothing happened."]})).num_rows == 0


def test_spark_maps_its_batches_in_arrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed; it needs Java")
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
    try:
        documents = _documents(tmp_path)
        frame = spark.createDataFrame([tuple(row.values()) for row in documents.to_pylist()], "id string, text string")
        found = frame.mapInArrow(partial(extract_batches, time_limit=30), from_arrow_schema(batch_schema())).toArrow()
    finally:
        spark.stop()
    expected = list(from_arrow(extract_batch(documents)))
    assert sorted(from_arrow(found), key=repr) == sorted(expected, key=repr)
