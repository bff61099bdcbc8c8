"""The images and labels, or numbers to fit, that a run was made of, read from their files without LossAtlas: idx, cifar10, cifar100 or npz."""

import gzip
import hashlib
import io
import os
import pathlib
import zipfile

import numpy as np

SHIPPED = pathlib.Path(__file__).resolve().parent.parent / "src/main/resources/io/lossatlas/data/mnist"
# Mean and standard deviation of each channel's shares of 255.
USUAL = {
    "idx": ([0.1307], [0.3081]),
    "cifar10": ([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]),
    "cifar100": ([0.5071, 0.4865, 0.4409], [0.2673, 0.2564, 0.2762]),
    "npz": ([0.0], [1.0]),
}


def fingerprint(manifest):
    """Of a stage that read the data: one of surfaces, or of curvature where there are none."""
    return next(manifest["stages"][stage]["fingerprint"] for stage in ("surface", "curvature", "train") if stage in manifest["stages"])


def read(manifest, split, first=None):
    """The first examples of a split as the networks see them, [n, channels, rows, columns] in float64, and their labels, or
    numbers [n] or [n, outputs].

    The files are those of LOSSATLAS_DATA, or of the run's data.path, and must be those that the run was made of.
    """
    config = manifest["configuration"]["data"]
    expected = {key: value for key, value in fingerprint(manifest).items() if key.startswith("data.")}
    form = format_of(expected)
    values, labels = {"idx": idx, "npz": npz}.get(form, cifar)(form, config, expected, split)
    values, labels = values[:first], labels[:first]
    mean, std = scaling(config, form)
    if values.dtype == np.uint8:
        values = values / 255
    elif config.get("mean") or config.get("std"):
        values = values.astype(float)
    else:
        return values.astype(float), labels
    return (values - mean) / std, labels


def mean_loss(manifest, outputs, answers):
    """The loss of a run's surfaces, a float, of a network's outputs [n, k]: cross-entropy of labels, or the mean squared
    error, of labels against 1 at the label and 0 elsewhere."""
    outputs = outputs.astype(float)
    labelled = answers.dtype.kind != "f"
    if manifest["configuration"]["surface"].get("loss", "cross-entropy") == "mse":
        targets = np.eye(outputs.shape[1])[answers] if labelled else answers.reshape(outputs.shape)
        return float(np.mean((outputs - targets) ** 2))
    top = outputs.max(1)
    return float(np.mean(np.log(np.exp(outputs - top[:, None]).sum(1)) + top - outputs[np.arange(len(answers)), answers]))


def format_of(expected):
    """The format of the files whose hashes a fingerprint has."""
    return "idx" if "data.train-images" in expected else \
        "npz" if "data.train-file/x" in expected else "cifar100" if "data.cifar100/train.bin" in expected else "cifar10"


def scaling(config, form):
    """Mean and deviation of each channel, [channels, 1, 1]."""
    return (np.array(config.get(key) or USUAL[form][n], float).reshape(-1, 1, 1) for n, key in enumerate(["mean", "std"]))


def augmented(manifest, x, seed, step):
    """The images of a minibatch as update `step` of a network of this seed sees them, where they were cropped and mirrored.

    x: the minibatch as `read` gives it, in its order. Unchanged where train.augment is none.
    """
    if manifest["configuration"]["train"].get("augment", "none") == "none":
        return x
    mean, std = scaling(manifest["configuration"]["data"], format_of(fingerprint(manifest)))
    rows, columns = x.shape[2:]
    seen = np.empty_like(x)
    for place, image in enumerate(x):
        down, right, mirrored = crop(seed, step, place)
        padded = np.broadcast_to((0 - mean) / std, (x.shape[1], rows + 8, columns + 8)).copy()
        padded[:, 4:-4, 4:-4] = image
        window = padded[:, 4 + down : 4 + down + rows, 4 + right : 4 + right + columns]
        seen[place] = window[:, :, ::-1] if mirrored else window
    return seen


def crop(seed, step, place):
    """Rows down, columns to the right (each -4 to 4) and whether mirrored: three draws of SplitMix64, seeded by SHA-256."""
    state = int.from_bytes(hashlib.sha256(f"{seed}\naugment\n{step}\n{place}".encode()).digest()[:8], "big")
    drawn = []
    for bound in (9, 9, 2):
        bits = most = 2**63 - 1
        while bits >= most - most % bound:
            state = (state + 0x9E3779B97F4A7C15) % 2**64
            z = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 % 2**64
            z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
            bits = (z ^ z >> 31) >> 1
        drawn.append(bits % bound)
    return drawn[0] - 4, drawn[1] - 4, drawn[2] == 1


def mnist(split, first):
    """The first examples of the MNIST that ships in this repository, as the networks see them in float32, and their labels."""
    values, labels = idx("idx", {"path": "classpath:"}, None, split)
    return ((values[:first] / 255 - 0.1307) / 0.3081).astype(np.float32), labels[:first]


def idx(_, config, expected, split):
    prefix = "train" if split == "train" else "t10k"

    def content(kind, rank):
        usual = [f"{prefix}-{kind}{dot}idx{rank}-ubyte{gz}" for dot in "-." for gz in ("", ".gz")]
        named = config.get(f"{split}-{kind}")
        raw = found(config, [named] if named else usual).read_bytes()
        return same(f"data.{split}-{kind}", gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw, expected)

    images, labels = content("images", 3), content("labels", 1)
    rows, columns = (int.from_bytes(images[at : at + 4], "big") for at in (8, 12))
    return np.frombuffer(images, np.uint8, -1, 16).reshape(-1, 1, rows, columns), \
        np.frombuffer(labels, np.uint8, -1, 8).astype(np.int64)


def cifar(form, config, expected, split):
    train = ["train.bin"] if form == "cifar100" else [f"data_batch_{n}.bin" for n in range(1, 6)]
    names = train if split == "train" else ["test.bin" if form == "cifar100" else "test_batch.bin"]
    content = b"".join(same(f"data.{form}/{name}", found(config, [name]).read_bytes(), expected) for name in names)
    header = 2 if form == "cifar100" else 1
    records = np.frombuffer(content, np.uint8).reshape(-1, header + 3072)
    return records[:, header:].reshape(-1, 3, 32, 32), records[:, header - 1].astype(np.int64)


def npz(_, config, expected, split):
    path = found(config, [config.get(f"{split}-file") or f"{split}.npz"])
    with zipfile.ZipFile(path) as archive:
        x, y = (np.load(io.BytesIO(same(f"data.{split}-file/{name}", archive.read(f"{name}.npy"), expected)), allow_pickle=False)
                for name in "xy")
    return x if x.ndim == 4 else x.reshape(len(x), 1, 1, -1), y.astype(float if y.dtype.kind == "f" else np.int64)


def found(config, names):
    """The first of some files of the folder that exists."""
    place = config["path"].removeprefix("file://")
    folder = pathlib.Path(os.environ.get("LOSSATLAS_DATA", SHIPPED if place.startswith("classpath:") else place))
    path = next((folder / name for name in names if (folder / name).exists()), None)
    assert path, f"{folder}: expected {' or '.join(names)}; set LOSSATLAS_DATA to the folder of the run's data"
    return path


def same(key, content, expected):
    assert expected is None or hashlib.sha256(content).hexdigest() == expected[key], \
        f"{key}: not the content that the run was made of; set LOSSATLAS_DATA to the folder of its data"
    return content
