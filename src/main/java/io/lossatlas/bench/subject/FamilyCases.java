package io.lossatlas.bench.subject;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Networks of the sweep's family.
 *
 * @param tasks each on every network
 * @param depths of the networks
 * @param wirings of the networks
 * @param widths of the networks
 * @param engines each in turn on every network, at the tasks that it is for; at least one
 */
public record FamilyCases(
        List<Task> tasks, List<Integer> depths, List<Wiring> wirings, List<Integer> widths, List<EngineKind> engines) {

    /** Copies the lists. */
    public FamilyCases {
        tasks = List.copyOf(tasks);
        depths = List.copyOf(depths);
        wirings = List.copyOf(wirings);
        widths = List.copyOf(widths);
        engines = List.copyOf(engines);
    }

    /**
     * The product of the lists, in their order.
     *
     * @param images whose first {@value BenchCase#IMAGES} the networks are run on
     */
    public List<BenchCase> on(LabelledImages images) {
        LabelledImages first = images.first(BenchCase.IMAGES);
        List<BenchCase> cases = new ArrayList<>();
        for (Task task : tasks) {
            List<EngineKind> able = engines.stream().filter(task::isFor).toList();
            if (able.isEmpty()) {
                continue;
            }
            for (int depth : depths) {
                for (int width : widths) {
                    for (Wiring wiring : wirings) {
                        cases.add(new FamilyCase(task, depth, wiring, width, able, first));
                    }
                }
            }
        }
        return Collections.unmodifiableList(cases);
    }
}
