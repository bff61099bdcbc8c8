"""Recomputes points of a network of an ONNX file in ONNX Runtime: python recompute_onnx.py RUN VARIANT NETWORK.onnx [POINTS]

Takes the graph from the file, weights and directions from the run's tables by the initializers' names, the images from the
run's data files, and nothing from LossAtlas' own code. Every plane and step of the network with frozen batch normalisation is
checked at random points, by the run's own loss: one under 100 must agree to 1e-4 relative, which is what float32 leaves of it, a larger one to 1e-2.
Needs pyarrow, numpy, onnx and onnxruntime.
"""

import json
import pathlib
import random
import sys

import numpy as np
import onnx
import onnxruntime
import pyarrow.parquet as parquet
from onnx import numpy_helper

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import dataset


class Graph:
    """The graph of a file, whose weights are set by name; one session for each set of weights."""

    def __init__(self, path):
        self.model = onnx.load(path)
        graph = self.model.graph
        self.input = next(i.name for i in graph.input if i.name not in {t.name for t in graph.initializer})
        # Exporters keep equal weights once and hand them on: the output of such a node is a weight of its own.
        self.copies = {n.output[0]: n for n in graph.node if n.op_type == "Identity" and n.input[0] in {t.name for t in graph.initializer}}

    def outputs(self, weights, x):
        model = onnx.ModelProto()
        model.CopyFrom(self.model)
        graph = model.graph
        for tensor in list(graph.initializer):
            if tensor.name in weights:
                graph.initializer.remove(tensor)
        for node in [n for n in graph.node if n.output[0] in weights and n.output[0] in self.copies]:
            graph.node.remove(node)
        graph.initializer.extend(numpy_helper.from_array(values, name) for name, values in weights.items())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        outputs = [session.run(None, {self.input: batch})[0] for batch in batches(session, x)]
        return np.concatenate(outputs)


def batches(session, x):
    """As the file says: one fixed size, or any."""
    fixed = session.get_inputs()[0].shape[0]
    size = fixed if isinstance(fixed, int) else 64
    if len(session.get_inputs()[0].shape) == 2:
        x = x.reshape(len(x), -1)
    x = x.astype(np.float32)
    return [x[n : n + size] for n in range(0, len(x), size)]


def blocks(run, table, variant, **key):
    rows = [row for file in sorted((run / table).rglob("*.parquet")) for row in parquet.read_table(file).to_pylist()]
    rows = [r for r in rows if r["variant"] == variant and all(r[name] == value for name, value in key.items())]
    return {r["name"]: np.array(r["values"], np.float32).reshape(r["shape"]) for r in rows}


def main(folder, variant, network, count=5):
    run = pathlib.Path(folder)
    manifest = json.loads((run / "manifest.json").read_text())
    config = manifest["configuration"]["surface"]
    graph = Graph(network)
    surface = [row for file in sorted((run / "surface").rglob("*.parquet")) for row in parquet.read_table(file).to_pylist()]
    surface = [row for row in surface if row["variant"] == variant and row["bn"] == "frozen" and row["split"] == config["split"]]
    assert surface, f"{folder}: no surface of {variant} with frozen batch normalisation"
    x, answers = dataset.read(manifest, config["split"], max(row["examples"] for row in surface))
    worst = 0.0
    for plane, step in sorted({(row["plane"], row["step"]) for row in surface}):
        points = [row for row in surface if (row["plane"], row["step"]) == (plane, step)]
        centre = blocks(run, "weights", variant, step=step)
        axes = {axis: blocks(run, "directions", variant, plane=plane, step=step, axis=axis) for axis in ("x", "y")}
        for row in random.Random(1).sample(points, min(int(count), len(points))):
            weights = {}
            for name, values in centre.items():
                moved = values.astype(np.float64) + row["alpha"] * axes["x"][name]
                if axes["y"]:
                    moved = moved + row["beta"] * axes["y"][name]
                weights[name] = moved.astype(np.float32)
            loss = dataset.mean_loss(manifest, graph.outputs(weights, x[: row["examples"]]), answers[: row["examples"]])
            difference = abs(row["loss"] - loss) / loss
            allowed = 1e-4 if loss < 100 else 1e-2
            print(f"{variant} {plane} step {step} ({row['alpha']:+.3f}, {row['beta']:+.3f}): {row['loss']:.9g}, ONNX Runtime {loss:.9g}")
            assert difference <= allowed, f"differs by {difference:.1e}, allowed are {allowed:.0e}"
            worst = max(worst, difference)
    print(f"{folder}: {variant} agrees with ONNX Runtime {onnxruntime.__version__}, worst {worst:.1e} relative")


if __name__ == "__main__":
    main(*sys.argv[1:])
