#!/usr/bin/env bash
# The whole run on s3a://, served by moto: killed once, gone on with, refused to a second driver, equal to a local run bit
# for bit, and no credential left behind.
#
# PYTHON  with pyarrow, moto[server] and boto3
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
home=$PWD

: "${PYTHON:=python3}"
work=$home/target/ci/s3a
rm -rf "$work"
mkdir -p "$work/jars"

mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=org.apache.hadoop:hadoop-aws:3.3.4 -DoutputDirectory="$work/jars"
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=com.amazonaws:aws-java-sdk-bundle:1.12.262 -DoutputDirectory="$work/jars"
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=org.apache.spark:spark-hadoop-cloud_2.12:3.5.7 -DoutputDirectory="$work/jars"

export AWS_ACCESS_KEY_ID=lossatlas AWS_SECRET_ACCESS_KEY=canary-of-the-bucket-55c0
"$PYTHON" -c 'from moto.server import main; import sys; main(sys.argv[1:])' -H 127.0.0.1 -p 0 >"$work/moto.log" 2>&1 &
moto=$!
trap 'kill "$moto"; wait "$moto" 2>/dev/null || true' EXIT
for ((n = 0; n < 120; n++)); do
  endpoint=$(grep -oE 'http://127.0.0.1:[0-9]+' "$work/moto.log" | head -1 || true)
  if [ -n "$endpoint" ]; then break; fi
  sleep 0.5
done
"$PYTHON" - "$endpoint" <<'PY'
import sys, boto3
boto3.client("s3", endpoint_url=sys.argv[1], region_name="us-east-1").create_bucket(Bucket="atlas")
PY

# Tiny runs end before an optimizing compiler has repaid its work.
settings=(
  -XX:TieredStopAtLevel=1
  -Dspark.ui.enabled=false
  -Dspark.hadoop.fs.s3a.endpoint="$endpoint"
  -Dspark.hadoop.fs.s3a.path.style.access=true
  -Dspark.hadoop.fs.s3a.connection.ssl.enabled=false
  -Dspark.eventLog.enabled=true
  -Dspark.eventLog.dir="file://$work/events"
)
while read -r key value; do
  case "$key" in spark.hadoop.* | spark.sql.*) settings+=("-D$key=$value") ;; esac
done <submit/s3a.conf

export EXTRA_CLASSPATH
EXTRA_CLASSPATH=$(printf '%s:' "$work"/jars/*.jar)
export MASTER='local[2]' JAVA_OPTS="${settings[*]}"

# lossatlas LOG ARG...
lossatlas() {
  local log=$work/$1
  shift
  ./submit/local.sh "$@" >"$log" 2>&1
}

conf=src/test/resources/cluster/tiny.conf
run=s3a://atlas/runs/tiny
large=(run -c "$conf" -o "$run" --fresh=surface --set surface.x.points=1001 --set surface.y.points=1001)

code=0
JAVA_OPTS="$JAVA_OPTS -Dlossatlas.test.crash-at=AFTER_MANIFEST:5" lossatlas killed.log run -c "$conf" -o "$run" || code=$?
[ "$code" = 137 ] || { echo "FAILED: expected exit code 137, found $code" >&2; tail "$work/killed.log"; exit 1; }

./submit/local.sh "${large[@]}" >"$work/first.log" 2>&1 &
first=$!
for ((n = 0; n < 240; n++)); do
  if grep -q 'points to compute' "$work/first.log" 2>/dev/null; then break; fi
  sleep 0.5
done
code=0
lossatlas second.log "${large[@]}" || code=$?
[ "$code" = 2 ] || { echo "FAILED: expected exit code 2, found $code" >&2; tail "$work/second.log"; exit 1; }
grep -q "another run works on it: process" "$work/second.log"
kill "$first"
wait "$first" || true

lossatlas last.log run -c "$conf" -o "$run" --fresh=surface
lossatlas alone.log run -c "$conf" -o "$work/alone"

"$PYTHON" - "$endpoint" "$work/copy" <<'PY'
import pathlib, sys, boto3
s3 = boto3.client("s3", endpoint_url=sys.argv[1], region_name="us-east-1")
for page in s3.get_paginator("list_objects_v2").paginate(Bucket="atlas"):
    for entry in page["Contents"]:
        target = pathlib.Path(sys.argv[2]) / entry["Key"]
        if entry["Key"].endswith("/"):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        s3.download_file("atlas", entry["Key"], str(target))
PY
"$PYTHON" notebooks/checks/compare.py "$work/alone" "$work/copy/runs/tiny"
if grep -rqF "$AWS_SECRET_ACCESS_KEY" "$work" --exclude-dir=jars; then
  echo "FAILED: the credential was left behind" >&2
  exit 1
fi
