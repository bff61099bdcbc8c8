#!/usr/bin/env bash
# Runs any LossAtlas command on embedded Spark:   ./submit/local.sh run -c conf/quickstart.conf
#
# MASTER     Spark's master, local[*] unless set: one worker thread a core
# JAVA_OPTS  further options for the JVM, like -Xmx8g
# EXTRA_CLASSPATH  further jars, like those of a file system (see src/site/markdown/cluster.md)
#
# ONNX Runtime's jar, which surface.engine = onnxruntime needs, is among those of Maven.
#
# Needs a JDK 17 and, the first time, Maven, which builds the jar and lists Spark's class path.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# The Maven profile with this machine's native libraries; none where the default fits.
native_profile() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) grep -qw avx2 /proc/cpuinfo || echo linux-x86_64-generic ;;
    Linux-aarch64) echo linux-arm64 ;;
    Darwin-x86_64) echo macosx-x86_64 ;;
    Darwin-arm64) echo macosx-arm64 ;;
    MINGW*-x86_64 | MSYS*-x86_64) echo windows-x86_64 ;;
    *)
      echo "local.sh: no native libraries are published for $(uname -s) on $(uname -m)" >&2
      return 1
      ;;
  esac
}

uber_jar() {
  find "$home/target" -maxdepth 1 -name 'lossatlas-*-uber.jar' -print -quit 2>/dev/null || true
}

build() {
  local profile
  profile=$(native_profile)
  echo "local.sh: building the jar with Maven; the first time it downloads Spark and DL4J, about 500 MB" >&2
  (cd "$home" && mvn -B -q -Dstyle.color=never -DskipTests ${profile:+-P "$profile"} package) >&2
}

jar=$(uber_jar)
if [ -z "$jar" ] || [ ! -f "$home/target/spark-runtime.classpath" ]; then
  build
  jar=$(uber_jar)
fi

# One thread a task: the fastest for a sweep, and the only repeatable choice.
export OMP_NUM_THREADS=1

terminal=false
if [ -t 1 ]; then terminal=true; fi

# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" \
  "@$home/submit/jvm.options" \
  -Dspark.master="${MASTER:-local[*]}" \
  -Dlog4j2.configurationFile=classpath:io/lossatlas/cli/log4j2.properties \
  -Dlossatlas.terminal=$terminal \
  -Dspark.executor.heartbeatInterval=2s \
  ${JAVA_OPTS:-} \
  -cp "$jar:$(cat "$home/target/spark.classpath"):$(cat "$home/target/spark-runtime.classpath")${EXTRA_CLASSPATH:+:$EXTRA_CLASSPATH}" \
  io.lossatlas.cli.LossAtlas "$@"
