package io.lossatlas.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.PlaneKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The index of a run. A reader trusts the files that are named here and nothing else.
 *
 * @param formatVersion of this file and the tables
 * @param publication number of times that this file was replaced
 * @param configuration resolved, secrets masked
 * @param provenance versions, commit and machine of the last writer; recorded, never compared
 * @param stages by name
 * @param variants by id
 * @param planes what was begun, by name
 * @param grids points of planes whose range was chosen, by the scope of the plane through the network
 * @param surfaces by scope
 * @param analyses what each part of {@code metrics} was made from, by scope
 * @param tables files of each table or folder
 */
public record Manifest(
        int formatVersion,
        long publication,
        JsonNode configuration,
        Map<String, String> provenance,
        Map<String, StageRecord> stages,
        Map<String, VariantRecord> variants,
        Map<String, PlaneRecord> planes,
        Map<String, Grid> grids,
        Map<String, SurfaceRecord> surfaces,
        Map<String, AnalysisRecord> analyses,
        Map<String, List<FileRecord>> tables) {

    /** The version that this code writes; it reads earlier ones too, see {@link FormatOne}. */
    public static final int FORMAT_VERSION = 2;

    /** Sorts the maps. */
    public Manifest {
        provenance = sorted(provenance);
        stages = sorted(stages);
        variants = sorted(variants);
        planes = sorted(planes);
        grids = sorted(grids);
        surfaces = sorted(surfaces);
        analyses = sorted(analyses);
        tables = sorted(tables);
    }

    /** A run that holds nothing. */
    public static Manifest empty(JsonNode configuration, Map<String, String> provenance) {
        return new Manifest(
                FORMAT_VERSION,
                0,
                configuration,
                provenance,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    /** The files of a table. */
    public List<FileRecord> files(Table table) {
        return files(table.folder());
    }

    /** The files of a table or folder, by its name. */
    public List<FileRecord> files(String output) {
        return tables.getOrDefault(output, List.of());
    }

    /** The files of a table that are about a scope. */
    public List<FileRecord> files(Table table, String scope) {
        return files(table).stream().filter(file -> file.scope().equals(scope)).toList();
    }

    /** The record of a stage that has begun. */
    public Optional<StageRecord> stage(Stage stage) {
        return Optional.ofNullable(stages.get(stage.text()));
    }

    /** The step of the last weights of any variant that is trained to the end; all of a run make as many updates. */
    public OptionalInt trainedStep() {
        return variants.values().stream()
                .filter(VariantRecord::done)
                .mapToInt(VariantRecord::step)
                .max();
    }

    /**
     * The points of a plane through a network, once it is laid.
     *
     * @throws IllegalStateException when there is none of this name
     */
    public Grid grid(PlaneKey key) {
        Grid chosen = grids.get(key.scope());
        return chosen == null
                ? plane(key.plane())
                        .grid()
                        .orElseThrow(() ->
                                new IllegalStateException("manifest.json: expected the points of %s in grids, found %s"
                                        .formatted(key.scope(), grids.keySet())))
                : chosen;
    }

    /**
     * A plane that was begun.
     *
     * @throws IllegalStateException when there is none of this name
     */
    public PlaneRecord plane(String plane) {
        PlaneRecord record = planes.get(plane);
        if (record == null) {
            throw new IllegalStateException(
                    "manifest.json: expected plane %s, found %s".formatted(plane, planes.keySet()));
        }
        return record;
    }

    /** The step of the last weights of a variant that is trained to the end: updates made. */
    public OptionalInt trainedStep(String variant) {
        VariantRecord record = variants.get(variant);
        return record != null && record.done() ? OptionalInt.of(record.step()) : OptionalInt.empty();
    }

    /** The next state, in which a change is made. */
    public Manifest next(Change change) {
        Draft draft = new Draft(this);
        change.apply(draft);
        return draft.finish();
    }

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        return map == null ? new TreeMap<>() : new TreeMap<>(map);
    }

    /** A change of a manifest. */
    @FunctionalInterface
    public interface Change {
        /** Makes the change. */
        void apply(Draft draft);
    }

    /** A manifest in the making. */
    public static final class Draft {
        private final Manifest from;
        private JsonNode configuration;
        private Map<String, String> provenance;
        private final Map<String, StageRecord> stages;
        private final Map<String, VariantRecord> variants;
        private final Map<String, PlaneRecord> planes;
        private final Map<String, Grid> grids;
        private final Map<String, SurfaceRecord> surfaces;
        private final Map<String, AnalysisRecord> analyses;
        private final Map<String, List<FileRecord>> tables = new TreeMap<>();

        private Draft(Manifest from) {
            this.from = from;
            this.configuration = from.configuration;
            this.provenance = from.provenance;
            this.stages = new TreeMap<>(from.stages);
            this.variants = new TreeMap<>(from.variants);
            this.planes = new TreeMap<>(from.planes);
            this.grids = new TreeMap<>(from.grids);
            this.surfaces = new TreeMap<>(from.surfaces);
            this.analyses = new TreeMap<>(from.analyses);
            from.tables.forEach((table, files) -> tables.put(table, new ArrayList<>(files)));
        }

        /** Sets the configuration and the provenance of the writer. */
        public void describe(JsonNode newConfiguration, Map<String, String> newProvenance) {
            configuration = newConfiguration;
            provenance = newProvenance;
        }

        /** Adds to the provenance of the writer. */
        public void describe(String name, String value) {
            provenance = new TreeMap<>(provenance);
            provenance.put(name, value);
        }

        /** Sets the state of a stage. */
        public void stage(Stage stage, StageRecord record) {
            stages.put(stage.text(), record);
        }

        /** Forgets a stage and what is known of its parts; its files are dropped one by one. */
        public void forget(Stage stage) {
            stages.remove(stage.text());
            if (stage == Stage.TRAIN) {
                variants.clear();
            } else if (stage == Stage.SURFACE) {
                planes.clear();
                grids.clear();
                surfaces.clear();
            } else if (stage == Stage.ANALYZE) {
                analyses.clear();
            }
        }

        /** The files of a table or folder as they stand in the draft. */
        public List<FileRecord> files(String output) {
            return tables.getOrDefault(output, List.of());
        }

        /** Forgets a variant; its files are dropped one by one. */
        public void forgetVariant(String id) {
            variants.remove(id);
        }

        /** Sets what became of a variant. */
        public void variant(String id, VariantRecord record) {
            variants.put(id, record);
        }

        /** Sets what a plane is made from. */
        public void plane(String id, PlaneRecord record) {
            planes.put(id, record);
        }

        /** Sets the points of a plane through a network, where they were chosen. */
        public void grid(String scope, Grid grid) {
            grids.put(scope, grid);
        }

        /** Sets what is known of a surface. */
        public void surface(String scope, SurfaceRecord record) {
            surfaces.put(scope, record);
        }

        /** Sets what a part of {@code metrics} was made from. */
        public void analysis(String scope, AnalysisRecord record) {
            analyses.put(scope, record);
        }

        /** Forgets a part of {@code metrics}; its files are dropped one by one. */
        public void forgetAnalysis(String scope) {
            analyses.remove(scope);
        }

        /** Names more files of a table or folder. */
        public void add(String output, List<FileRecord> files) {
            tables.computeIfAbsent(output, unused -> new ArrayList<>()).addAll(files);
        }

        /** Forgets files. */
        public void drop(String output, List<FileRecord> files) {
            tables.getOrDefault(output, new ArrayList<>()).removeAll(files);
        }

        private Manifest finish() {
            tables.values().removeIf(List::isEmpty);
            return new Manifest(
                    FORMAT_VERSION,
                    from.publication + 1,
                    configuration,
                    provenance,
                    stages,
                    variants,
                    planes,
                    grids,
                    surfaces,
                    analyses,
                    tables);
        }
    }
}
