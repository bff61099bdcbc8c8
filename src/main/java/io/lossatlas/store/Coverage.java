package io.lossatlas.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which points of a grid are there and which are missing, as gaps and never as a list of points. */
public final class Coverage {
    private Coverage() {}

    /** A half-open range of points. */
    private record Gap(long from, long to) {}

    /**
     * The points and shards of a grid that nothing covers.
     *
     * @param points number of points
     * @param shards number of shards
     * @param covered what is there; may overlap
     * @return disjoint spans, by shard and then by point, shards with the same gaps taken together
     */
    public static List<Span> missing(long points, int shards, List<Span> covered) {
        List<Span> missing = new ArrayList<>();
        List<Gap> pending = List.of();
        int first = 0;
        for (int shard : ends(shards, covered)) {
            List<Gap> gaps = gaps(points, shard, covered);
            if (!gaps.equals(pending)) {
                add(missing, pending, first, shard);
                pending = gaps;
                first = shard;
            }
        }
        add(missing, pending, first, shards);
        return List.copyOf(missing);
    }

    /** The same points and shards in as few spans as possible. */
    public static List<Span> merged(long points, int shards, List<Span> covered) {
        return missing(points, shards, missing(points, shards, covered));
    }

    /** The part of the spans whose points lie in {@code from <= point < to}. */
    public static List<Span> clipped(List<Span> spans, long from, long to) {
        return spans.stream()
                .filter(span -> span.pointFrom() < to && from < span.pointTo())
                .map(span -> span.points(Math.max(from, span.pointFrom()), Math.min(to, span.pointTo())))
                .toList();
    }

    /** The points that are covered on all shards, as spans of all shards. */
    public static List<Span> whole(long points, int shards, List<Span> covered) {
        List<Span> incomplete = missing(points, shards, covered).stream()
                .map(span -> new Span(span.pointFrom(), span.pointTo(), 0, shards))
                .toList();
        return missing(points, shards, incomplete);
    }

    /**
     * Spans in a few letters: for each run of shards, {@code from-to:}, its runs of points, one point {@code n} and several {@code
     * from-to}, to being one past the last.
     */
    static String text(List<Span> spans) {
        Map<String, List<String>> byShards = new LinkedHashMap<>();
        for (Span span : spans) {
            byShards.computeIfAbsent(span.shardFrom() + "-" + span.shardTo(), unused -> new ArrayList<>())
                    .add(
                            span.points() == 1
                                    ? Long.toString(span.pointFrom())
                                    : span.pointFrom() + "-" + span.pointTo());
        }
        return byShards.entrySet().stream()
                .map(shards -> shards.getKey() + ":" + String.join(",", shards.getValue()))
                .collect(Collectors.joining(" "));
    }

    /**
     * The spans of {@link #text}.
     *
     * @throws IllegalArgumentException where it is no such text
     */
    static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        for (String part : text.split(" ", -1)) {
            int colon = part.indexOf(':');
            int[] shards = Arrays.stream(ends(part.substring(0, Math.max(0, colon))))
                    .mapToInt(Coverage::shard)
                    .toArray();
            for (String points : part.substring(colon + 1).split(",", -1)) {
                long[] ends = ends(points);
                spans.add(new Span(ends[0], ends[1], shards[0], shards[1]));
            }
        }
        return spans;
    }

    private static int shard(long number) {
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected a shard, found " + number);
        }
        return (int) number;
    }

    private static long[] ends(String text) {
        int dash = text.indexOf('-');
        try {
            long from = Long.parseLong(dash < 0 ? text : text.substring(0, dash));
            return new long[] {from, dash < 0 ? from + 1 : Long.parseLong(text.substring(dash + 1))};
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected spans like 0-20:3,5-9, found \"%s\"".formatted(text), e);
        }
    }

    /** Number of points in disjoint spans. */
    public static long points(List<Span> spans) {
        return spans.stream().mapToLong(Span::points).sum();
    }

    private static void add(List<Span> spans, List<Gap> gaps, int shardFrom, int shardTo) {
        for (Gap gap : gaps) {
            spans.add(new Span(gap.from, gap.to, shardFrom, shardTo));
        }
    }

    /** The first shard, and each at which a span begins or has ended: between them all have the same gaps. */
    private static int[] ends(int shards, List<Span> covered) {
        return IntStream.concat(
                        IntStream.of(0),
                        covered.stream().flatMapToInt(span -> IntStream.of(span.shardFrom(), span.shardTo())))
                .filter(shard -> shard < shards)
                .sorted()
                .distinct()
                .toArray();
    }

    private static List<Gap> gaps(long points, int shard, List<Span> covered) {
        List<Span> here = covered.stream()
                .filter(span -> span.shardFrom() <= shard && shard < span.shardTo())
                .sorted(Comparator.comparingLong(Span::pointFrom))
                .toList();
        List<Gap> gaps = new ArrayList<>();
        long reached = 0;
        for (Span span : here) {
            if (span.pointFrom() > reached) {
                gaps.add(new Gap(reached, Math.min(points, span.pointFrom())));
            }
            reached = Math.max(reached, span.pointTo());
        }
        if (reached < points) {
            gaps.add(new Gap(reached, points));
        }
        return gaps;
    }
}
