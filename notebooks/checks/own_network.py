"""A network as a PyTorch user hands it to `surface --weights`, and the check of what comes of it.

python own_network.py save RUN FOLDER     one network of RUN, as FOLDER/own.safetensors, and FOLDER/own.conf to map it alike
python own_network.py train FOLDER        a network that PyTorch alone has trained, and FOLDER/trained.conf to map it
python own_network.py compare RUN OTHER   fails unless OTHER's surfaces are RUN's of the same keys, to the last bit

Needs PyTorch, numpy and duckdb; safetensors are written by hand.
"""

import json
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from atlas import Run
from dataset import mnist
from network import Network

SUFFIX = {"conv": "weight", "dense": "weight", "bn_gamma": "weight", "bias": "bias", "bn_beta": "bias",
          "bn_mean": "running_mean", "bn_var": "running_var"}
TYPES = {torch.float32: "F32", torch.int64: "I64"}


def save(state, path):
    """A state_dict as safetensors.torch.save_file writes it, BN's counters included."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in state.items():
        values = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    print(f"{path}: {len(state)} tensors, {path.stat().st_size} bytes")


def sweep(depth, skip, width, seed=1, rate=0.05):
    return {"depths": [depth], "skips": ["skip" if skip else "plain"], "widths": [width], "seeds": [seed], "learning-rates": [rate]}


def write(path, config):
    """JSON is HOCON."""
    path.write_text(json.dumps({"lossatlas": config}, indent=1))


def save_one(folder, to):
    run = Run(folder)
    variant = max(run.variants(), key=lambda v: (v.skip, -v.depth))
    blocks = run.blocks("weights", f"variant = '{variant.id}' and step = {run.last_step(variant)}")
    net = Network(*variant[1:4], blocks["stem/conv", "conv"].shape[1], blocks["head/dense", "dense"].shape[0])
    state = {f"{name.replace('/', '.')}.{SUFFIX[kind]}": torch.from_numpy(values) for (name, kind), values in blocks.items()}
    missing, unexpected = net.load_state_dict(state, strict=False)
    assert not unexpected and all(name.endswith("num_batches_tracked") for name in missing)
    save(net.state_dict(), to / "own.safetensors")
    config = {part: run.config[part] for part in ("data", "train", "surface")}
    write(to / "own.conf", config | {"sweep": sweep(*variant[1:])})


def train_one(to):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    net = Network(6, True, 4)
    x, y = (torch.from_numpy(values) for values in mnist("train", 2048))
    optimizer = torch.optim.Adam(net.parameters(), 3e-3)
    for step in range(60):
        batch = torch.randint(len(x), (64,))
        loss = cross_entropy(net(x[batch]), y[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print(f"trained by PyTorch alone: loss {loss.item():.3f}")
    save(net.state_dict(), to / "trained.safetensors")
    write(to / "trained.conf", {
        "sweep": sweep(6, True, 4),
        "data": {"shards": 2},
        "surface": {"examples": 64, "x": {"points": 5}, "y": {"points": 3}},
    })


def compare(one, other):
    expected = {(s.plane, s.variant, s.split, s.bn): s for s in Run(one).surfaces()}
    found = Run(other).surfaces()
    assert found, f"{other}: no surface"
    for s in found:
        original = expected[s.plane, s.variant, s.split, s.bn]
        for name in ("alpha", "beta", "loss", "loss_se", "accuracy", "non_finite", "examples", "computed"):
            a, b = (np.ascontiguousarray(getattr(each, name)) for each in (s, original))
            assert a.tobytes() == b.tobytes(), f"{s.title}: {name} differs"
    print(f"{len(found)} surfaces of {other} are those of {one} to the last bit")


if __name__ == "__main__":
    command, *folders = sys.argv[1:]
    {"save": save_one, "train": train_one, "compare": compare}[command](*map(pathlib.Path, folders))
