"""Compares two runs to the last bit: python compare.py RUN OTHER [TABLE...]

Equal are tables with the same rows when sorted by key, floating-point numbers compared by their raw bits. Times that a
clock decides (column seconds) are left out. A run of a former version, given first, may lack columns that were added since:
they are named, and what both have is compared; any other column that only one of them has is a failure. Needs pyarrow.
Ends with the numbers of rows, or with the first difference.
"""

import pathlib
import sys

import pyarrow
import pyarrow.compute
import pyarrow.parquet as parquet

KEYS = {
    "training": ["variant", "step", "split"],
    "gradients": ["variant", "step", "name"],
    "batches": ["variant", "step"],
    "weights": ["variant", "step", "block"],
    "directions": ["plane", "variant", "step", "axis", "block"],
    "losses": ["plane", "variant", "step", "split", "bn", "i", "j", "shard"],
    "surface": ["plane", "variant", "step", "split", "bn", "i", "j"],
    "metrics": ["plane", "variant", "step", "split", "bn", "metric", "interval"],
    "paths": ["plane", "variant", "centre_step", "network", "step", "split", "bn"],
    "curvature": ["variant", "step", "split", "bn", "plane", "i", "j", "operator", "quantity", "rank"],
    "spectrum": ["variant", "step", "split", "bn", "operator", "probe", "k"],
}
# Compared where one of the runs has them.
OF_SOME = {"paths", "curvature", "spectrum"}
# Columns that tables have gained, which a run of a former version lacks.
ADDED = {table: {"step"} for table in ("directions", "losses", "surface", "metrics")}
CLOCK = "seconds"
# What a training leaves: networks that are brought along have none of it.
OF_TRAINING = {"training", "gradients", "batches"}


def read(run, table):
    files = sorted((pathlib.Path(run) / table).rglob("*.parquet"))
    if not files:
        sys.exit(f"FAILED {run}/{table}: no files")
    return pyarrow.concat_tables([parquet.read_table(file) for file in files])


def ordered(rows, table, columns):
    order = pyarrow.compute.sort_indices(rows, [(column, "ascending") for column in KEYS[table] if column in columns])
    return rows.take(order).combine_chunks()


def bits(column):
    """An array whose equality is that of raw bits."""
    if isinstance(column, pyarrow.ChunkedArray):
        column = column.combine_chunks()
    if pyarrow.types.is_list(column.type):
        return [bits(column.value_lengths()), bits(column.flatten())]
    if pyarrow.types.is_floating(column.type):
        numbers = column.fill_null(0).to_numpy(zero_copy_only=False)
        return column.is_null().to_pylist(), numbers.view(f"u{numbers.dtype.itemsize}").tolist()
    return column.to_pylist()


def compare(run, other, table):
    one, two = read(run, table), read(other, table)
    added = [name for name in two.column_names if name not in one.column_names and name in ADDED.get(table, ())]
    columns = [name for name in two.column_names if name not in added]
    if one.num_rows != two.num_rows or one.column_names != columns:
        sys.exit(f"FAILED {table}: {one.num_rows} rows of {one.column_names}, {two.num_rows} of {two.column_names}")
    if added:
        print(f"{table}: only {other} has {', '.join(added)}")
    one, two = ordered(one, table, columns), ordered(two, table, columns)
    for name in columns:
        if name != CLOCK and bits(one[name]) != bits(two[name]):
            sys.exit(f"FAILED {table}.{name}: {run} and {other} differ")
    return one.num_rows


def has(run, *tables):
    return any((pathlib.Path(run) / table).exists() for table in tables)


def expected(table, run, other):
    if table in OF_TRAINING:
        return has(run, *OF_TRAINING) or has(other, *OF_TRAINING)
    return table not in OF_SOME or has(run, table) or has(other, table)


def main(run, other, *tables):
    tables = tables or [table for table in KEYS if expected(table, run, other)]
    rows = {table: compare(run, other, table) for table in tables}
    print(f"{run} and {other} are equal to the last bit: {rows}")


if __name__ == "__main__":
    main(*sys.argv[1:])
