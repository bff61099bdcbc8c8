#!/usr/bin/env bash
# Executes the notebooks on a run, and fails on any error or on a notebook that was committed with its outputs:
#
#   src/test/scripts/notebooks.sh RUN [NOTEBOOK...]
#
# Executed copies, as notebooks and with their figures as PNG, are left in target/notebooks/NAME, where NAME is the
# run's folder. The environment is made in target/notebooks/venv the first time.
#
# TORCH_PYTHON  an interpreter that has PyTorch; /usr/bin/python3 unless set, for Debian's python3-torch
# LOSSATLAS_IMPORTED_RUN  what own-weights.sh has made of RUN, if it has; its surfaces are compared
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
home=$PWD

run=$(realpath "${1:?usage: notebooks.sh RUN [NOTEBOOK...]}")
shift
: "${TORCH_PYTHON:=/usr/bin/python3}"
venv=$home/target/notebooks/venv
if ! "$TORCH_PYTHON" -c 'import torch' 2>/dev/null; then
  echo "notebooks.sh: expected PyTorch in $TORCH_PYTHON, found none: run src/test/scripts/install-debian.sh, or set TORCH_PYTHON" >&2
  exit 2
fi
if ! cmp -s notebooks/requirements.txt "$venv/requirements.txt"; then
  "$TORCH_PYTHON" -m venv --clear --system-site-packages "$venv"
  "$venv/bin/python" -m pip install -q --disable-pip-version-check -r notebooks/requirements.txt
  cp notebooks/requirements.txt "$venv/requirements.txt"
fi

# Notebook 06 wants a run with curvature.
if [ $# -eq 0 ]; then
  set -- notebooks/0[1-5]-*.ipynb
fi
if [ -n "${LOSSATLAS_IMPORTED_RUN:-}" ]; then
  LOSSATLAS_IMPORTED_RUN=$(realpath "$LOSSATLAS_IMPORTED_RUN")
  export LOSSATLAS_IMPORTED_RUN
fi
LOSSATLAS_RUN=$run "$venv/bin/python" src/test/scripts/notebooks.py "$home/target/notebooks/$(basename "$run")" "$@"
