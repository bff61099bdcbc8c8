"""What the notebooks share: a run's tables by DuckDB, its manifest, its images, and the style of the figures."""

import json
import os
import pathlib
import re
from fractions import Fraction
from typing import NamedTuple

import duckdb
import numpy as np

import dataset
import filling

HOME = pathlib.Path(__file__).resolve().parent
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#999999"]


class Variant(NamedTuple):
    """A network as its id names it: d100-skip-w8-s1-lr0.05. One of an ONNX file has a name of its own, and depth 0."""

    id: str
    depth: int
    skip: bool
    width: int
    seed: int
    rate: float

    @staticmethod
    def of(text):
        found = re.fullmatch(r"d(\d+)-(plain|skip)-w(\d+)-s(-?\d+)-lr([\d.]+)", text)
        if not found:
            return Variant(text, 0, False, 0, 0, 0.0)
        depth, wiring, width, seed, rate = found.groups()
        return Variant(text, int(depth), wiring == "skip", int(width), int(seed), float(rate))

    @property
    def title(self):
        if not self.depth:
            return self.id
        return f"depth {self.depth}, {'skip' if self.skip else 'plain'}, width {self.width}, seed {self.seed}, rate {self.rate:g}"

    @property
    def layers(self):
        """Names of the convolutions and the dense layer with their places on the main path."""
        if not self.depth:
            return []
        places = [("stem/conv", 0)]
        blocks = (self.depth - 2) // 2
        for b in range(blocks):
            places += [(f"b{b:02d}/conv1", 2 * b + 1), (f"b{b:02d}/conv2", 2 * b + 2)]
            if self.skip and b > 0 and 3 * b // blocks > 3 * (b - 1) // blocks:
                places.append((f"b{b:02d}/proj", 2 * b + 2))
        return places + [("head/dense", self.depth - 1)]


class Surface(NamedTuple):
    """One surface as arrays [nx, ny]; NaN and no examples where a point is not published. Those that were left out are filled in."""

    plane: str
    variant: Variant
    step: int
    split: str
    bn: str
    alpha: np.ndarray
    beta: np.ndarray
    loss: np.ndarray
    loss_se: np.ndarray
    accuracy: np.ndarray
    non_finite: np.ndarray
    examples: np.ndarray
    computed: np.ndarray
    left_out: np.ndarray
    mean: np.ndarray

    @property
    def title(self):
        return f"{self.variant.title}\n{self.plane}, step {self.step}, {self.split}, BN {self.bn}" + self.note("\n")

    @property
    def scope(self):
        """Its name in the manifest."""
        return f"{self.plane}/{self.variant.id}/{self.step}/{self.split}/{self.bn}"

    def note(self, before=", ", part=...):
        """How many points are computed, of all or of a part of the grid; nothing where none was left out."""
        computed = self.computed[part]
        return f"{before}{computed.sum():,} of {computed.size:,} points computed" if self.left_out.any() else ""

    def completed(self, loss):
        """Losses at all points of this grid, from those at the points that are computed."""
        return filling.losses(loss, ~self.left_out) if self.left_out.any() else loss

    @property
    def centre(self):
        """The place of (0, 0), or None where the grid misses it."""
        i, j = np.flatnonzero(self.alpha == 0), np.flatnonzero(self.beta == 0)
        return (i[0], j[0]) if len(i) and len(j) else None


class Run:
    """A run's folder; tables are views of the same names in a DuckDB of their own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        assert (self.folder / "manifest.json").exists(), f"{folder}: expected a run's folder, found no manifest.json in it"
        self.manifest = json.loads((self.folder / "manifest.json").read_text())
        self.config = self.manifest["configuration"]
        self.db = duckdb.connect()
        for table, files in self.manifest["tables"].items():
            paths = [str(self.folder / file["path"]) for file in files if file["path"].endswith(".parquet")]
            if paths:
                self.db.sql(f"create view {table} as {self.query(table, f'read_parquet({paths}, union_by_name = true)')}")

    def query(self, table, source):
        """All rows; those of a former version, which had no column step, are of the last weights."""
        names = self.db.sql(f"select * from {source} limit 0").columns
        if "plane" not in names:
            return f"select * from {source}"
        last = " ".join(f"when '{name}' then {of['step']}" for name, of in self.manifest["variants"].items())
        step = f"case when plane <> 'none' then case variant {last} end end"
        if "step" not in names:
            return f"select *, {step} as step from {source}"
        return f"select * replace (coalesce(step, {step}) as step) from {source}"

    def has(self, table):
        return any(file["rows"] for file in self.manifest["tables"].get(table, []))

    def columns(self, sql):
        """A query's columns as arrays, with NaN for a null."""
        return {name: filled(values) for name, values in self.db.sql(sql).fetchnumpy().items()}

    def rows(self, sql):
        return self.db.sql(sql).fetchall()

    def variants(self, table="weights"):
        ids = [row[0] for row in self.rows(f"select distinct variant from {table}")] if self.has(table) else []
        return sorted(map(Variant.of, ids), key=lambda v: (v[1:], v.id))

    def blocks(self, table, where):
        """Blocks of `weights` or `directions` as arrays by (name, kind), in the order of the network."""
        rows = self.rows(f"select name, kind, shape, values from {table} where {where} order by block")
        return {(name, kind): np.array(values, np.float32).reshape(shape) for name, kind, shape, values in rows}

    def last_step(self, variant):
        return self.rows(f"select max(step) from weights where variant = '{variant.id}'")[0][0]

    def axes(self, plane, variant="", step=0):
        """The axes of a plane, each with min, max and points; those of the configuration in a run of a former version. Where the
        range was chosen through each network, min and max are those of one network and step."""
        of = self.manifest.get("planes", {}).get(plane, self.config["surface"])
        of = self.manifest.get("grids", {}).get(f"{plane}/{variant}/{step}", of)
        return of["x"], of["y"]

    def settings(self, plane):
        """What decides the directions of a plane: its type, and what goes with it."""
        former = {"type": "random", "normalize": self.config["surface"]["normalize"]}
        return self.manifest["planes"][plane]["settings"] if "planes" in self.manifest else former

    def distribution(self, plane):
        """What a plane is a draw of, its grid included: one text for those that are averaged; None where it was chosen."""
        settings = self.settings(plane)
        former = f"random, normalize {settings['normalize']}" if settings["type"] == "random" else ""
        sample = self.manifest.get("planes", {}).get(plane, {}).get("sample", former)
        return f"{sample}; {self.axes(plane)}" if sample else None

    def other_end(self, plane, variant):
        """Id and step of the network that a line through another leads to, at alpha = 1."""
        return self.network_step(self.settings(plane)["to"], variant)

    def network_step(self, text, variant):
        """Id and step of the weights that a plane of a network names: NETWORK, NETWORK@STEP or @STEP, of itself."""
        network, _, step = text.partition("@")
        network = network or variant.id
        return network, int(step) if step else self.rows(f"select max(step) from weights where variant = '{network}'")[0][0]

    @property
    def loss_name(self):
        """What the losses of surfaces are, for an axis."""
        return "loss (nats)" if self.guessing else "mean squared error"

    @property
    def guessing(self):
        """The cross-entropy of guessing one of the classes, ln K; None where surfaces are of another loss."""
        if self.config["surface"].get("loss", "cross-entropy") != "cross-entropy":
            return None
        return np.log(int(self.manifest["provenance"].get("data_classes", 10)))

    def steered(self, scope):
        """Whether the points of a surface have examples of their own number: `loss` is then the centre's mean over the most examples
        and the point's difference from it, `mean` the point's own."""
        return "steered" in self.manifest.get("surfaces", {}).get(scope, {})

    def surfaces(self):
        """All surfaces, plain beside skip, by depth; the grid is that of the plane."""
        keys = self.rows("select distinct plane, variant, step, split, bn from surface") if self.has("surface") else []
        surfaces = []
        for plane, variant, step, split, bn in keys:
            x, y = self.axes(plane, variant, step)
            shape = x["points"], y["points"]
            steered = self.steered(f"{plane}/{variant}/{step}/{split}/{bn}")
            difference = ", difference" if steered else ""
            points = self.columns(f"""select i, j, alpha, beta, loss, loss_se, accuracy, non_finite, examples{difference} from surface where
                plane = '{plane}' and variant = '{variant}' and step = {step} and split = '{split}' and bn = '{bn}'""")
            points["mean"] = points["loss"]
            if steered:
                points["loss"] = paired(points)
            mean, *arrays = [np.full(shape, np.nan) for _ in range(4)] + [np.zeros(shape, int) for _ in range(2)]
            for array, name in zip([mean, *arrays], ["mean", "loss", "loss_se", "accuracy", "non_finite", "examples"]):
                array[points["i"], points["j"]] = points[name]
            computed = np.zeros(shape, bool)
            computed[points["i"], points["j"]] = True
            alpha, beta = coordinates(x), coordinates(y)
            alpha[points["i"]], beta[points["j"]] = points["alpha"], points["beta"]
            found = Surface(plane, Variant.of(variant), step, split, bn, alpha, beta, *arrays, computed, np.zeros(shape, bool), mean)
            surfaces.append(self.filled_in(found))
        return sorted(surfaces, key=lambda s: (s.bn, s.plane, s.step, s.split, s.variant[1:], s.variant.id))

    def filled_in(self, s):
        """A surface with values at the points that were left out, if any were and all others are there. Those that failed are holes."""
        adaptive = self.manifest.get("surfaces", {}).get(s.scope, {}).get("adaptive")
        if not adaptive:
            return s
        known = s.computed.copy()
        if self.has("failures"):
            for i, j in self.rows(f"""select distinct i, j from failures where operator is null and plane = '{s.plane}'
                    and variant = '{s.variant.id}' and step = {s.step} and split = '{s.split}' and bn = '{s.bn}'"""):
                known[i, j] = True
        if known.all() or known.sum() < adaptive["wanted"]:
            return s
        loss = filling.losses(s.loss, known)
        examples = np.where(~known & np.isfinite(loss), s.examples.max(), s.examples)
        loss_se, accuracy = (np.where(examples > 0, filling.fill(values, known), np.nan) for values in (s.loss_se, s.accuracy))
        return s._replace(left_out=~known, loss=loss, examples=examples, loss_se=np.maximum(loss_se, 0), accuracy=np.clip(accuracy, 0, 1))

    def images(self, split, first):
        """Values [first, channels, rows, columns] as the networks see them, and labels [first] or numbers, of the run's own files."""
        values, labels = dataset.read(self.manifest, split, first)
        return values.astype(np.float32), labels


def filled(values):
    """An array without a mask; examples without labels have a null for how many were right, say."""
    return values.astype(float).filled(np.nan) if np.ma.is_masked(values) else np.asarray(values)


def paired(points):
    """Losses of points that have examples of their own number: the centre's mean over the most examples that any has, and each point's
    difference from it."""
    there = np.isfinite(points["difference"]) & (points["examples"] == points["examples"][np.isfinite(points["difference"])].max(initial=0))
    if not there.any():
        return points["loss"]
    first = np.lexsort((points["j"], points["i"], ~there))[0]
    return points["loss"][first] - points["difference"][first] + points["difference"]


def coordinates(axis):
    """Of an axis, min + n (max - min) / (points - 1): from min and max as they are written, rounded once."""
    low, high = (Fraction(str(axis[end])) for end in ("min", "max"))
    return np.array([float(low + n * (high - low) / max(1, axis["points"] - 1)) for n in range(axis["points"])])


def density(nodes, scale, at, width):
    """The density of a spectrum at places asinh(eigenvalue / scale): the mean over probes of Gaussians of that width around the nodes
    of each, by their weights; columns probe, node, weight."""
    place = np.arcsinh(nodes["node"] / scale)
    share = nodes["weight"] / len(set(nodes["probe"]))
    return (share * np.exp(-((at[:, None] - place) ** 2) / (2 * width**2))).sum(1) / (width * np.sqrt(2 * np.pi))


def style(plt):
    plt.rcParams.update({
        "figure.dpi": 110, "savefig.dpi": 110, "font.size": 9, "axes.titlesize": 9, "axes.labelsize": 9,
        "axes.grid": True, "grid.alpha": 0.25, "axes.spines.top": False, "axes.spines.right": False,
        "legend.frameon": False, "figure.constrained_layout.use": True,
        "axes.prop_cycle": plt.cycler(color=COLOURS),
    })
