"""Checks a run's tables with a reader of another make: python tables.py RUN

Row counts against the manifest, keys unique, no gaps in grids or shards, sums that add up, hashes; of surfaces of which points are left
out, that these are the ones. Needs pyarrow, numpy and duckdb. Ends with the number of checks, or with the first that failed.
"""

import hashlib
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import duckdb
import pyarrow.parquet as parquet
from atlas import Run
from compare import KEYS, OF_SOME
from refinement import wanted

# Of a training metrics have no step: it has many. Curvature is of weights, or of a point of a plane; what is one for each has no rank.
MAY_BE_NULL = {"metrics": {"step"}, "curvature": {"plane", "i", "j", "rank"}}
POINT = "variant, plane, step, split, bn, i, j"
passed = 0


def check(what, found, expected):
    global passed
    if found != expected:
        sys.exit(f"FAILED {what}: expected {expected}, found {found}")
    passed += 1


def one(query):
    return duckdb.sql(query).fetchall()[0][0]


def files_are_those_of_the_manifest(run, manifest):
    for table, records in manifest["tables"].items():
        named = {record["path"] for record in records}
        within = [run / table] if (run / table).is_file() else (run / table).rglob("*")
        found = {str(path.relative_to(run)) for path in within if path.is_file()}
        check(f"{table}: files", sorted(found), sorted(named))
        for record in records:
            path = run / record["path"]
            check(f"{path}: sha256", hashlib.sha256(path.read_bytes()).hexdigest(), record["sha256"])
            if path.suffix == ".parquet":
                check(f"{path}: rows", parquet.read_metadata(path).num_rows, record["rows"])


def keys_are_unique(run):
    for table, key in KEYS.items():
        if table in OF_SOME and not (run / table).exists():
            continue
        source = f"read_parquet('{run}/{table}/**/*.parquet')"
        columns = ", ".join(key)
        rows = one(f"select count(*) from {source}")
        distinct = one(f"select count(*) from (select distinct {columns} from {source})")
        check(f"{table}: {columns} unique", distinct, rows)
        filled = " or ".join(f"{column} is null" for column in key if column not in MAY_BE_NULL.get(table, ()))
        check(f"{table}: keys without null", one(f"select count(*) from {source} where {filled}"), 0)
        if table == "metrics":
            plain = "plane not in ('none', 'all') and step is null or plane = 'none' and (step is null) = (bn <> 'none')"
            check("metrics: a step where there is a plane or curvature", one(f"select count(*) from {source} where {plain}"), 0)


def grids_have_no_gaps(run, manifest):
    planes = {plane: (of["x"]["points"], of["y"]["points"]) for plane, of in manifest["planes"].items()}
    shards = manifest["configuration"]["data"]["shards"]
    losses, points = (f"read_parquet('{run}/{table}/**/*.parquet')" for table in ("losses", "surface"))
    failed = failures(run)
    computed = 0
    per_surface = duckdb.sql(
        f"""select variant, plane, step, split, bn, count(*), min(i), max(i), min(j), max(j), min(shard), max(shard)
            from {losses} l semi join {points} s using ({POINT}) group by all"""
    ).fetchall()
    for row in per_surface:
        variant, plane, *rest = row[:5]
        nx, ny = planes[plane]
        count, ends = nx * ny, (0, nx - 1, 0, ny - 1)
        record = manifest["surfaces"]["/".join(map(str, (plane, variant, *rest)))]
        if "adaptive" in record:
            lacking = sum(point[:5] == row[:5] for point in failed)
            count, ends = record["adaptive"]["wanted"] - lacking, row[6:10] if lacking else ends
        rows, last = count * shards, shards - 1
        if "steered" in record:
            rows, last = record["steered"]["rows"], row[11]
        check(f"losses of {row[:5]}", row[5:], (rows, *ends, 0, last))
        computed += count
    check("surfaces", one(f"select count(*) from {points}"), computed)
    partial = duckdb.sql(f"select distinct {POINT} from {losses} l anti join {points} s using ({POINT})").fetchall()
    check("losses without a point are of points that failed", [point for point in partial if point not in failed], [])
    return len(per_surface)


def failures(run):
    """Points of surfaces that could not be computed."""
    if not (run / "failures").exists():
        return []
    return duckdb.sql(f"select distinct {POINT} from read_parquet('{run}/failures/**/*.parquet') where operator is null").fetchall()


def points_left_out(folder):
    """Of surfaces of which points may be left out: those that are there are the ones that their losses ask for. Gives how many are filled in."""
    run = Run(folder)
    metrics = {row[:6]: row[6:] for row in run.rows("""select plane, variant, step, split, bn, metric, value, n from metrics
        where metric in ('computed_points', 'fill_error') and plane <> 'all'""")}
    filled = 0
    for s in run.surfaces():
        adaptive = run.manifest["surfaces"][s.scope].get("adaptive")
        if adaptive:
            points, draw = wanted(s.loss, ~s.left_out, s.centre, adaptive["tolerance"])
            check(f"{s.scope}: points that are wanted", (points != ~s.left_out).sum(), 0)
            check(f"{s.scope}: whether the last draw was good enough", draw is not None, True)
        if s.left_out.any():
            key = s.plane, s.variant.id, s.step, s.split, s.bn
            check(f"{s.scope}: computed_points", metrics.pop((*key, "computed_points")), (s.computed.sum(), s.loss.size))
            error, n = metrics.pop((*key, "fill_error"))
            check(f"{s.scope}: points drawn", n, draw[1])
            check(f"{s.scope}: whether fill_error {error} is {draw[0]}", abs(error - draw[0]) <= 1e-9, True)
            filled += 1
    check("computed_points and fill_error of other surfaces", list(metrics), [])
    return filled


def sums_add_up(run):
    folded = one(
        f"""select count(*) from read_parquet('{run}/surface/**/*.parquet') s join (
              select plane, variant, step, split, bn, i, j, sum(loss_sum) / sum(examples) loss, sum(examples) examples,
                     sum(correct) / sum(examples) accuracy, sum(non_finite) non_finite
              from read_parquet('{run}/losses/**/*.parquet') group by all) l
            using (plane, variant, step, split, bn, i, j)
            where s.examples = l.examples and s.non_finite = l.non_finite and (abs(s.accuracy - l.accuracy) < 1e-12 or s.accuracy is null and l.accuracy is null)
              and (s.non_finite > 0 or abs(s.loss - l.loss) <= 1e-12 * abs(l.loss))"""
    )
    check("surface is the sum of its shards", folded, one(f"select count(*) from read_parquet('{run}/surface/**/*.parquet')"))


def differences_are_of_the_same_examples(run, manifest):
    """Of surfaces whose points have examples of their own number: differences from the centre, their errors, and that these are small enough."""
    until = manifest["configuration"]["surface"]["examples-until"]
    points = duckdb.sql(
        f"""select s.difference, s.difference_se, s.examples, l.* exclude (plane, variant, step, split, bn, i, j)
            from read_parquet('{run}/surface/**/*.parquet') s join (
              select plane, variant, step, split, bn, i, j, count(*) shards, max(shard) last, sum(loss_sum) own, sum(loss_sum_sq) squares,
                     sum(centre_loss_sum) centre, sum(centre_loss_sum_sq) centre_squares, sum(centre_product_sum) products
              from read_parquet('{run}/losses/**/*.parquet') group by all) l
            using (plane, variant, step, split, bn, i, j) where s.difference is not null and s.non_finite = 0"""
    ).fetchall()
    shards = manifest["configuration"]["data"]["shards"]
    for difference, error, n, count, last, own, squares, centre, centre_squares, products in points:
        mean = (own - centre) / n
        scatter = squares - 2 * products + centre_squares
        rounding = 1e-12 * (squares + 2 * abs(products) + centre_squares)
        check("shards of a point", last, count - 1)
        check("difference of a point", abs(difference - mean) <= 1e-12 * (abs(own) + abs(centre)) / n, True)
        check("its error", abs(error**2 * n * (n - 1) - max(0, scatter - n * mean**2)) <= rounding, True)
        check("its error is small enough", count == shards or error <= until["se"] * max(1, abs(difference)), True)
    return len(points)


def weights_fill_their_shapes(run):
    for table in ("weights", "directions"):
        wrong = one(
            f"select count(*) from read_parquet('{run}/{table}/**/*.parquet') "
            "where len(values) <> list_product(shape)"
        )
        check(f"{table}: values fill their shape", wrong, 0)


def main():
    run = pathlib.Path(sys.argv[1])
    manifest = json.loads((run / "manifest.json").read_text())
    files_are_those_of_the_manifest(run, manifest)
    keys_are_unique(run)
    surfaces = grids_have_no_gaps(run, manifest)
    check("surfaces are those of the manifest", surfaces, len(manifest["surfaces"]))
    differences_are_of_the_same_examples(run, manifest)
    sums_add_up(run)
    weights_fill_their_shapes(run)
    filled = points_left_out(run)
    whole = f"{surfaces} surfaces whole" if not filled else f"{surfaces - filled} surfaces whole, {filled} filled in"
    print(f"{run}: {passed} checks passed, {whole}")


if __name__ == "__main__":
    main()
