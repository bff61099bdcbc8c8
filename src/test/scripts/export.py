"""Checks exported files with their own readers: python export.py RUN

Every surface of RUN must have been exported as vtp, npz and csv, and so tables paths (as vtp each for itself), curvature and spectrum
where the run has them. Points that were left out must be filled in as notebooks/filling.py does it, and marked; of points that have
examples of their own number meshes and arrays hold the losses that notebooks/atlas.py makes of them, csv the rows of the table. VTP is read by the vtk
package, NPZ by numpy without pickle, CSV and the table by DuckDB. Needs vtk, numpy and duckdb. Ends with the number of files, or with the
first fault.
"""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "notebooks"))

import duckdb
import numpy as np
import vtk
from atlas import Run
from vtk.util.numpy_support import vtk_to_numpy

KEY = ["variant", "plane", "step", "split", "bn"]
NAME = [0, 1, 3, 4]
FLOATS = ["loss", "loss_se", "accuracy"]
COUNTS = ["non_finite", "examples"]


def check(what, holds):
    if not holds:
        sys.exit(f"FAILED {what}")


def same(found, expected):
    return np.array_equal(np.asarray(found, float), np.asarray(expected, float), equal_nan=True)


def near(found, expected, computed):
    """Whether numbers are the same at points that are computed, or at all of them, and up to rounding at those that are filled in."""
    found = np.asarray(found, float).reshape(expected.shape)
    if computed is None:
        return same(found, expected)
    return same(found[computed], expected[computed]) and np.allclose(found, expected, rtol=1e-12, atol=0, equal_nan=True)


def grids(run):
    """The table's surfaces by their key: alphas, betas, arrays [nx, ny], and which points are computed where others are filled in."""
    table = duckdb.sql(f"select * from read_parquet('{run}/surface/**/*.parquet') order by all").fetchnumpy()
    keys = sorted({key for key in zip(*(table[name] for name in KEY))})
    atlas = Run(run)
    found = {(s.variant.id, s.plane, s.step, s.split, s.bn): s for s in atlas.surfaces()}
    adaptive = {key: s for key, s in found.items() if s.left_out.any()}
    for key in keys:
        mine = np.logical_and.reduce([table[name] == value for name, value in zip(KEY, key)])
        i, j = table["i"][mine], table["j"][mine]
        filled = adaptive.get(key)
        shape = filled.loss.shape if filled else (i.max() + 1, j.max() + 1)
        arrays = {name: np.full(shape, np.nan) for name in FLOATS} | {name: np.zeros(shape) for name in COUNTS}
        alpha, beta, computed = np.zeros(shape[0]), np.zeros(shape[1]), None
        if filled:
            arrays = {name: getattr(filled, name).copy() for name in arrays}
            alpha, beta, computed = filled.alpha.copy(), filled.beta.copy(), np.zeros(shape, bool)
            computed[i, j] = True
        alpha[i], beta[j] = table["alpha"][mine], table["beta"][mine]
        for name, array in arrays.items():
            array[i, j] = table[name][mine]
        if atlas.steered(found[key].scope):
            arrays["loss"] = found[key].loss
        yield key, alpha, beta, arrays, computed


def marks(computed, arrays):
    """What a mesh and arrays hold beside the values: where they are computed, if any are filled in."""
    return computed if computed is not None and np.isfinite(arrays["loss"][~computed]).any() else None


def vtp(path, alpha, beta, arrays, computed, key):
    reader = vtk.vtkXMLPolyDataReader()
    check(f"{path}: VTK can read it", reader.CanReadFile(str(path)) == 1)
    reader.SetFileName(str(path))
    reader.Update()
    mesh = reader.GetOutput()
    nx, ny = len(alpha), len(beta)
    check(f"{path}: a point for each of the grid", mesh.GetNumberOfPoints() == nx * ny)
    points = vtk_to_numpy(mesh.GetPoints().GetData()).reshape(nx, ny, 3)
    check(f"{path}: alpha", same(points[:, :, 0], np.repeat(alpha[:, None], ny, 1)))
    check(f"{path}: beta", same(points[:, :, 1], np.repeat(beta[None, :], nx, 0)))
    data = mesh.GetPointData()
    marked = marks(computed, arrays)
    for name, array in arrays.items():
        check(f"{path}: {name}", near(vtk_to_numpy(data.GetArray(name)), array, computed))
    check(f"{path}: marks where points are filled in", data.HasArray("computed") == (marked is not None))
    check(f"{path}: computed", marked is None or same(vtk_to_numpy(data.GetArray("computed")).reshape(nx, ny), marked))
    hole = ~np.isfinite(arrays["loss"])
    height = np.log10(np.where(hole, 1, vtk_to_numpy(data.GetArray("loss")).reshape(nx, ny)))
    check(f"{path}: heights", np.allclose(points[:, :, 2][~hole], height[~hole], rtol=1e-14, atol=1e-14))
    check(f"{path}: finite coordinates", np.isfinite(points).all())
    whole = ~(hole[:-1, :-1] | hole[1:, :-1] | hole[:-1, 1:] | hole[1:, 1:])
    check(f"{path}: a square for each four finite points", mesh.GetNumberOfPolys() == whole.sum())
    check(f"{path}: cells that VTK finds sound", mesh.GetNumberOfCells() == mesh.GetNumberOfPolys() + mesh.GetNumberOfLines())
    # The mesh covers the rectangle once: its projection has the area of its squares.
    area = 0
    for cell in range(mesh.GetNumberOfCells()):
        corners = points.reshape(-1, 3)[[mesh.GetCell(cell).GetPointId(n) for n in range(mesh.GetCell(cell).GetNumberOfPoints())]]
        x, y = corners[:, 0], corners[:, 1]
        area += (x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2
    steps = np.diff(alpha)[:, None] * np.diff(beta)[None, :]
    check(f"{path}: squares of one orientation", np.isclose(area, steps[whole].sum()))
    says = json.loads(mesh.GetFieldData().GetAbstractArray("metadata").GetValue(0))
    check(f"{path}: metadata", [says[name] for name in KEY] == list(key))


def npz(path, alpha, beta, arrays, computed, key):
    file = np.load(path, allow_pickle=False)
    check(f"{path}: alpha", same(file["alpha"], alpha))
    check(f"{path}: beta", same(file["beta"], beta))
    for name, array in arrays.items():
        check(f"{path}: {name}", file[name].shape == array.shape and near(file[name], array, computed))
    marked = marks(computed, arrays)
    check(f"{path}: marks where points are filled in", ("computed" in file) == (marked is not None))
    check(f"{path}: computed", marked is None or file["computed"].shape == marked.shape and same(file["computed"], marked))
    says = json.loads(str(file["metadata"]))
    check(f"{path}: metadata", [says[name] for name in KEY] == list(key))


def csv(path, run, alpha, beta, arrays, computed, key):
    condition = " and ".join(f"{name} = '{value}'" for name, value in zip(KEY, key))
    table = f"select * from read_parquet('{run}/surface/**/*.parquet') where {condition} order by i, j"
    types = {name: kind for name, kind, *_ in duckdb.sql(f"describe {table}").fetchall()}
    if computed is not None:
        types |= {"computed": "BIGINT"}
    text = duckdb.sql(f"select * from read_csv('{path}', header = true, columns = {types})").fetchall()
    rows = text if computed is None else [row[:-1] for row in text if row[-1]]
    check(f"{path}: the table's rows in the order of the grid", repr(rows) == repr(duckdb.sql(table).fetchall()))
    if computed is not None:
        check(f"{path}: names of columns", path.open().readline().strip() == ",".join(types))
        columns = dict(zip(types, zip(*text)))
        check(f"{path}: a row for each point, in the order of the grid", list(zip(columns["i"], columns["j"])) == list(np.ndindex(computed.shape)))
        check(f"{path}: key", set(zip(*(columns[name] for name in KEY))) == {key})
        check(f"{path}: alpha", same(columns["alpha"], np.repeat(alpha, len(beta))))
        check(f"{path}: beta", same(columns["beta"], np.tile(beta, len(alpha))))
        for name, array in arrays.items():
            check(f"{path}: {name}", near(columns[name], array, computed))
        check(f"{path}: computed", same(columns["computed"], computed.ravel()))


def path_vtp(path, run, key):
    """The weights that a plane was made from: by network and step, the centre last."""
    condition = " and ".join(f"{'centre_step' if name == 'step' else name} = '{value}'" for name, value in zip(KEY, key))
    order = "network = variant and step = centre_step, network, step"
    rows = duckdb.sql(f"select * from read_parquet('{run}/paths/**/*.parquet') where {condition} order by {order}").fetchnumpy()
    reader = vtk.vtkXMLPolyDataReader()
    reader.SetFileName(str(path))
    reader.Update()
    mesh = reader.GetOutput()
    n = len(rows["step"])
    check(f"{path}: a point for each of the weights", mesh.GetNumberOfPoints() == n)
    points = vtk_to_numpy(mesh.GetPoints().GetData()).reshape(n, 3)
    check(f"{path}: alpha and beta", same(points[:, 0], rows["alpha"]) and same(points[:, 1], rows["beta"]))
    finite = np.isfinite(rows["loss"])
    height = np.log10(np.where(finite, rows["loss"], 1))
    check(f"{path}: heights", np.allclose(points[finite, 2], height[finite], rtol=1e-14, atol=1e-14))
    for name in ["step", "loss", "loss_se", "residual", "distance"]:
        check(f"{path}: {name}", same(vtk_to_numpy(mesh.GetPointData().GetArray(name)), rows[name]))
    training = key[KEY.index("plane")] == "trajectory"
    check(f"{path}: a line of a training, points of others", mesh.GetNumberOfLines() == (1 if training else 0))
    # VTK hands out one cell again and again.
    corners = []
    for cell in range(mesh.GetNumberOfCells()):
        corners += [mesh.GetCell(cell).GetPointId(n) for n in range(mesh.GetCell(cell).GetNumberOfPoints())]
    check(f"{path}: through the finite losses in their order", corners == list(np.flatnonzero(finite)))


def table_files(folder, run, name):
    """All rows of a table in one file of each format, in one order."""
    table = f"select * from read_parquet('{run}/{name}/**/*.parquet')"
    types = {column: kind for column, kind, *_ in duckdb.sql(f"describe {table}").fetchall()}
    key = {
        "paths": "plane, variant, centre_step, network, step, split, bn",
        "curvature": "variant, step, split, bn, plane, i, j, operator, quantity, rank",
        "spectrum": "variant, step, split, bn, operator, probe, k",
    }[name]
    ordered = ", ".join(f"{column} nulls first" for column in key.split(", "))
    expected = duckdb.sql(f"{table} order by {ordered}").fetchall()
    text = duckdb.sql(f"select * from read_csv('{folder / name}.csv', header = true, columns = {types})").fetchall()
    check(f"{name}.csv: the table's rows", repr(text) == repr(expected))
    file = np.load(folder / f"{name}.npz", allow_pickle=False)
    for n, column in enumerate(types):
        values = [row[n] for row in expected]
        if types[column] == "VARCHAR":
            check(f"{name}.npz: {column}", list(file[column]) == [value or "" for value in values])
        elif types[column] == "DOUBLE":
            check(f"{name}.npz: {column}", same(file[column], [np.nan if value is None else value for value in values]))
        else:
            check(f"{name}.npz: {column}", list(file[column]) == [-1 if value is None else value for value in values])
    return 2


def main(run):
    folder = pathlib.Path(run) / "export"
    files = 0
    tables = [name for name in ["paths", "curvature", "spectrum"] if list(pathlib.Path(run).glob(f"{name}/**/*.parquet"))]
    distinct = f"select distinct variant, plane, centre_step, split, bn from read_parquet('{run}/paths/**/*.parquet')"
    with_paths = set(duckdb.sql(distinct).fetchall()) if "paths" in tables else set()
    surfaces = list(grids(run))
    last = {}
    for variant, _, step, *_ in (key for key, *_ in surfaces):
        last[variant] = max(step, last.get(variant, step))
    for key, *grid in surfaces:
        name = "-".join(key[n] for n in NAME) + (f"-step{key[2]}" if key[2] < last[key[0]] else "")
        vtp(folder / f"{name}.vtp", *grid, key)
        npz(folder / f"{name}.npz", *grid, key)
        csv(folder / f"{name}.csv", run, *grid, key)
        files += 3
        if key in with_paths:
            path_vtp(folder / f"{name}-path.vtp", run, key)
            files += 1
    files += sum(table_files(folder, run, name) for name in tables)
    check(f"{folder}: no file beside these", files == len(list(folder.iterdir())))
    print(f"{run}: {files} exported files hold what the table holds")


if __name__ == "__main__":
    main(sys.argv[1])
