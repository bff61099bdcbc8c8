"""Runs the README's DuckDB examples on the quickstart's run: python readme.py, from the folder that holds `runs`."""

import pathlib
import re
import sys

import duckdb

README = pathlib.Path(__file__).resolve().parents[2] / "README.md"


def main():
    queries = [query for query in re.findall(r"```sql\n(.*?)```", README.read_text(), re.S) if "read_parquet" in query]
    if not queries:
        sys.exit(f"FAILED {README}: expected DuckDB examples, found none")
    for query in queries:
        answer = duckdb.sql(query)
        print(answer)
        if not answer.fetchall():
            sys.exit(f"FAILED: no rows from\n{query}")
    print(f"{len(queries)} examples of the README answered")


if __name__ == "__main__":
    main()
