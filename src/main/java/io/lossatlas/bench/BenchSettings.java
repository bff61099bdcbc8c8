package io.lossatlas.bench;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The cases to measure.
 *
 * @param tasks evaluation, training
 * @param depths of the networks
 * @param wirings of the networks
 * @param widths of the networks
 * @param engines each in turn on every network; at least one
 * @param secondsPerCase time that a network and task may take on average
 */
public record BenchSettings(
        List<Task> tasks,
        List<Integer> depths,
        List<Wiring> wirings,
        List<Integer> widths,
        List<EngineKind> engines,
        double secondsPerCase) {

    /** Copies the lists. */
    public BenchSettings {
        tasks = List.copyOf(tasks);
        depths = List.copyOf(depths);
        wirings = List.copyOf(wirings);
        widths = List.copyOf(widths);
        engines = List.copyOf(engines);
    }

    /** The product of the lists, in their order. */
    public List<BenchCase> cases() {
        List<BenchCase> cases = new ArrayList<>();
        for (Task task : tasks) {
            for (int depth : depths) {
                for (int width : widths) {
                    for (Wiring wiring : wirings) {
                        cases.add(new BenchCase(task, depth, wiring, width));
                    }
                }
            }
        }
        return Collections.unmodifiableList(cases);
    }

    /** The cases, the costliest first: what they take beyond their share of the time, the cheap ones give up. */
    List<BenchCase> costliestFirst(LabelledImages images) {
        return cases().stream()
                .sorted(Comparator.comparingLong((BenchCase each) -> -each.operations(images)))
                .toList();
    }
}
