"""Coverage of a strategy by a folder of documents, on Spark: tgx's functions read, Spark spreads and counts.

    python coverage.py STRATEGY DOCUMENTS OUT

Writes the tables of ``tgx export --format parquet`` into the folder OUT, which must be new, and prints the coverage of each
goal as JSON: measures with a result, measures in all. Exit code 2 where a document cannot be read, or rows are alike.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pyspark import Broadcast
from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T

import toshigaikou_cli as tgx
from toshigaikou_cli.errors import TgxError

TABLES = {table.name: table for table in tgx.exported_tables()}
TYPES: Mapping[str, T.DataType] = {
    "text": T.StringType(), "integer": T.LongType(), "year": T.IntegerType(), "number": T.DoubleType(),
    "decimal": T.DecimalType(38, 12), "date": T.DateType(), "datetime": T.TimestampType(), "boolean": T.BooleanType(),
}  # fmt: skip
COVERAGE = """
SELECT m.goal, count(DISTINCT l.measure) AS with_results, count(DISTINCT m.id) AS measures
FROM measures m LEFT JOIN links l ON l.measure = m.id AND l.counts GROUP BY m.goal ORDER BY m.goal"""
TOLD_APART = ("achievements", "indicators")
"""Tables whose ids a catalogue tells apart over all documents: here rows that are alike are refused."""


def schema_of(name: str, whole: str = "") -> T.StructType:
    """The schema of a table, or of its rows within what they are a part of; with the lists of its own parts."""
    table = TABLES[name]
    names = table.names_within(TABLES[whole]) if whole else table.names
    fields = [T.StructField(each, TYPES[table.column(each).type]) for each in names]
    lists = [T.StructField(part, T.ArrayType(schema_of(part, name), False)) for part in table.nests]
    return T.StructType([*fields, *lists])


def nested(name: str, tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """The rows of a table, each with the lists of its parts."""
    table = TABLES[name]
    rows = [dict(row) for row in tables[name]]
    for part in table.nests:
        own, key = schema_of(part, name).names, TABLES[part].key_of(table)
        parts = defaultdict(list)
        for row in nested(part, tables):
            parts[tuple(row[column] for column in key)].append({column: row[column] for column in own})
        for row in rows:
            row[part] = parts[tuple(row[column] for column in table.key)]
    return rows


def read(path: str, content: bytes, basis: tgx.Basis) -> dict[str, Any]:
    """The tables of a document with its links, or why there are none (``wrong``)."""
    try:
        document = tgx.read(content, Path(path).name)
        tables = tgx.link(tgx.records_of(document, basis), basis).tables
    except TgxError as error:
        return {"wrong": str(error), **{name: [] for name in TABLES}}
    return {"wrong": None, **{name: nested(name, tables) for name in TABLES}}


def read_schema() -> T.StructType:
    """The schema of what :func:`read` gives."""
    lists = [T.StructField(name, T.ArrayType(schema_of(name), False)) for name in TABLES]
    return T.StructType([T.StructField("wrong", T.StringType()), *lists])


def rows_of(
    spark: SparkSession, done: DataFrame, name: str, shared: list[dict[str, Any]], project: str
) -> DataFrame:
    """A table of all documents, and of the registers and strategies (``shared``)."""
    table = done.select(F.inline(name))
    if shared:
        table = table.union(spark.createDataFrame(shared, schema_of(name)))
    if name == "findings":  # each document counts its own
        number = F.row_number().over(Window.orderBy("document", "origin", "id"))
        table = table.withColumn("id", number.cast("long"))
    return table.withColumn("project", F.lit(project or None).cast("string"))


def write(table: DataFrame, name: str, out: Path) -> None:
    """Write a table by project and fiscal year; one without rows has a file that says its columns."""
    column = next(
        (each for each in TABLES[name].columns if each.name == "fiscal_year" and each.required), None
    )
    partitions = ["project", "fiscal_year"] if column else ["project"]
    if table.isEmpty():
        place = out / name / "project=__HIVE_DEFAULT_PARTITION__"
        table.drop(*partitions).coalesce(1).write.parquet(str(place / "fiscal_year=0" if column else place))
    else:
        table.write.partitionBy(*partitions).parquet(str(out / name))


def alike(table: DataFrame) -> list[str]:
    """The ids that several rows have."""
    number: Column = F.count("*")
    return [row["id"] for row in table.groupBy("id").agg(number.alias("n")).where("n > 1").take(10)]


def run(spark: SparkSession, strategy: Path, documents: Path, out: Path) -> list[str]:
    """Write the tables; what is wrong with the documents, nothing where the tables are written."""
    project = tgx.project()
    records = tgx.records_of(tgx.read(strategy.read_bytes(), strategy.name), project)
    basis = tgx.strategy(records, project)
    sent: Broadcast[tgx.Basis] = spark.sparkContext.broadcast(basis)
    files = spark.read.format("binaryFile").load(str(documents)).select("path", "content")
    files = files.repartition(spark.sparkContext.defaultParallelism * 4)
    spread = files.rdd.map(lambda file: read(file.path, bytes(file.content), sent.value))
    done = spark.createDataFrame(spread, read_schema(), verifySchema=False).persist()
    if wrong := [row.wrong for row in done.where("wrong IS NOT NULL").select("wrong").collect()]:
        return wrong
    shared, whose = basis.tables, basis.name
    tables = {name: rows_of(spark, done, name, nested(name, shared), whose) for name in TABLES}
    for name in TOLD_APART:
        if ids := alike(tables[name]):
            return [f"{name}: several documents have these rows: {', '.join(ids)}"]
    for name, table in tables.items():
        write(table, name, out)
    return []


def coverage(spark: SparkSession, out: Path) -> dict[str, list[int]]:
    """Measures with a result, and all, by goal, of the written tables."""
    for name in ("measures", "links"):
        spark.read.parquet(str(out / name)).createOrReplaceTempView(name)
    return {row.goal: [row.with_results, row.measures] for row in spark.sql(COVERAGE).collect()}


def main(strategy: str, documents: str, out: str) -> int:
    if Path(out).exists():
        print(f"{out} is there already", file=sys.stderr)
        return 2
    builder: SparkSession.Builder = SparkSession.builder
    spark = (
        builder.appName("tgx")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    try:
        wrong = run(spark, Path(strategy), Path(documents), Path(out))
        for line in wrong:
            print(line, file=sys.stderr)
        if wrong:
            return 2
        print(json.dumps(coverage(spark, Path(out))))
    finally:
        spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
