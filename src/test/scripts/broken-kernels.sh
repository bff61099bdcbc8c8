#!/usr/bin/env bash
# Shows that the tests notice a broken engine: they must pass as the tree is, and fail on each of the mutations below,
# made one at a time in a throw-away copy. A mutation whose text is not found exactly once, or that does not compile, ends
# the script: it would prove nothing.
#
# broken-kernels.sh [--quick] [MAVEN OPTION...]: --quick makes a fixed part of them, one for most kinds of kernel, and
# runs of each no more than the test class that is to notice. ONLY=PATTERN makes only those mutations whose description matches the
# extended regular expression.
set -euo pipefail

fixed=
if [ "${1:-}" = --quick ]; then
  fixed=only
  shift
fi
# A mutation of a kernel mostly falls to the tests of kernels and of operations on values, the others to the quick ones; what follows runs only where
# these pass. That tiles are their generator's is not what is tested here.
kernels='io/lossatlas/engine/kernel/**/*Test,io/lossatlas/engine/step/value/*Test,!GeneratedTilesTest'
quick='InterpreterParityTest,OperationParityTest,ReferenceParityTest,UpdateParityTest'
rest="*ParityTest,!InterpreterParityTest,!OperationParityTest,!ReferenceParityTest,!UpdateParityTest"
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -a "$root/pom.xml" "$root/src" "$root/submit" "$root/conf" "$copy"
# What is compiled already need not be again.
mkdir "$copy/target"
for built in classes test-classes generated-sources generated-test-sources maven-status; do
  [ ! -d "$root/target/$built" ] || cp -a "$root/target/$built" "$copy/target"
done
engine=src/main/java/io/lossatlas/engine
convolution=kernel/convolution
maven=(mvn -q -B -ntp -f "$copy/pom.xml" -Djacoco.skip -Dmaven.gitcommitid.skip -Dmaven.clean.skip -Derrorprone.plugin=-XDnone "$@")
survivors=0
made=0
noticing=()

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

# Whether the tests pass that may notice a mutation of a file.
pass() {
  if [ -n "$fixed" ]; then
    tests "$notices"
    return
  fi
  if [[ $1 == kernel/* ]]; then
    tests "$kernels" || return 1
  fi
  tests "$quick" && tests "$rest"
}

# The test classes whose reports tell of a failure.
culprits() {
  grep -lE '<(failure|error)[ >]' "$copy"/target/surefire-reports/TEST-*.xml 2>/dev/null |
    sed 's/.*\.\([A-Za-z0-9]*\)Test\.xml$/\1/' | paste -sd ' '
}

# mutation WHAT FILE FROM TO: replaces FROM, found exactly once in a file of the engine, by TO.
mutation() {
  local what=$1 file=$copy/$engine/$2 began=$SECONDS found
  found=$(FROM=$3 perl -0ne '$n = () = /\Q$ENV{FROM}\E/g; print $n' "$file")
  [ "$found" = 1 ] || fail "$what: found $found times, not once, in $2: $3"
  [ -z "${dry:-}" ] || return 0
  [[ -z $fixed || -n ${notices:-} ]] || return 0
  [[ $what =~ ${ONLY:-.} ]] || return 0
  made=$((made + 1))
  cp "$file" "$copy/intact.java"
  FROM=$3 TO=$4 perl -0pi -e 's/\Q$ENV{FROM}\E/$ENV{TO}/' "$file"
  if pass "$2"; then
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

# fixed TEST WHAT FILE FROM TO: a mutation of the fixed part, which a test class must notice.
fixed() {
  noticing+=("$1")
  notices=$1 mutation "${@:2}"
}

mutations() {
  fixed ConvolutionTest "stride 1: a tap's weights for its neighbour" $convolution/RowTiles.java \
    $'a5 = x7.fma(u2, a5);\n            FloatVector x8' $'a5 = x7.fma(u1, a5);\n            FloatVector x8'
  mutation "stride 1, two channels: one accumulator for another" $convolution/RowTiles.java \
    'b5 = x7.fma(v2, b5);' 'b5 = x7.fma(v2, b4);'
  mutation "stride 2: a pixel too few from tap to tap" $convolution/StrideTiles.java \
    $'in, x + 14 * L);\n            a6 = x14.fma(u2, a6);\n        }' \
    $'in, x + 13 * L);\n            a6 = x14.fma(u2, a6);\n        }'
  mutation "stride 2, two channels: the second's filter for the first" $convolution/StrideTiles.java \
    'int w1 = filter + call.filter;' 'int w1 = filter;'
  fixed ConvolutionTest "single taps: summed from the last to the first" $convolution/TapTiles.java \
    $'s0).add(bias0);\n        for (int t = 0; t < taps.length; t++) {' \
    $'s0).add(bias0);\n        for (int t = taps.length - 1; t >= 0; t--) {'
  mutation "single taps: the sixth pixel read twice" $convolution/TapTiles.java \
    $'in, x + 6 * step);\n            a6 = x6.fma(u0, a6);\n        }' \
    $'in, x + 5 * step);\n            a6 = x6.fma(u0, a6);\n        }'
  fixed WeightGradientTest "weight gradient: rounded after the product too" $convolution/WeightTiles.java \
    $'a0 = x0.fma(p, a0);\n            b0 = x0.fma(q, b0);' $'a0 = x0.mul(p).add(a0);\n            b0 = x0.fma(q, b0);'
  mutation "weight gradient: a tap's sums swapped between channels" $convolution/WeightTiles.java \
    'c1 = x1.fma(r, c1);' 'c1 = x1.fma(q, c1);'
  mutation "weight gradient at stride 2: a step of one pixel" $convolution/StrideWeightTiles.java \
    $'a2 = x2.fma(p, a2);\n            x += 2 * L;' $'a2 = x2.fma(p, a2);\n            x += L;'
  mutation "weight gradient of 1x1 kernels: an input channel twice" $convolution/StrideWeightTiles.java \
    'x + 3 * inPlane' 'x + 2 * inPlane'
  fixed DataGradientTest "data gradient at stride 2: output channels from the last on" $convolution/ScatterTiles.java \
    $'FloatVector h0 = FloatVector.fromArray(S, added, step * (to + below + L));\n        for (int o = 0; o < call.channels; o++) {' \
    $'FloatVector h0 = FloatVector.fromArray(S, added, step * (to + below + L));\n        for (int o = call.channels - 1; o >= 0; o--) {'
  mutation "data gradient at stride 2: the row below for the row" $convolution/ScatterTiles.java \
    'gb1 = p1.fma(t, gb1);' 'gb1 = q1.fma(t, gb1);'
  fixed ConvolutionTest "Winograd: a product of another output channel" $convolution/winograd/ProductTiles.java \
    'u[k + 4 * i + 3]' 'u[k + 4 * i + 2]'
  mutation "Winograd: the last of eight channels stored over another" $convolution/winograd/ProductTiles.java \
    'to + 14 * WinogradOutputs.TILE' 'to + 12 * WinogradOutputs.TILE'
  mutation "Winograd: what is added comes first" $convolution/winograd/WinogradOutputs.java \
    $'m, a + 11 * W));\n            FloatVector y0 = s0.add(s1).add(s2).add(FloatVector.fromArray(S, added, into + shift));' \
    $'m, a + 11 * W));\n            FloatVector y0 = FloatVector.fromArray(S, added, into + shift).add(s0).add(s1).add(s2);'
  mutation "Winograd: the second row of outputs from the first's sums" $convolution/winograd/WinogradOutputs.java \
    $'m, a + 15 * W));\n            FloatVector y0 = s0.add(s1).add(s2);' \
    $'m, a + 11 * W));\n            FloatVector y0 = s0.add(s1).add(s2);'
  mutation "Winograd: a column of inputs of the wrong sign" $convolution/winograd/WinogradInputs.java \
    $'w1.sub(w3).intoArray(v, into + 3 * POSITION);\n            w0 = FloatVector.fromArray(S, in, at + row).add(c0);' \
    $'w3.sub(w1).intoArray(v, into + 3 * POSITION);\n            w0 = FloatVector.fromArray(S, in, at + row).add(c0);'
  fixed ConvolutionTest "Winograd, 4 x 4: a column of another tile" $convolution/winograd/Winograd4x4Inputs.java \
    'FloatVector d5 = FloatVector.fromArray(S, d, at + 5 * W);' 'FloatVector d5 = FloatVector.fromArray(S, d, at + 4 * W);'
  mutation "Winograd, 4 x 4: a product of another tile" $convolution/winograd/Winograd4x4Products.java \
    'b7 = q.fma(f, b7);' 'b7 = p.fma(f, b7);'
  mutation "Winograd, 4 x 4: the bias twice" $convolution/winograd/Winograd4x4Outputs.java \
    $'at + 30 * W).add(add)));\n            FloatVector y2' $'at + 30 * W).add(add).add(add)));\n            FloatVector y2'
  mutation "Winograd, 4 x 4: what lies outside of the plane is read" $convolution/winograd/Winograd4x4Convolution.java \
    'return rows(tile) >= SIDE - 1 && columns(tile) >= SIDE - 1;' 'return true;'
  mutation "Winograd, 4 x 4: what is added comes from the row above" $convolution/winograd/Winograd4x4Outputs.java \
    'added, into + shift + below2' 'added, into + shift + below1'

  mutation "1x1 convolutions read one pixel up and left" $convolution/Geometry.java \
    'in.at(0, -(kernel / 2), -(kernel / 2)),' 'in.at(0, -1, -1),'
  mutation "no padding on the left" $convolution/Geometry.java \
    'in.at(0, -(kernel / 2), -(kernel / 2)),' 'in.at(0, -(kernel / 2), 0),'
  mutation "stride 2 padded below and right alone" $convolution/Geometry.java \
    'in.at(0, -(kernel / 2), -(kernel / 2)),' \
    'in.at(0, stride == 2 ? 0 : -(kernel / 2), stride == 2 ? 0 : -(kernel / 2)),'
  mutation "data gradient with kernels that are not mirrored" $convolution/DataGradient.java \
    'last - n' 'n'
  mutation "data gradient at stride 2 a column off" $convolution/ScatterGradient.java \
    'to.at(i, 2 * y, 0)' 'to.at(i, 2 * y, 1)'
  mutation "weight gradient at stride 2 a row off" $convolution/WeightGradient.java \
    'input.at(0, stride * y - kernel / 2,' 'input.at(0, stride * y - 1,'
  mutation "any window: the first few input channels' floor at zero" $convolution/DirectConvolution.java \
    'call.floor = part == taps.length - 1 ? floor : NO_FLOOR;' 'call.floor = floor;'
  mutation "any window: the bias with every few input channels" $convolution/DirectConvolution.java \
    'call.biases = NOTHING;' ''
  mutation "many terms: every pixel sees what the first sees" $convolution/PanelConvolution.java \
    'first + from[p + n] + taps[t]' 'first + from[p] + taps[t]'
  mutation "many terms: without what is added" $convolution/PanelConvolution.java \
    'FloatVector.fromArray(S, added, at + lane).add(start)' 'start'
  fixed PanelWeightGradientTest "weight gradient of many channels: the window's first row alone" $convolution/PanelWeightGradient.java \
    'int down = tap / shape.columns().kernel() * shape.rows().dilation();' 'int down = 0;'
  mutation "weight gradient of many channels: the last group alone" $convolution/PanelWeightGradient.java \
    'turned[all + n] += turned[group + n];' 'turned[all + n] = turned[group + n];'
  mutation "dense, large: the last chunk alone" kernel/PanelOuterProducts.java \
    'data[all + n] += data[sums + n];' 'data[all + n] = data[sums + n];'
  mutation "any window: every group with the first's filters" $convolution/GeneralConvolution.java \
    'filters + group * outChannels * filter' 'filters'
  mutation "data gradient of any window: kernels that are not mirrored" $convolution/window/TapAxis.java \
    'positions.add(k);' 'positions.add(side.kernel() - 1 - k);'
  mutation "data gradient of any window: every group with the first's filters" $convolution/GeneralDataGradient.java \
    'int from = channel / channels * shape.filters();' 'int from = 0;'
  mutation "weight gradient of any window: a row too few" $convolution/GeneralWeightGradient.java \
    'Math.min(rows, height - y) * call.width' 'Math.min(rows, height - 1 - y) * call.width'
  mutation "any window: what an earlier step left beside the copied rows" $convolution/window/PaddedPlanes.java \
    'Arrays.fill(to, at, begin, 0);' ''
  mutation "any window: a pixel of the border left out" $convolution/window/PaddedPlanes.java \
    'rows.least() < -BORDER' 'rows.least() < -BORDER - 1'
  mutation "Winograd's tiles read one pixel down" $convolution/winograd/WinogradConvolution.java \
    'from.at(0, y - 1, x - 1)' 'from.at(0, y, x - 1)'
  mutation "Winograd's filters without their halves" $convolution/winograd/WinogradFilters.java \
    'double half = 0.5 * w[first + 3 + c];' 'double half = w[first + 3 + c];'
  mutation "ReLU's gate open at zero" kernel/NormGradient.java \
    'VectorOperators.GT' 'VectorOperators.GE'

  fixed PoolingTest "maximum: the gradient of an earlier window lost" kernel/MaxPooling.java \
    'FloatVector.fromArray(S, dx, o).add(left.blend(zero, below))' 'left.blend(zero, below)'
  mutation "maximum: the gradient to all of equal values" kernel/MaxPooling.java \
    'left = zero.blend(left, below);' ''
  mutation "mean of windows: padding left out of the area" kernel/AveragePooling.java \
    'divisor == Divisor.AREA ? windows.height() * windows.width() : values' 'values'
  mutation "windows: too high where there is padding" kernel/Windows.java \
    'y * strideHeight - padTop + height' 'y * strideHeight + height'
  mutation "dense: one result's weight for another's" kernel/MatrixProducts.java \
    'matrix[m + 3 * resultStep]), d)' 'matrix[m + resultStep]), d)'
  mutation "dense: one vector for the other" kernel/MatrixProducts.java \
    'h = there.fma(factor, h)' 'h = here.fma(factor, h)'
  mutation "dense, many vectors: one vector for the other" kernel/PanelTiles.java \
    $'b3 = x1.fma(factor, b3);\n            factor' $'b3 = x0.fma(factor, b3);\n            factor'
  mutation "dense, many vectors: the last panel from the results before" kernel/PanelProducts.java \
    'tile(vectors, term * padded + r * count, count, x, term * L, last, aside, 0);' \
    'tile(vectors, term * padded, count, x, term * L, last, aside, 0);'
  mutation "dense: the first group's gradients for every group's" kernel/OuterProducts.java \
    'FloatVector slope = FloatVector.fromArray(S, dy, dAt[g] + o);' \
    'FloatVector slope = FloatVector.fromArray(S, dy, dAt[0] + o);'
  fixed OperationParityTest "dense: the last group's bias gradient alone" step/DenseStep.java \
    'biases[o] += LaneTree' 'biases[o] = LaneTree'
  mutation "flattened gradients overwrite" kernel/Rows.java \
    'to[into + n] += from[at + n];' 'to[into + n] = from[at + n];'

  mutation "dense over tokens: the first place's gradients for every place's" kernel/OuterProducts.java \
    'dAt[vectors++] = dy.get(g).at(c, row, 0);' 'dAt[vectors++] = dy.get(g).at(c, 0, 0);'
  mutation "products of values: one product's factor for another's" kernel/value/LaneTiles.java \
    $'q2 = x1.fma(y2, q2);\n            FloatVector y3' $'q2 = x1.fma(y1, q2);\n            FloatVector y3'
  mutation "products of values: only the first terms" kernel/value/LaneProducts.java \
    'int m = i + term * a.column;' 'int m = i;'
  mutation "moved pixels: the last turn alone" step/value/Moving.java \
    'before[source]' 'source'
  mutation "arithmetic: the quotient's slope by its divisor without its sign" kernel/value/PixelArithmetic.java \
    $'.div(by)\n                        .neg();' $'.div(by);'
  mutation "softmax: gradients without the line's sum" kernel/value/LineSoftmax.java \
    'FloatVector rest = FloatVector.fromArray(S, dy, n).sub(sum);' 'FloatVector rest = FloatVector.fromArray(S, dy, n);'
  mutation "layer normalisation: the mean product's sign" kernel/value/LineNorm.java \
    'product = product.div(count).neg();' 'product = product.div(count);'
  mutation "parameters as values: the last group's gradient alone" kernel/value/PixelSums.java \
    'sums[n] += LaneTree' 'sums[n] = LaneTree'
  mutation "means: a share too large" kernel/value/PixelMeans.java \
    'to.channels() * to.pixels()' 'from.channels() * to.pixels()'
  fixed PixelMovesTest "moved pixels: gradients of repeated ones overwrite" kernel/value/PixelRows.java \
    '.fma(f, sum)' '.mul(f)'
  mutation "exp: log 2 in one part" kernel/function/Exponential.java \
    'r = n.fma(FloatVector.broadcast(S, -LN2_REST), r);' ''
  mutation "exp: odd powers halved" kernel/function/Exponential.java \
    'FloatVector rest = power.fma(odd, power);' 'FloatVector rest = power;'
  mutation "erf: the tail from 1/2 on" kernel/function/ErrorFunction.java \
    'SMALL = 0.927734375f' 'SMALL = 0.5f'
  mutation "tied parameters: the last step's gradient alone" TiedGradients.java \
    'sums[n] += gradient[n];' 'sums[n] = gradient[n];'

  mutation "a step takes in what reads a value that others read" Fusion.java \
    'readers.get(input) == 1' 'readers.get(input) > 0'
  mutation "a value that is read twice not kept" CompiledNetwork.java \
    'readings.size() == 1' 'readings.size() > 0'
  mutation "normalisation not folded into the filters" step/ConvolutionStep.java \
    '(float) (parameters[n] * scale)' 'parameters[n]'
  mutation "running mean not folded into the bias" step/ConvolutionStep.java \
    'parameters[norm.beta() + c] - parameters[norm.mean() + c] * scale' 'parameters[norm.beta() + c] - 0.0'
  fixed OperationParityTest "epsilon not folded" step/norm/Norm.java \
    'Double.NaN : running + epsilon' 'Double.NaN : running'
  mutation "skip dropped in evaluation" step/ConvolutionEvaluation.java \
    $'if (step.adds()) {\n            convolution' $'if (step.adds() && step.norm() == null) {\n            convolution'
  mutation "skip dropped in training" step/ConvolutionForward.java \
    $'if (step.adds()) {\n            norm' $'if (step.adds() && step.norm() == null) {\n            norm'
  mutation "skip's gradient overwritten by the convolution's" step/ConvolutionBackward.java \
    'dataGradient.runAdding' 'dataGradient.run'
  mutation "gradient of a second skip of one value dropped" step/pass/StepGradients.java \
    'case BEGUN -> add(made.get(group), tensor(operand, group));' 'case BEGUN -> {}'
  mutation "values that are not kept are those of another group" BatchBackward.java \
    'forward.restore(s - 1, g);' ''
  mutation "mean of a plane taken as its sum" kernel/PlaneMeans.java \
    '1f / image.shape().pixels()' '1f'

  mutation "batch variance unbiased" step/norm/Moments.java \
    'squares[channel] / count' 'squares[channel] / (count - 1)'
  mutation "statistics of filled-up lanes counted" step/norm/Moments.java \
    'double groupMean = LaneTree.sum(sums, images, lanes) / added;' \
    'double groupMean = LaneTree.sum(sums, 16, lanes) / 16 * images / added;'
  mutation "filled-up lanes leak into weight gradients" step/norm/NormBackward.java \
    'if (images < Lanes.LOGICAL)' 'if (images < 0)'
  mutation "mean's part of normalisation's gradient missing" step/norm/NormBackward.java \
    '-factor * sum[c] / moments.count() - slopeOf * mean' '-slopeOf * mean'
  mutation "epsilon missing from the batch's deviation" step/norm/NormForward.java \
    'moments.variance(c) + norm.epsilon()' 'moments.variance(c)'
  mutation "recalibration leaves the variance" step/norm/BatchStatistics.java \
    'parameters[norm.variance() + c] = (float) moments.variance(c);' ''
  mutation "running statistics keep one tenth" step/norm/BatchStatistics.java \
    'decay * parameters[statistic] + (1 - decay) * batch' '(1 - decay) * parameters[statistic] + decay * batch'

  fixed RowFunctionTest "tangents of functions: no second derivative" kernel/function/RowTangents.java \
    'turn.fma(FloatVector.fromArray(S, dy, d + i), FloatVector.fromArray(S, dyAlong, into + i))' \
    'FloatVector.fromArray(S, dyAlong, into + i)'
  mutation "tangents of functions: the tangent in the place of its slope's" kernel/function/RowTangents.java \
    'function.slope(x, at, yAlong, into, floats);' ''
  mutation "second derivative of GELU: half of it" kernel/function/Gelu.java \
    'two.sub(v.mul(v)).mul(density)' 'two.sub(v.mul(v)).mul(density).mul(0.5f)'
  fixed ValueTangentsTest "tangents of layer normalisation: the spread left out" kernel/value/LineNormTangents.java \
    'slope.fma(q, along).mul(factor)' 'along.mul(factor)'
  mutation "tangents of layer normalisation: the distance's part of the product" kernel/value/LineNormTangents.java \
    'productAlong = FloatVector.fromArray(S, dAlong, n).fma(gradient, productAlong);' ''
  mutation "tangents of softmax: the line's sum alone" kernel/value/LineSoftmaxTangents.java \
    'change = FloatVector.fromArray(S, yAlong, n).fma(g, change);' ''
  mutation "tangents of products: the second factor's left out" kernel/value/PixelTangents.java \
    'FloatVector moved = of(x, a + lane).mul(of(yAlong, b + lane));' 'FloatVector moved = FloatVector.zero(S);'
  mutation "tangents of quotients: the divisor's change once" kernel/value/PixelTangents.java \
    'of(yAlong, b + lane).div(divisor).mul(quotient).sub(of(zAlong, c + lane))' 'of(zAlong, c + lane).neg()'
  mutation "tangents of matrix products: the first factor's left out" step/value/Multiplying.java \
    'kernel.add(values.along()[0], values.from()[1], values.madeAlong());' ''
  mutation "tangents of convolutions: filters by the values alone" step/ConvolutionTangents.java \
    'tangent.filters.add(tangent(step.from(), group), plain.dz);' ''
  mutation "tangents of convolutions: the filters' change not delivered" step/ConvolutionTangents.java \
    'tangent.deliver(turnedData, plain.dz, group, false);' ''
  mutation "tangents of folded filters: the scale's change left out" step/ConvolutionTangents.java \
    'folded[n] = (float) (tangent[n] * scale + parameters[n] * change);' 'folded[n] = (float) (tangent[n] * scale);'
  mutation "products by scales: the filters' change left out" step/ConvolutionTangents.java \
    'product += parameters[n] * change[n] + tangent[n] * gradient[n];' 'product += parameters[n] * change[n];'
  mutation "tangents of normalisation: the scale's change not delivered" step/NormTangents.java \
    'deliver(place.tangents(), dz, group, c, scaleChange[c], false);' ''
  mutation "tangents of dense layers: the weights' change not delivered" step/DenseTangents.java \
    'along.transposed.add(place.gradients().made().get(group), sum);' ''
  mutation "tangents of the head: means without theirs" step/HeadTangents.java \
    'addWeights(dy, pooledTangents[group], images, tangentSums);' ''
  mutation "tangents of functions: the gradient as it is after the slope" step/FunctionTangents.java \
    'place.gradients().handOn(0, group);' \
    $'place.gradients().handOn(0, group);\n            System.arraycopy(dy.data(), dy.offset(), kept.data(), kept.offset(), dy.shape().size());'
  mutation "parameters as values: not moved along the vector" step/SourceStep.java \
    'along.spread(place.tensors().tangents().get(source.step.makes).get(group));' ''
  mutation "products of tied parameters: the last step's alone" SimdCurvature.java \
    'tiedTangents.add(s, change);' ''
  mutation "second derivative of cross-entropy: no mean" loss/SoftmaxCrossEntropy.java \
    '(vector[along + k * stride] - mean)' 'vector[along + k * stride]'

  mutation "gradient of the sum, not the mean" loss/SoftmaxCrossEntropy.java \
    '(k == label ? probability - 1 : probability) / batch' '(k == label ? probability - 1 : probability)'
  mutation "squared error of the sum, not the mean over the outputs" loss/MeanSquaredError.java \
    'return sum / count' 'return sum'
  mutation "gradient of half the squared error" loss/MeanSquaredError.java \
    'double scale = 2 /' 'double scale = 1 /'
  mutation "momentum of the wrong sign" Nesterov.java \
    'parameters[n] - mu * before' 'parameters[n] + mu * before'
  mutation "plain momentum in place of Nesterov's" Nesterov.java \
    'parameters[n] - mu * before + (1 + mu) * after' 'parameters[n] + after'
  mutation "decay of biases and normalisations too" Nesterov.java \
    'parameter.role().isWeight() ? settings.weightDecay() : 0' 'settings.weightDecay()'
}

# Those that are not made have their text too.
dry=yes mutations

began=$SECONDS
whole() {
  tests "$kernels" && tests "$quick" && tests "$rest"
}
if [ -n "$fixed" ]; then
  tests "$(printf '%s\n' "${noticing[@]}" | sort -u | paste -sd ,)"
else
  whole
fi || fail "the tests fail on the tree as it is" "$copy/test.log"
printf 'passed    %-58s %3d s\n' "the tree as it is" "$((SECONDS - began))"
mutations

[ "$made" -gt 0 ] || fail "no mutation matches $ONLY"
[ "$survivors" = 0 ] || fail "$survivors of $made mutations survived"
printf '%d mutations, all caught\n' "$made"
