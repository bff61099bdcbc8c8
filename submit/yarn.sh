#!/usr/bin/env bash
# Runs any LossAtlas command on YARN, whose configuration HADOOP_CONF_DIR names:
#
#   ./submit/yarn.sh --deploy-mode cluster --num-executors 20 -- run -c classpath:conf/paper.conf -o hdfs:///atlas/paper
#
# YARN ends the containers of a job whose executors failed too often; submit/spark-defaults.conf says how often. The
# application itself is tried twice by default; a second attempt goes on from what the first one published.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

submit "$(uber_jar)" --master yarn "$@"
