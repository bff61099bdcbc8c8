# Sourced: a standalone cluster of an official distribution of Spark on loopback, a master and two workers of one core, and
# their end. Needs $work, an empty folder, and $SPARK_HOME.
#
# shellcheck shell=bash

pids=()

stop_cluster() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
}
trap stop_cluster EXIT

# await FILE TEXT: until the file holds the text; fails after two minutes.
await() {
  local n
  for ((n = 0; n < 240; n++)); do
    if grep -qF "$2" "$1" 2>/dev/null; then return 0; fi
    sleep 0.5
  done
  echo "FAILED: no '$2' in $1" >&2
  tail -20 "$1" >&2
  return 1
}

# background LOG COMMAND...
background() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 &
  pids+=("$!")
}

# Starts all of it; sets MASTER, and MASTER_REST for drivers that run on the cluster.
start_cluster() {
  export SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1
  local spark_class=$SPARK_HOME/bin/spark-class
  background "$work/master.log" "$spark_class" org.apache.spark.deploy.master.Master \
    --host 127.0.0.1 --port 0 --webui-port 0
  await "$work/master.log" "I have been elected leader"
  MASTER=$(grep -oE 'Starting Spark master at spark://\S+' "$work/master.log" | grep -oE 'spark://\S+')
  local n
  for n in 1 2; do
    background "$work/worker$n.log" "$spark_class" org.apache.spark.deploy.worker.Worker \
      --host 127.0.0.1 --cores "${WORKER_CORES:-1}" --memory 3g --webui-port 0 --work-dir "$work/work$n" "$MASTER"
    await "$work/worker$n.log" "Successfully registered with master"
  done
  export MASTER
}
