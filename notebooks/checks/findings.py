"""Which metrics tell plain networks from those with skip connections, beyond what seeds make of them.

    python3 notebooks/checks/findings.py runs/findings

For each depth, treatment of batch normalisation and metric: the difference skip - plain of the networks of one seed (means over random
planes where there are several), its mean over the seeds and the 95 % interval of Student's t. Values that are all positive and span more
than a factor of 100 are compared as logarithms to base 10: the difference is then a number of decades. Prints Markdown.
"""
import math
import sys

import duckdb

# Student's t at 97.5 % for 2 to 9 degrees of freedom.
STUDENT = {2: 4.3027, 3: 3.1824, 4: 2.7764, 5: 2.5706, 6: 2.4469, 7: 2.3646, 8: 2.3060, 9: 2.2622}
NETWORK = "d(\\d+)-(plain|skip)-.*-s(\\d+)-lr"
KEPT = """
    metric not in ('points', 'missing_points', 'direction_cosine', 'direction_norm_x', 'direction_norm_y', 'gram_xx', 'gram_xy', 'gram_yy')
    and (plane = 'all' or plane is null or plane not like 'random-%')
    and variant <> 'all'
"""


def values(run):
    rows = duckdb.sql(f"""
        select metric, bn, cast(regexp_extract(variant, '{NETWORK}', 1) as int) as depth,
               regexp_extract(variant, '{NETWORK}', 2) as wiring, cast(regexp_extract(variant, '{NETWORK}', 3) as int) as seed, avg(value)
        from '{run}/metrics/*.parquet' where {KEPT} group by all order by all""").fetchall()
    found = {}
    for metric, bn, depth, wiring, seed, value in rows:
        found.setdefault((metric, bn, depth), {}).setdefault(wiring, {})[seed] = value
    return found


def interval(differences):
    n = len(differences)
    mean = sum(differences) / n
    deviation = math.sqrt(sum((each - mean) ** 2 for each in differences) / (n - 1))
    half = STUDENT[n - 1] * deviation / math.sqrt(n)
    return mean, mean - half, mean + half


def mean(numbers):
    return sum(numbers) / len(numbers)


def lines(run):
    for (metric, bn, depth), of in values(run).items():
        seeds = sorted(set(of.get("plain", {})) & set(of.get("skip", {})))
        pairs = [(of["plain"][seed], of["skip"][seed]) for seed in seeds]
        pairs = [pair for pair in pairs if all(each is not None and math.isfinite(each) for each in pair)]
        if not 3 <= len(pairs) <= 10:
            continue
        flat = [each for pair in pairs for each in pair]
        decades = min(flat) > 0 and max(flat) > 100 * min(flat)
        scale = math.log10 if decades else float
        middle, low, high = interval([scale(skip) - scale(plain) for plain, skip in pairs])
        if low == high == 0:
            continue
        yield (metric, bn, depth, len(pairs), mean([pair[0] for pair in pairs]), mean([pair[1] for pair in pairs]), decades,
               middle, low, high, low > 0 or high < 0)


def main():
    table = sorted(lines(sys.argv[1]), key=lambda line: (line[0], line[1] or "", line[2]))
    if not table:
        sys.exit(f"{sys.argv[1]}: expected metrics of plain and skip networks of 3 to 10 seeds, found none")
    print("| metric | batch norm | depth | n | plain | skip | skip - plain (95 %) | told apart |")
    print("|---|---|---|---|---|---|---|---|")
    for metric, bn, depth, n, plain, skip, decades, middle, low, high, told in table:
        unit = " decades" if decades else ""
        print(f"| `{metric}` | {bn} | {depth} | {n} | {plain:.4g} | {skip:.4g} | {middle:.3g} ({low:.3g} to {high:.3g}){unit} | "
              f"{'yes' if told else 'no'} |")


if __name__ == "__main__":
    main()
