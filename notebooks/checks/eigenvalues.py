"""How far the largest eigenvalue of each network's Hessian is from PyTorch's float64, beside how far PyTorch's own float32 is.

    target/notebooks/venv/bin/python notebooks/checks/eigenvalues.py runs/curvature

Needs PyTorch and what notebooks need (src/test/scripts/notebooks.sh makes the environment). Products are those of notebook 06, whose
code this takes. PyTorch's float32 is the Rayleigh quotient of float64's eigenvector: the error of one product, without Lanczos' own.
"""
import json
import os
import pathlib
import sys

import numpy as np
import torch

NOTEBOOKS = pathlib.Path(__file__).resolve().parent.parent
ITERATIONS = 80
TOLERANCE = 1e-9  # residual bound of the eigenvalue, relative


def products(run):
    # Names of notebook 06 up to its products, on a run.
    os.environ["LOSSATLAS_RUN"] = str(pathlib.Path(run).resolve())
    os.environ["LOSSATLAS_DEEPEST"] = str(sys.maxsize)
    sys.path.insert(0, str(NOTEBOOKS))
    os.chdir(NOTEBOOKS)
    cells = json.loads((NOTEBOOKS / "06-curvature-with-pytorch.ipynb").read_text())["cells"]
    names = {}
    for cell in [cell for cell in cells if cell["cell_type"] == "code"][:3]:
        exec("".join(cell["source"]), names)
    torch.set_num_threads(os.cpu_count())
    return names


def largest(product, size):
    # Eigenvalue, its vector and residual bound, by Lanczos' iteration with full reorthogonalisation.
    start = np.random.default_rng(6).standard_normal(size)
    basis, diagonal, beside = [start / np.linalg.norm(start)], [], []
    for _ in range(ITERATIONS):
        w = product(basis[-1])
        diagonal.append(w @ basis[-1])
        for _ in range(2):
            w = w - np.array(basis).T @ (np.array(basis) @ w)
        beside.append(np.linalg.norm(w))
        values, vectors = np.linalg.eigh(np.diag(diagonal) + np.diag(beside[:-1], 1) + np.diag(beside[:-1], -1))
        if abs(beside[-1] * vectors[-1, -1]) < TOLERANCE * abs(values[-1]):
            vector = np.array(basis).T @ vectors[:, -1]
            return values[-1], vector / np.linalg.norm(vector)
        basis.append(w / beside[-1])
    sys.exit(f"not found in {ITERATIONS} products")


def main(run):
    names = products(run)
    of_table, of_single = [], []
    for point in names["points"]:
        variant, step, split, bn, _ = point
        found = names["run"].rows(
            f"select value from curvature where variant = '{variant.id}' and step = {step} and split = '{split}' and bn = '{bn}' "
            "and operator = 'hessian' and quantity = 'lambda_max' and rank = 1 and plane is null")
        if not found:
            continue
        double = names["Curvature"](*point)
        value, vector = largest(double.hessian, double.dimension)
        single = vector @ names["Curvature"](*point, torch.float32).hessian(vector)
        of_table.append(abs(found[0][0] / value - 1))
        of_single.append(abs(single / value - 1))
        print(f"{variant.id}, step {step}, BN {bn}: {value:.8g} in float64; table off by {of_table[-1]:.1e}, PyTorch's float32 by {of_single[-1]:.1e}",
              flush=True)
    for name, errors in (("table", of_table), ("PyTorch's float32", of_single)):
        print(f"{name}: median {np.median(errors):.1e}, largest {max(errors):.1e} of {len(errors)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
