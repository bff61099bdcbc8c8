package io.lossatlas.surface;

import io.lossatlas.config.RunConfig;
import io.lossatlas.curvature.CurvaturePlan;
import io.lossatlas.plane.GridSize;
import io.lossatlas.plane.PlannedPlane;
import io.lossatlas.plane.PlannedPlanes;
import io.lossatlas.plane.RunNetworks;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.Coverage;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Span;
import io.lossatlas.store.Stage;
import io.lossatlas.store.StageRecord;
import io.lossatlas.store.SurfaceRecord;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of a run against its configuration, told from the manifest.
 *
 * @param output the run's folder
 * @param provenance of its last writer
 * @param variants those of the configuration, trained or not
 * @param surfaces those of the configuration
 * @param curvature parts that the configuration asks for
 * @param tables what is published, by table or folder
 * @param damaged published files that are not there as they were, by path; the manifest alone tells of none
 */
public record RunStatus(
        String output,
        Map<String, String> provenance,
        List<VariantState> variants,
        List<SurfaceState> surfaces,
        List<CurvatureState> curvature,
        Map<String, TableState> tables,
        List<String> damaged) {

    /** Copies the list. */
    public RunStatus {
        damaged = List.copyOf(damaged);
    }

    /**
     * A network.
     *
     * @param variant its id
     * @param status training, done, diverged or missing
     * @param step updates made, or the step at which it diverged
     * @param seconds that training took
     */
    public record VariantState(String variant, String status, int step, double seconds) {
        /** Whether its training has come to an end. */
        public boolean ended() {
            return status.equals(VariantRecord.DONE) || status.equals(VariantRecord.DIVERGED);
        }
    }

    /**
     * A surface.
     *
     * @param step of the weights at its centre; null while it cannot be told yet
     * @param points of its grid
     * @param published points that are there on all shards
     * @param failed points that could not be computed
     * @param filledIn points that are left out, since what is filled in is near enough
     */
    public record SurfaceState(
            String variant,
            String plane,
            Integer step,
            String split,
            String bn,
            long points,
            long published,
            long failed,
            long filledIn) {

        /** Its name in the manifest. */
        public String scope() {
            return String.join("/", plane, variant, String.valueOf(step), split, bn);
        }

        /** Whether every point that is wanted is published. */
        public boolean complete() {
            return published + filledIn == points;
        }

        /** Points that are to be computed yet. */
        public long missing() {
            return points - published - failed - filledIn;
        }

        /** Whether nothing is left to compute: what is not published could not be. */
        public boolean finished() {
            return missing() <= 0;
        }
    }

    /**
     * A part of curvature: a matrix or the gradient at weights of a network.
     *
     * @param operator {@code hessian}, {@code ggn} or {@code gradient}
     * @param published whether its numbers are there
     */
    public record CurvatureState(
            String variant, int step, String split, String bn, String operator, boolean published) {}

    /**
     * Files of one table.
     *
     * @param files how many
     * @param rows in all of them
     * @param bytes in all of them
     */
    public record TableState(int files, long rows, long bytes) {}

    /** The status that a manifest tells. */
    public static RunStatus of(String output, RunConfig config, Manifest manifest) {
        Map<String, TableState> tables = new TreeMap<>();
        manifest.tables().forEach((table, files) -> tables.put(table, table(files)));
        return new RunStatus(
                output,
                manifest.provenance(),
                RunNetworks.ids(config).stream()
                        .map(id -> variant(id, manifest))
                        .toList(),
                surfaces(config, manifest),
                curvature(config, manifest),
                tables,
                List.of());
    }

    /** The same state, with files that were found damaged. */
    public RunStatus withDamaged(List<String> files) {
        return new RunStatus(output, provenance, variants, surfaces, curvature, tables, files);
    }

    private static List<CurvatureState> curvature(RunConfig config, Manifest manifest) {
        return CurvaturePlan.parts(config.curvature(), KnownNetworks.of(config, manifest)).stream()
                .filter(part -> !diverged(part.variant(), manifest))
                .map(part -> new CurvatureState(
                        part.variant(),
                        part.step(),
                        part.split().text(),
                        part.bn().text(),
                        part.operator(),
                        !manifest.files(Table.CURVATURE, part.scope()).isEmpty()))
                .toList();
    }

    /** The record of a stage: how many of its parts are published. */
    public StageRecord stage(Stage stage, Map<String, String> fingerprint) {
        if (stage == Stage.TRAIN) {
            int ended = (int) variants.stream().filter(VariantState::ended).count();
            return new StageRecord(fingerprint, ended, variants.size());
        }
        int complete = (int) surfaces.stream().filter(SurfaceState::complete).count();
        return new StageRecord(fingerprint, complete, surfaces.size());
    }

    private static VariantState variant(String id, Manifest manifest) {
        VariantRecord record = manifest.variants().get(id);
        return record == null
                ? new VariantState(id, "missing", 0, 0)
                : new VariantState(id, record.status(), record.step(), record.seconds());
    }

    /** The planes that the configuration asks for, as far as the manifest tells the last step of the networks. */
    public static PlannedPlanes planned(RunConfig config, Manifest manifest) {
        return PlannedPlanes.of(config, KnownNetworks.of(config, manifest));
    }

    private static List<SurfaceState> surfaces(RunConfig config, Manifest manifest) {
        RunNetworks networks = KnownNetworks.of(config, manifest);
        List<SurfaceState> states = new ArrayList<>();
        for (PlannedPlane plane : PlannedPlanes.of(config, networks).planes()) {
            if (plane.networks().stream().noneMatch(network -> diverged(network, manifest))) {
                GridSize grid = plane.spec().size();
                boolean known = plane.networks().stream()
                        .allMatch(id ->
                                networks.network(id).orElseThrow().lastStep().isPresent());
                plane.surfaces()
                        .forEach(key -> states.add(known ? surface(config, grid, key, manifest) : unknown(grid, key)));
            }
        }
        return states;
    }

    private static boolean diverged(String variant, Manifest manifest) {
        VariantRecord record = manifest.variants().get(variant);
        return record != null && record.diverged();
    }

    private static SurfaceState unknown(GridSize grid, SurfaceKey key) {
        return new SurfaceState(
                key.variant(), key.plane(), null, key.split().text(), key.bn().text(), grid.points(), 0, 0, 0);
    }

    /** One surface of a run, whether its configuration still asks for it or not. */
    public static SurfaceState surface(RunConfig config, SurfaceKey key, Manifest manifest) {
        return surface(config, manifest.plane(key.plane()).size(), key, manifest);
    }

    private static SurfaceState surface(RunConfig config, GridSize grid, SurfaceKey key, Manifest manifest) {
        List<Span> covers = manifest.files(Table.LOSSES, key.scope()).stream()
                .flatMap(file -> file.covers().stream())
                .toList();
        int shards = config.data().shards();
        long published = config.surface().examplesUntil().wanted()
                ? steered(grid, shards, key, manifest, covers)
                : Coverage.points(Coverage.whole(grid.points(), shards, covers));
        long failedRows = manifest.files(Table.FAILURES, key.scope()).stream()
                .mapToLong(FileRecord::rows)
                .sum();
        long failed = failedRows == 0 ? 0 : Math.min(failedRows, grid.points() - published);
        return new SurfaceState(
                key.variant(),
                key.plane(),
                key.step(),
                key.split().text(),
                key.bn().text(),
                grid.points(),
                published,
                failed,
                filledIn(key, grid, manifest));
    }

    /** Points that have the examples that they want: those that had them, less one for each row that has gone since. */
    private static long steered(GridSize grid, int shards, SurfaceKey key, Manifest manifest, List<Span> covers) {
        SurfaceRecord record = manifest.surfaces().get(key.scope());
        if (record == null || record.steered() == null) {
            return 0;
        }
        long rows = Coverage.merged(grid.points(), shards, covers).stream()
                .mapToLong(Span::rows)
                .sum();
        return Math.max(
                0, record.steered().points() - Math.max(0, record.steered().rows() - rows));
    }

    private static long filledIn(SurfaceKey key, GridSize grid, Manifest manifest) {
        SurfaceRecord record = manifest.surfaces().get(key.scope());
        return record != null && record.leavesOut()
                ? grid.points() - record.adaptive().wanted()
                : 0;
    }

    private static TableState table(List<FileRecord> files) {
        return new TableState(
                files.size(),
                files.stream().mapToLong(FileRecord::rows).sum(),
                files.stream().mapToLong(FileRecord::bytes).sum());
    }
}
