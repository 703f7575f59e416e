"""Runs each query of a document given on standard input and prints its rows as JSON."""

import json
import sys

try:
    import duckdb
except ImportError as error:
    print(error)
    sys.exit(9)

for query in json.load(sys.stdin):
    rows = duckdb.sql(query)
    print(json.dumps([rows.columns, rows.fetchall()], ensure_ascii=False, default=str))
