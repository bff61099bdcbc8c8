"""Recomputes points of a run's surfaces from its tables, in numpy and double: python recompute.py RUN [POINTS]

Of a line, which has no direction y, the running statistics move with the weights. Takes weights and directions from the
tables `weights` and `directions`, the images from the run's data files, and nothing from LossAtlas' own code. A loss under 100 must agree to 1e-4 relative, which is what float32
leaves of it; larger ones, where activations run away, to 1e-2. Needs pyarrow and numpy.
"""

import json
import pathlib
import random
import re
import sys

import numpy as np
import pyarrow.parquet as parquet

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import dataset

CALIBRATION = 256
KEY = ["variant", "plane", "step", "split", "bn"]


def convolve(x, weight, stride):
    kernel = weight.shape[2]
    pad = kernel // 2
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (kernel, kernel), (2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,ocij->nohw", windows, weight, optimize=True)


class Network:
    """The CNN of a variant: stem, blocks of two convolutions, average pooling, dense head."""

    def __init__(self, depth, skip, blocks):
        self.depth, self.skip, self.blocks = depth, skip, blocks
        self.statistics = {}

    def normalise(self, name, x, calibrate):
        if calibrate:
            self.statistics[name] = x.mean((0, 2, 3)), x.var((0, 2, 3))
        mean, variance = self.statistics.get(name, (self.blocks[name, "bn_mean"], self.blocks[name, "bn_var"]))
        variance = np.where(variance < 0, np.nan, variance)  # As a line may leave it: its loss is not finite.
        scale = self.blocks[name, "bn_gamma"] / np.sqrt(variance + 1e-5)
        shift = self.blocks[name, "bn_beta"] - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]

    def logits(self, x, calibrate=False):
        def layer(conv, bn, x, stride=1):
            return self.normalise(bn, convolve(x, self.blocks[conv, "conv"], stride), calibrate)

        x = np.maximum(layer("stem/conv", "stem/bn", x), 0)
        for b in range((self.depth - 2) // 2):
            out, into = self.blocks[f"b{b:02d}/conv1", "conv"].shape[:2]
            stride = 1 if out == into else 2
            y = np.maximum(layer(f"b{b:02d}/conv1", f"b{b:02d}/bn1", x, stride), 0)
            y = layer(f"b{b:02d}/conv2", f"b{b:02d}/bn2", y)
            if self.skip:
                y = y + (x if stride == 1 else layer(f"b{b:02d}/proj", f"b{b:02d}/projbn", x, stride))
            x = np.maximum(y, 0)
        return x.mean((2, 3)) @ self.blocks["head/dense", "dense"].T + self.blocks["head/dense", "bias"]


def blocks(rows):
    return {(r["name"], r["kind"]): np.array(r["values"], np.float32).reshape(r["shape"]) for r in rows}


def main():
    run = pathlib.Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    manifest = json.loads((run / "manifest.json").read_text())
    table = lambda name: parquet.read_table(run / name).to_pylist()
    weights, directions, surface = table("weights"), table("directions"), table("surface")
    calibration = dataset.read(manifest, "train", CALIBRATION)[0]
    surfaces = sorted({tuple(r[name] for name in KEY) for r in surface})
    worst = 0
    for key in surfaces:
        variant, plane, step, split, bn = key
        depth, skip = re.match(r"d(\d+)-(plain|skip)-", variant).groups()
        centre = blocks(r for r in weights if (r["variant"], r["step"]) == (variant, step))
        along = {
            axis: blocks(r for r in directions if (r["variant"], r["plane"], r["step"], r["axis"]) == (variant, plane, step, axis))
            for axis in "xy"
        }
        x, labels = dataset.read(manifest, split, max(r["examples"] for r in surface if tuple(r[name] for name in KEY) == key))
        points = [r for r in surface if tuple(r[name] for name in KEY) == key]
        largest = 0
        for point in random.Random(1).sample(points, min(count, len(points))):
            moved = {
                key: (w.astype(float) + point["alpha"] * along["x"][key] + point["beta"] * along["y"].get(key, 0))
                .astype(np.float32)
                .astype(float)
                for key, w in centre.items()
            }
            network = Network(int(depth), skip == "skip", moved)
            if bn == "recalibrated":
                network.logits(calibration, calibrate=True)
            loss = dataset.mean_loss(manifest, network.logits(x[: point["examples"]]), labels[: point["examples"]])
            if not np.isfinite(point["loss"]) and not np.isfinite(loss):
                continue
            error = abs(loss - point["loss"]) / loss
            if not error <= (1e-4 if loss < 100 else 1e-2):
                sys.exit(f"FAILED {variant} {plane} {bn} at {point['alpha']}, {point['beta']}: "
                         f"recomputed {loss}, table says {point['loss']}")
            largest = max(largest, error)
        worst = max(worst, largest)
        print(f"{variant} {plane} {step} {split} {bn}: {min(count, len(points))} points, largest relative difference {largest:.1e}")
    print(f"{run}: every point recomputed agrees, worst {worst:.1e}")


if __name__ == "__main__":
    main()
