#!/usr/bin/env bash
# Measures every kernel in fresh JVMs, one after another (20, or as many as the first argument says), and prints the least,
# middle and largest share of the core's peak that each reached; fails when any was far below it in any JVM. What the JIT
# makes of a kernel may differ from one JVM to the next. Needs compiled classes (mvn test-compile). JAVA_OPTIONS, such as
# -XX:UseAVX=2, go to java.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
runs=${1:-20}
rates=$(mktemp)
trap 'rm -f "$rates"' EXIT
for _ in $(seq "$runs"); do
  # shellcheck disable=SC2086
  java --add-modules=jdk.incubator.vector ${JAVA_OPTIONS:-} -cp "$root/target/classes:$root/target/test-classes" \
    io.lossatlas.engine.KernelRates 2>/dev/null >>"$rates"
done
sort -t $'\t' -k1,1 -k3,3n "$rates" | awk -F '\t' '
  function flush() { if (n) printf "%-40s %5.1f %5.1f %5.1f %% of peak in %d JVMs\n", name, share[1], share[int((n + 1) / 2)], share[n], n }
  $1 != name { flush(); name = $1; n = 0 }
  { share[++n] = $3 }
  END { flush() }'
if grep -q SLOW "$rates"; then
  printf 'fresh-jvms: far below the peak:\n' >&2
  grep SLOW "$rates" >&2
  exit 1
fi
