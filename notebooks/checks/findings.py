"""Which metrics tell plain networks from those with skip connections, and frozen statistics from recalibrated ones, beyond seeds.

    python3 notebooks/checks/findings.py runs/findings

For each depth and metric the difference of two networks of one seed, or of one network's two surfaces (means over random planes where
there are several), its mean over the seeds and the 95 % interval of Student's t. Values that are all positive and span more than a factor
of 100 are compared as logarithms to base 10: the difference is then a number of decades. Prints Markdown: plain and skip for each
treatment of batch normalisation, then frozen and recalibrated for each wiring, then how many metrics each depth tells apart.
"""
import math
import sys

import duckdb

# Student's t at 97.5 % for 2 to 9 degrees of freedom.
STUDENT = {2: 4.3027, 3: 3.1824, 4: 2.7764, 5: 2.5706, 6: 2.4469, 7: 2.3646, 8: 2.3060, 9: 2.2622}
NETWORK = "d(\\d+)-(plain|skip)-.*-s(\\d+)-lr"
KEPT = f"""
    metric not in ('points', 'missing_points', 'computed_points', 'fill_error', 'direction_cosine', 'direction_norm_x', 'direction_norm_y',
                   'gram_xx', 'gram_xy', 'gram_yy')
    and (plane = 'all' or plane is null or plane not like 'random-%')
    and regexp_matches(variant, '{NETWORK}')
"""


def values(run):
    # Of each metric and depth by wiring and treatment the value of each seed.
    rows = duckdb.sql(f"""
        select metric, bn, cast(regexp_extract(variant, '{NETWORK}', 1) as int) as depth,
               regexp_extract(variant, '{NETWORK}', 2) as wiring, cast(regexp_extract(variant, '{NETWORK}', 3) as int) as seed, avg(value)
        from '{run}/metrics/*.parquet' where {KEPT} group by all order by all""").fetchall()
    found = {}
    for metric, bn, depth, wiring, seed, value in rows:
        found.setdefault((metric, depth), {}).setdefault((wiring, bn), {})[seed] = value
    return found


def interval(differences):
    n = len(differences)
    middle = mean(differences)
    deviation = math.sqrt(sum((each - middle) ** 2 for each in differences) / (n - 1))
    half = STUDENT[n - 1] * deviation / math.sqrt(n)
    return middle, middle - half, middle + half


def mean(numbers):
    return sum(numbers) / len(numbers)


def compared(one, other):
    # Means of both and the interval of other - one over the seeds that both have; nothing where there is none.
    pairs = [(one[seed], other[seed]) for seed in sorted(set(one) & set(other))]
    pairs = [pair for pair in pairs if all(each is not None and math.isfinite(each) for each in pair)]
    if not 3 <= len(pairs) <= 10:
        return None
    flat = [each for pair in pairs for each in pair]
    decades = min(flat) > 0 and max(flat) > 100 * min(flat)
    scale = math.log10 if decades else float
    middle, low, high = interval([scale(second) - scale(first) for first, second in pairs])
    if low == high == 0:
        return None
    return len(pairs), mean([pair[0] for pair in pairs]), mean([pair[1] for pair in pairs]), decades, middle, low, high, low > 0 or high < 0


def table(heads, rows):
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for *names, (n, first, second, decades, middle, low, high, told) in rows:
        unit = " decades" if decades else ""
        print(f"| {' | '.join(map(str, names))} | {n} | {first:.4g} | {second:.4g} | {middle:.3g} ({low:.3g} to {high:.3g}){unit} | "
              f"{'yes' if told else 'no'} |")
    print()


def main():
    found = values(sys.argv[1])
    wirings, treatments = [], []
    for (metric, depth), of in found.items():
        for bn in ("frozen", "recalibrated", "none"):
            row = compared(of.get(("plain", bn), {}), of.get(("skip", bn), {}))
            if row:
                wirings.append((f"`{metric}`", bn, depth, row))
        for wiring in ("plain", "skip"):
            row = compared(of.get((wiring, "recalibrated"), {}), of.get((wiring, "frozen"), {}))
            if row:
                treatments.append((f"`{metric}`", wiring, depth, row))
    if not wirings:
        sys.exit(f"{sys.argv[1]}: expected metrics of plain and skip networks of 3 to 10 seeds, found none")
    table(["metric", "batch norm", "depth", "n", "plain", "skip", "skip - plain (95 %)", "told apart"], wirings)
    table(["metric", "wiring", "depth", "n", "recalibrated", "frozen", "frozen - recalibrated (95 %)", "told apart"], treatments)
    print("| depth | batch norm | metrics | told apart | by chance |")
    print("|---|---|---|---|---|")
    for depth, bn in sorted({(row[2], row[1]) for row in wirings}):
        told = [row[3][-1] for row in wirings if (row[2], row[1]) == (depth, bn)]
        print(f"| {depth} | {bn} | {len(told)} | {sum(told)} | {0.05 * len(told):.1f} |")


if __name__ == "__main__":
    main()
