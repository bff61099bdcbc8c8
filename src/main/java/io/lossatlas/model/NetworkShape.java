package io.lossatlas.model;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Wiring;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds the tensors of a file against those of a variant, and says what network they are of where that is another. */
final class NetworkShape {
    private static final Pattern BLOCK = Pattern.compile("b(\\d{2,6})\\.conv1\\.weight");
    private static final String STEM = "stem.conv.weight";
    private static final int SOME = 3;

    private final Variant variant;
    private final Map<String, Parameter> expected;
    private final Map<String, List<Long>> found;
    private final String source;

    private NetworkShape(
            Variant variant, Map<String, Parameter> expected, Map<String, List<Long>> found, String source) {
        this.variant = variant;
        this.expected = expected;
        this.found = found;
        this.source = source;
    }

    /**
     * Checks that the tensors are the layout's, by name and shape.
     *
     * @param found shapes by PyTorch's names
     * @throws RefusedException naming the network that they are of, or the first tensor that differs
     */
    static void require(Variant variant, ParameterLayout layout, Map<String, List<Long>> found, String source) {
        new NetworkShape(variant, TensorNames.of(layout), found, source).check();
    }

    private void check() {
        List<String> missing = expected.keySet().stream()
                .filter(name -> !found.containsKey(name))
                .toList();
        List<String> strange = found.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .toList();
        Optional<String> misshapen = expected.keySet().stream()
                .filter(name -> found.containsKey(name) && !shape(name).equals(found.get(name)))
                .findFirst();
        if (missing.isEmpty() && strange.isEmpty() && misshapen.isEmpty()) {
            return;
        }
        String settings = settings();
        if (!settings.isEmpty()) {
            throw new RefusedException("%s: expected the tensors of %s, found those of another network: %s"
                    .formatted(source, variant, settings));
        }
        if (!missing.isEmpty()) {
            throw new RefusedException("%s: expected the tensors of %s, found none called %s%s"
                    .formatted(source, variant, some(missing), strange.isEmpty() ? "" : ", but " + some(strange)));
        }
        if (!strange.isEmpty()) {
            throw new RefusedException(
                    "%s: expected the tensors of %s alone, found %s besides".formatted(source, variant, some(strange)));
        }
        String name = misshapen.orElseThrow();
        throw new RefusedException(
                "%s: tensor %s: expected shape %s, found %s".formatted(source, name, shape(name), found.get(name)));
    }

    private List<Long> shape(String name) {
        return expected.get(name).shape().stream().map(Integer::longValue).toList();
    }

    /** What the sweep would have to say for these tensors, where it says something else; empty where nothing is to be told. */
    private String settings() {
        List<String> settings = new ArrayList<>();
        int blocks = 0;
        boolean projects = false;
        for (String name : found.keySet()) {
            Matcher block = BLOCK.matcher(name);
            if (block.matches()) {
                blocks = Math.max(blocks, Integer.parseInt(block.group(1)) + 1);
            }
            projects |= name.endsWith(".proj.weight");
        }
        if (blocks > 0 && blocks != variant.blocks()) {
            settings.add("blocks b00 to b%02d, which is sweep.depths=[%d]".formatted(blocks - 1, 2 * blocks + 2));
        }
        List<Long> stem = found.getOrDefault(STEM, List.of());
        if (!stem.isEmpty() && stem.get(0) != variant.width()) {
            settings.add("%s of %s, which is sweep.widths=[%d]".formatted(STEM, stem, stem.get(0)));
        }
        boolean tells = blocks > 1 && projects != variant.skip();
        if (tells) {
            settings.add((projects ? "with" : "without") + " projections, which is sweep.skips=["
                    + (projects ? Wiring.SKIP : Wiring.PLAIN).text() + "]");
        }
        return String.join("; ", settings);
    }

    private static String some(List<String> names) {
        String list = String.join(", ", names.subList(0, Math.min(SOME, names.size())));
        return names.size() > SOME ? "%s and %d more".formatted(list, names.size() - SOME) : list;
    }
}
