#!/usr/bin/env bash
# Runs any LossAtlas command on a standalone Spark cluster:
#
#   MASTER=spark://head:7077 ./submit/standalone.sh --executor-memory 4g -- run -c conf/paper.conf -o hdfs:///atlas/paper
#
# Executors write the tables: the output is a folder that driver and executors all see. With --deploy-mode cluster the
# configuration is a URI or classpath:conf/..., and `lossatlas show -o URI` tells the outcome, since spark-submit does not.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

submit "$(uber_jar)" --master "${MASTER:-spark://localhost:7077}" "$@"
