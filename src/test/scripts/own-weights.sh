#!/usr/bin/env bash
# Networks of PyTorch mapped by `surface --weights`: one taken from a run, whose surface must be the run's to the last bit,
# and one that PyTorch alone has trained, whose points must be what numpy computes from the tables.
#
#   src/test/scripts/own-weights.sh RUN
#
# PYTHON  with PyTorch, numpy and duckdb: target/notebooks/venv/bin/python, which notebooks.sh makes
# CHECKS  with pyarrow and numpy, for notebooks/checks/recompute.py; not run where it is not set
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

run=${1:?usage: own-weights.sh RUN}
: "${PYTHON:=target/notebooks/venv/bin/python}"
work=target/notebooks/own
rm -rf "$work"
mkdir -p "$work"

"$PYTHON" notebooks/checks/own_network.py save "$run" "$work"
./submit/local.sh surface --weights "$work/own.safetensors" -c "$work/own.conf" -o "$work/run"
"$PYTHON" notebooks/checks/own_network.py compare "$run" "$work/run"

"$PYTHON" notebooks/checks/own_network.py train "$work"
./submit/local.sh run --weights "$work/trained.safetensors" -c "$work/trained.conf" -o "$work/trained"
if [ -n "${CHECKS:-}" ]; then
  "$CHECKS" notebooks/checks/recompute.py "$work/trained" 15
fi
