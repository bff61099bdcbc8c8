"""Small data sets in the formats that LossAtlas reads, as other programs write them: python formats.py FOLDER

FOLDER/cifar10   CIFAR-10's binary files of 60 images a batch
FOLDER/npz       numpy.savez_compressed: float32 images of 2 x 13 x 9, seven classes, labels of int64
FOLDER/numbers   numpy.savez_compressed: float32 vectors of 16, five numbers to fit of float64
The mean of an image tells its class, so that networks learn. Needs numpy.
"""

import pathlib
import sys

import numpy as np

BATCH = 60


def cifar10(folder, random):
    folder.mkdir(parents=True, exist_ok=True)
    for name in [f"data_batch_{n}.bin" for n in range(1, 6)] + ["test_batch.bin"]:
        labels = random.integers(0, 10, BATCH)
        pixels = np.clip(random.normal(25 * labels[:, None], 40, (BATCH, 3072)), 0, 255)
        (folder / name).write_bytes(np.hstack([labels[:, None], pixels]).astype(np.uint8).tobytes())


def npz(folder, random):
    folder.mkdir(parents=True, exist_ok=True)
    for name, count in (("train", 300), ("test", 60)):
        labels = np.arange(count) % 7
        images = random.normal(labels[:, None, None, None] / 3 - 1, 0.5, (count, 2, 13, 9))
        np.savez_compressed(folder / f"{name}.npz", x=images.astype(np.float32), y=labels)


def numbers(folder, random):
    folder.mkdir(parents=True, exist_ok=True)
    for name, count in (("train", 300), ("test", 60)):
        vectors = random.normal(size=(count, 16))
        np.savez_compressed(folder / f"{name}.npz", x=vectors.astype(np.float32), y=np.sin(vectors[:, :5]) + vectors[:, 5:10])


if __name__ == "__main__":
    cifar10(pathlib.Path(sys.argv[1]) / "cifar10", np.random.default_rng(1))
    npz(pathlib.Path(sys.argv[1]) / "npz", np.random.default_rng(2))
    numbers(pathlib.Path(sys.argv[1]) / "numbers", np.random.default_rng(3))
