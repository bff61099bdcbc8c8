"""Compares two runs to the last bit: python compare.py RUN OTHER [TABLE...]

Equal are tables with the same rows when sorted by key, floating-point numbers compared by their raw bits. Times that a
clock decides (column seconds) are left out. Needs pyarrow. Ends with the numbers of rows, or with the first difference.
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
    "directions": ["plane", "variant", "axis", "block"],
    "losses": ["plane", "variant", "split", "bn", "i", "j", "shard"],
    "surface": ["plane", "variant", "split", "bn", "i", "j"],
    "metrics": ["plane", "variant", "split", "bn", "metric", "interval"],
}
CLOCK = "seconds"


def read(run, table):
    files = sorted((pathlib.Path(run) / table).rglob("*.parquet"))
    if not files:
        sys.exit(f"FAILED {run}/{table}: no files")
    whole = pyarrow.concat_tables([parquet.read_table(file) for file in files])
    order = pyarrow.compute.sort_indices(whole, [(column, "ascending") for column in KEYS[table]])
    return whole.take(order).combine_chunks()


def bits(column):
    """An array whose equality is that of raw bits."""
    if isinstance(column, pyarrow.ChunkedArray):
        column = column.combine_chunks()
    if pyarrow.types.is_list(column.type):
        return [bits(column.value_lengths()), bits(column.flatten())]
    if pyarrow.types.is_floating(column.type):
        if column.null_count:
            sys.exit("FAILED: a null among numbers")
        numbers = column.to_numpy(zero_copy_only=False)
        return numbers.view(f"u{numbers.dtype.itemsize}").tolist()
    return column.to_pylist()


def compare(run, other, table):
    one, two = read(run, table), read(other, table)
    if one.num_rows != two.num_rows or one.column_names != two.column_names:
        sys.exit(f"FAILED {table}: {one.num_rows} rows of {one.column_names}, {two.num_rows} of {two.column_names}")
    for name in one.column_names:
        if name != CLOCK and bits(one[name]) != bits(two[name]):
            sys.exit(f"FAILED {table}.{name}: {run} and {other} differ")
    return one.num_rows


def main(run, other, *tables):
    rows = {table: compare(run, other, table) for table in tables or KEYS}
    print(f"{run} and {other} are equal to the last bit: {rows}")


if __name__ == "__main__":
    main(*sys.argv[1:])
