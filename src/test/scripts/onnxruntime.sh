#!/usr/bin/env bash
# Maps a network by engine onnxruntime, by submit/local.sh and by an official distribution of Spark that is given its jar, as
# src/site/markdown/cluster.md says; holds points of both to ONNX Runtime in Python, and every table of one to the other's. Without
# the jar the command is refused.
#
#   onnxruntime.sh FOLDER   with net.onnx, train.npz and test.npz, as notebook 05 leaves them
#
# SPARK_HOME  the distribution
# PYTHON      with notebooks/checks/requirements.txt
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

own=$(realpath "${1:?usage: onnxruntime.sh FOLDER}")
: "${SPARK_HOME:?an official distribution of Spark 3.5}" "${PYTHON:=python3}"
work=$PWD/target/ci/onnxruntime
rm -rf "$work"
mkdir -p "$work"

run=(run --network "$own/net.onnx" --set surface.engine=onnxruntime --set surface.bn=frozen --set "data.path=$own"
  --set data.shards=2 --set surface.split=test --set surface.examples=200 --set surface.x.points=3 --set surface.y.points=3)

./submit/local.sh "${run[@]}" -o "$work/local" >"$work/local.log"
"$PYTHON" notebooks/checks/recompute_onnx.py "$work/local" net "$own/net.onnx" 5

submitted() {
  MASTER='local[2]' ./submit/standalone.sh --conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1 "$@"
}

code=0
submitted -- "${run[@]}" -o "$work/refused" >"$work/refused.log" 2>&1 || code=$?
if [ "$code" != 2 ] || ! grep -q 'lossatlas: engine = onnxruntime needs the jar' "$work/refused.log"; then
  echo "FAILED: without ONNX Runtime's jar expected a refusal with exit code 2, found $code" >&2
  tail -20 "$work/refused.log" >&2
  exit 1
fi

jar=$(tr ':' '\n' <target/spark.classpath | grep '/onnxruntime-[0-9.]*\.jar$')
submitted --jars "$jar" -- "${run[@]}" -o "$work/submitted" >"$work/submitted.log" 2>&1
"$PYTHON" notebooks/checks/recompute_onnx.py "$work/submitted" net "$own/net.onnx" 5
"$PYTHON" notebooks/checks/compare.py "$work/local" "$work/submitted"
