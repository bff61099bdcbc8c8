# Sourced by standalone.sh, yarn.sh and kubernetes.sh: what they have in common.
#
# SPARK_HOME  a Spark 3.5 for Scala 2.12; without it, the spark-submit on the path
# PROPERTIES  Spark's settings, submit/spark-defaults.conf unless set; --conf goes above them
#
# shellcheck shell=bash
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# The uber-jar, built where it is not there.
uber_jar() {
  local jar
  jar=$(find "$home/target" -maxdepth 1 -name 'lossatlas-*-uber.jar' -print -quit 2>/dev/null || true)
  if [ -z "$jar" ]; then
    echo "lossatlas: building the jar with Maven" >&2
    (cd "$home" && mvn -B -q -Dstyle.color=never -DskipTests package) >&2
    jar=$(find "$home/target" -maxdepth 1 -name 'lossatlas-*-uber.jar' -print -quit)
  fi
  echo "$jar"
}

# submit JAR OPTION... SPARK-OPTION... -- ARG...: what stands before the first -- goes to spark-submit, the rest to the
# application. Of an option that comes twice, spark-submit takes the last.
submit() {
  local jar=$1
  shift
  local options=()
  while [ $# -gt 0 ] && [ "$1" != "--" ]; do
    options+=("$1")
    shift
  done
  if [ $# -lt 2 ]; then
    echo "usage: ${0##*/} SPARK-OPTIONS... -- COMMAND ARGS...   (for example: -- run -c conf/smoke.conf -o URI)" >&2
    exit 2
  fi
  shift
  exec "${SPARK_HOME:+$SPARK_HOME/bin/}spark-submit" \
    --properties-file "${PROPERTIES:-$home/submit/spark-defaults.conf}" \
    --class io.lossatlas.cli.LossAtlas \
    "${options[@]}" "$jar" "$@"
}
