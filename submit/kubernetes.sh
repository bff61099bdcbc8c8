#!/usr/bin/env bash
# Runs any LossAtlas command on Kubernetes, in an image built from submit/kubernetes/Dockerfile:
#
#   mvn -DskipTests package
#   docker build -t registry.example/lossatlas -f submit/kubernetes/Dockerfile . && docker push registry.example/lossatlas
#   MASTER=k8s://https://cluster.example:6443 IMAGE=registry.example/lossatlas ./submit/kubernetes.sh \
#     --conf spark.executor.instances=20 -- run -c classpath:conf/paper.conf -o s3a://bucket/paper
#
# MASTER  the API server
# IMAGE   the image, which holds Spark and the jar
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

submit local:///opt/lossatlas/lossatlas.jar \
  --master "${MASTER:?the API server, like k8s://https://host:6443}" \
  --deploy-mode cluster \
  --conf spark.kubernetes.container.image="${IMAGE:?the image, see submit/kubernetes/Dockerfile}" \
  --conf spark.kubernetes.driver.podTemplateFile="$home/submit/kubernetes/pod.yaml" \
  --conf spark.kubernetes.executor.podTemplateFile="$home/submit/kubernetes/pod.yaml" \
  --conf spark.kubernetes.authenticate.driver.serviceAccountName="${SERVICE_ACCOUNT:-spark}" \
  "$@"
