package io.lossatlas.train;

import io.lossatlas.engine.Trainer.StepResult;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.model.Variant;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows about the training of one variant. */
final class History {
    /** The split of rows about a minibatch. */
    static final String BATCH = "batch";

    private final VariantWork work;
    private final ExampleOrder order;
    private final Map<Table, List<Row>> rows = new EnumMap<>(Table.class);

    History(VariantWork work, ExampleOrder order) {
        this.work = work;
        this.order = order;
        for (Table table : List.of(Table.TRAINING, Table.GRADIENTS, Table.BATCHES)) {
            rows.put(table, new ArrayList<>());
        }
    }

    Map<Table, List<Row>> rows() {
        return rows;
    }

    /** Loss and accuracy on so many examples before update {@code step}. */
    void loss(int step, String split, double loss, long correct, int examples, double seconds) {
        Variant variant = work.variant();
        rows.get(Table.TRAINING)
                .add(RowFactory.create(
                        variant.id(),
                        variant.depth(),
                        variant.skip(),
                        variant.width(),
                        variant.seed(),
                        variant.learningRate(),
                        step,
                        order.epoch(step),
                        split,
                        loss,
                        (double) correct / examples,
                        examples,
                        seconds));
    }

    /** A minibatch seen by the trainer. */
    void minibatch(int step, StepResult result, double seconds) {
        int size = work.config().batchSize();
        loss(step, BATCH, result.loss(), result.correct(), size, seconds);
    }

    /**
     * Gradients of a step and the weights before its update.
     *
     * @param examples the minibatch
     * @param gradientNorms one for each of the layout's weights
     * @param parameters before the update
     */
    void probe(int step, int[] examples, double[] gradientNorms, float[] parameters) {
        String id = work.variant().id();
        rows.get(Table.BATCHES)
                .add(RowFactory.create(id, step, Arrays.stream(examples).boxed().toArray(Integer[]::new)));
        ParameterLayout layout = work.engine().layout();
        List<Parameter> weights = layout.weights();
        for (int n = 0; n < gradientNorms.length; n++) {
            Parameter parameter = weights.get(n);
            rows.get(Table.GRADIENTS)
                    .add(RowFactory.create(
                            id,
                            step,
                            work.variant().layer(parameter.name()),
                            parameter.name(),
                            parameter.role().text(),
                            gradientNorms[n],
                            norm(parameter, parameters)));
        }
    }

    private static double norm(Parameter parameter, float[] values) {
        double squares = 0;
        for (int n = parameter.offset(); n < parameter.end(); n++) {
            squares += (double) values[n] * values[n];
        }
        return StrictMath.sqrt(squares);
    }
}
