#!/usr/bin/env bash
# Runs the uber-jar by an official distribution of Spark on a standalone cluster of its own, in client and in cluster deploy
# mode, and compares every table with embedded Spark's, bit for bit.
#
# SPARK_HOME  the distribution
# PYTHON      with pyarrow, for notebooks/checks/compare.py
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
home=$PWD

: "${SPARK_HOME:?an official distribution of Spark 3.5}" "${PYTHON:=python3}"
work=$home/target/ci/spark-submit
rm -rf "$work"
mkdir -p "$work"
source src/test/scripts/cluster.sh

same() { "$PYTHON" notebooks/checks/compare.py "$work/alone" "$1"; }

# Short runs: they end before an optimizing compiler has repaid its work.
export JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1
settings=(--set sweep.depths=[4] --set train.steps=8 --set train.batch-size=16 --set train.checkpoint-every=4 --set train.eval-every=4
  --set train.eval-examples=32 --set surface.examples=32 --set surface.x.points=2 --set surface.y.points=2)

MASTER='local[2]' ./submit/local.sh run -c conf/smoke.conf "${settings[@]}" -o "$work/alone" >"$work/alone.log"

# A worker's second core carries the driver in cluster mode.
WORKER_CORES=2 start_cluster

echo "client deploy mode"
./submit/standalone.sh --driver-memory 1g --executor-memory 1g --executor-cores 1 --total-executor-cores 2 \
  -- run -c conf/smoke.conf "${settings[@]}" -o "$work/client" >"$work/client.log" 2>&1
same "$work/client"

echo "cluster deploy mode: the configuration is in the jar, the outcome is asked for"
./submit/standalone.sh --deploy-mode cluster --driver-memory 1g --executor-memory 1g --executor-cores 1 \
  --total-executor-cores 2 --conf spark.standalone.submit.waitAppCompletion=true \
  -- run -c classpath:conf/smoke.conf "${settings[@]}" -o "$work/cluster" >"$work/cluster.log" 2>&1
./submit/local.sh show -o "$work/cluster" >"$work/show.log"
tail -1 "$work/show.log" | grep -qx complete
same "$work/cluster"
