#!/usr/bin/env bash
# Shows that the parity tests notice a broken engine: they must pass as the tree is, and fail on each of the mutations
# below, made one at a time in a throw-away copy. A mutation whose text is not found exactly once, or that does not
# compile, ends the script: it would prove nothing. Arguments go to Maven, e.g. -o. ONLY=PATTERN makes only those
# mutations whose description matches the extended regular expression.
set -euo pipefail

# Most mutations fall to the quick tests; the rest runs only where these pass.
quick='OperationParityTest,ReferenceParityTest,UpdateParityTest'
rest="*ParityTest,!OperationParityTest,!ReferenceParityTest,!UpdateParityTest"
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$root/pom.xml" "$root/src" "$root/submit" "$root/conf" "$copy"
engine=src/main/java/io/lossatlas/engine
maven=(mvn -q -B -ntp -f "$copy/pom.xml" -Djacoco.skip -Dmaven.gitcommitid.skip -Derrorprone.plugin=-XDnone "$@")
survivors=0
made=0

fail() {
  printf 'broken-kernels: %s\n' "$1" >&2
  [ -z "${2:-}" ] || tail -40 "$2" >&2
  exit 1
}

# Compiles what has changed and runs tests; true when all pass.
tests() {
  rm -rf "$copy/target/surefire-reports"
  "${maven[@]}" test-compile surefire:test "-Dtest=$1" >"$copy/test.log" 2>&1
}

parity() {
  tests "$quick" && tests "$rest"
}

# The test classes whose reports tell of a failure.
culprits() {
  grep -lE '<(failure|error)[ >]' "$copy"/target/surefire-reports/TEST-*.xml 2>/dev/null |
    sed 's/.*\.\([A-Za-z0-9]*\)ParityTest\.xml$/\1/' | paste -sd ' '
}

# mutation WHAT FILE FROM TO: replaces FROM, found exactly once in a file of the engine, by TO.
mutation() {
  local what=$1 file=$copy/$engine/$2 began=$SECONDS found
  [[ $what =~ ${ONLY:-.} ]] || return 0
  made=$((made + 1))
  found=$(FROM=$3 perl -0ne '$n = () = /\Q$ENV{FROM}\E/g; print $n' "$file")
  [ "$found" = 1 ] || fail "$what: found $found times, not once, in $2: $3"
  cp "$file" "$copy/intact.java"
  FROM=$3 TO=$4 perl -0pi -e 's/\Q$ENV{FROM}\E/$ENV{TO}/' "$file"
  if parity; then
    printf 'SURVIVED  %-58s %3d s\n' "$what" "$((SECONDS - began))"
    survivors=$((survivors + 1))
  else
    local by
    by=$(culprits || true)
    [ -n "$by" ] || fail "$what: does not compile, or no test ran" "$copy/test.log"
    printf 'caught    %-58s %3d s  %s\n' "$what" "$((SECONDS - began))" "$by"
  fi
  # As new, so that it is compiled again.
  cat "$copy/intact.java" >"$file"
}

began=$SECONDS
parity || fail "the tests fail on the tree as it is" "$copy/test.log"
printf 'passed    %-58s %3d s\n' "the tree as it is" "$((SECONDS - began))"

mutation "1x1 convolutions read one pixel up and left" kernel/Geometry.java \
  'in.at(0, -(kernel / 2), -(kernel / 2)),' 'in.at(0, -1, -1),'
mutation "no padding on the left" kernel/Geometry.java \
  'in.at(0, -(kernel / 2), -(kernel / 2)),' 'in.at(0, -(kernel / 2), 0),'
mutation "stride 2 padded below and right alone" kernel/Geometry.java \
  'in.at(0, -(kernel / 2), -(kernel / 2)),' \
  'in.at(0, stride == 2 ? 0 : -(kernel / 2), stride == 2 ? 0 : -(kernel / 2)),'
mutation "data gradient with kernels that are not mirrored" kernel/DataGradient.java \
  'last - n' 'n'
mutation "data gradient at stride 2 a column off" kernel/ScatterGradient.java \
  'to.at(i, 2 * y, 0)' 'to.at(i, 2 * y, 1)'
mutation "weight gradient at stride 2 a row off" kernel/WeightGradient.java \
  'input.at(0, stride * y - kernel / 2,' 'input.at(0, stride * y - 1,'
mutation "Winograd's tiles read one pixel down" kernel/WinogradConvolution.java \
  'from.at(0, y - 1, x - 1)' 'from.at(0, y, x - 1)'
mutation "Winograd's filters without their halves" kernel/WinogradFilters.java \
  'double half = 0.5 * w[first + 3 + c];' 'double half = w[first + 3 + c];'
mutation "ReLU's gate open at zero" kernel/NormGradient.java \
  'VectorOperators.GT' 'VectorOperators.GE'

mutation "normalisation not folded into the filters" Folding.java \
  '(float) (parameters[n] * scale)' 'parameters[n]'
mutation "running mean not folded into the bias" Folding.java \
  'parameters[norm.beta() + c] - parameters[norm.mean() + c] * scale' 'parameters[norm.beta() + c] - 0.0'
mutation "epsilon not folded" Folding.java \
  'parameters[norm.variance() + c] + norm.epsilon()' 'parameters[norm.variance() + c]'
mutation "skip dropped in evaluation" SimdEvaluator.java \
  'if (step.adds())' 'if (step.adds() && step.norm() == null)'
mutation "skip dropped in training" BatchForward.java \
  'if (step.adds())' 'if (step.adds() && step.norm() == null)'
mutation "skip's gradient overwritten by the convolution's" BatchBackward.java \
  'dataGradients.get(s).runAdding' 'dataGradients.get(s).run'
mutation "gradient of a second skip of one value dropped" BatchBackward.java \
  'if (step.adds() && step.added() != 0 && !slots.sharing(s))' 'if (step.added() > program.trunk().size())'
mutation "values that are not kept are those of another group" BatchBackward.java \
  'forward.restore(s - 1, group);' ''
mutation "mean of a plane taken as its sum" DenseHead.java \
  '1f / from.shape().pixels()' '1f'

mutation "batch variance unbiased" Moments.java \
  'squares[channel] / count' 'squares[channel] / (count - 1)'
mutation "statistics of filled-up lanes counted" Moments.java \
  'double groupMean = LaneTree.sum(sums, images, lanes) / added;' \
  'double groupMean = LaneTree.sum(sums, 16, lanes) / 16 * images / added;'
mutation "filled-up lanes leak into weight gradients" NormBackward.java \
  'if (images < Lanes.LOGICAL)' 'if (images < 0)'
mutation "mean's part of normalisation's gradient missing" NormBackward.java \
  '-factor * sum[c] / moments.count() - slopeOf * mean' '-slopeOf * mean'
mutation "epsilon missing from the batch's deviation" BatchForward.java \
  'batch.variance(c) + norm.epsilon()' 'batch.variance(c)'
mutation "recalibration leaves the variance" Calibration.java \
  'parameters[norm.variance() + c] = (float) batch.variance(c);' ''
mutation "running statistics keep one tenth" SimdTrainer.java \
  'decay * parameters[statistic] + (1 - decay) * batch' '(1 - decay) * parameters[statistic] + decay * batch'

mutation "gradient of the sum, not the mean" SoftmaxCrossEntropy.java \
  '(k == label ? probability - 1 : probability) / batch' '(k == label ? probability - 1 : probability)'
mutation "momentum of the wrong sign" Nesterov.java \
  'parameters[n] - mu * before' 'parameters[n] + mu * before'
mutation "plain momentum in place of Nesterov's" Nesterov.java \
  'parameters[n] - mu * before + (1 + mu) * after' 'parameters[n] + after'
mutation "decay of biases and normalisations too" Nesterov.java \
  'block.kind().isWeight() ? settings.weightDecay() : 0' 'settings.weightDecay()'

[ "$made" -gt 0 ] || fail "no mutation matches $ONLY"
[ "$survivors" = 0 ] || fail "$survivors of $made mutations survived"
printf '%d mutations, all caught\n' "$made"
