import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the register tiles of the convolution kernels, from the repository's root:
 *
 * <pre>{@code java src/build/java/TileGenerator.java src/main/java/io/lossatlas/engine/kernel/convolution}</pre>
 *
 * <p>A tile is one method. It loads or clears a block of accumulators, adds to all of them by fused multiply-adds in one loop
 * without a branch, and stores them. Accumulators are named locals: a letter for the one index of the block, a number for
 * the other. Inputs and weights that several of them take are loaded once, where they are first needed. Another shape of
 * tile is one more record in {@link #SOURCES}.
 */
final class TileGenerator {
    private static final String LENGTH = "private static final int L = Lanes.LOGICAL;";
    private static final String WIDTH = "private static final int W = Lanes.WIDTH;";

    private static final List<Source> SOURCES = List.of(
            new Source(
                    "RowTiles",
                    """
                    Register tiles of convolution at stride 1 with kernels three wide: {@code ConvolutionCall.taps} holds the first tap of
                    each kernel row, and neighbouring pixels share what they read.

                    <p>Each computes {@code max(floor, added + bias + sum of input * weight)} for its pixels, the sum by fused multiply-adds
                    in the filter's order. Accumulators are named locals and the one loop has no branch: more of them than the CPU has
                    registers, vectors in arrays, nested loops and bodies much larger than these are where the JIT begins to put vectors
                    on the heap.
                    """,
                    LENGTH,
                    List.of(
                            new ConvolutionTile(2, 7, 1),
                            new ConvolutionTile(1, 8, 1),
                            new ConvolutionTile(1, 7, 1),
                            new ConvolutionTile(1, 4, 1))),
            new Source(
                    "StrideTiles",
                    """
                    Register tiles of convolution at stride 2 with kernels three wide: like {@link RowTiles}, and seven pixels read the
                    15 of each input row that lie beneath them.
                    """,
                    LENGTH,
                    List.of(
                            new ConvolutionTile(2, 7, 2),
                            new ConvolutionTile(1, 8, 2),
                            new ConvolutionTile(1, 7, 2),
                            new ConvolutionTile(1, 4, 2))),
            new Source(
                    "TapTiles",
                    """
                    Register tiles of convolution with any list of taps and any step from pixel to pixel: kernels that are not three wide,
                    and what remains at the right end of a row. See {@link RowTiles}; here {@code ConvolutionCall.taps} holds every tap.
                    """,
                    "",
                    List.of(
                            new ConvolutionTile(2, 7, ConvolutionTile.ANY),
                            new ConvolutionTile(4, 3, ConvolutionTile.ANY),
                            new ConvolutionTile(4, 2, ConvolutionTile.ANY),
                            new ConvolutionTile(4, 1, ConvolutionTile.ANY),
                            new ConvolutionTile(1, 8, ConvolutionTile.ANY),
                            new ConvolutionTile(1, 7, ConvolutionTile.ANY),
                            new ConvolutionTile(1, 4, ConvolutionTile.ANY),
                            new ConvolutionTile(1, 3, ConvolutionTile.ANY),
                            new ConvolutionTile(1, 1, ConvolutionTile.ANY))),
            new Source(
                    "WeightTiles",
                    """
                    Register tiles of the weight gradient: the sums of four output channels, or one, and the taps of one kernel row of
                    one input channel are held in registers while the pixels of a run pass by in one loop. Nine taps of two channels a
                    method are as many vector operations as the JIT inlines in one run and not in the next.
                    """,
                    LENGTH,
                    List.of(new WeightTile(4, 3, Column.TAP, 1), new WeightTile(1, 3, Column.TAP, 1))),
            new Source(
                    "StrideWeightTiles",
                    """
                    Register tiles of the weight gradient at stride 2: see {@link WeightTiles}. The one loop of each goes from row to row
                    by itself, since the output's borders do not lie beside the input's.
                    """,
                    LENGTH,
                    List.of(
                            new WeightTile(4, 3, Column.TAP, 2),
                            new WeightTile(1, 3, Column.TAP, 2),
                            new WeightTile(4, 4, Column.INPUT, 2),
                            new WeightTile(4, 1, Column.TAP, 2),
                            new WeightTile(1, 1, Column.TAP, 2))),
            new Source(
                    "TapWeightTiles",
                    """
                    Register tiles of the weight gradient with any list of taps and any step from pixel to pixel: see
                    {@link StrideWeightTiles}; here {@code WeightGradientCall.taps} holds every tap.
                    """,
                    LENGTH,
                    List.of(
                            new WeightTile(3, 4, Column.ANY, 0),
                            new WeightTile(3, 1, Column.ANY, 0),
                            new WeightTile(1, 9, Column.ANY, 0),
                            new WeightTile(1, 3, Column.ANY, 0),
                            new WeightTile(1, 1, Column.ANY, 0))),
            new Source(
                    "ScatterTiles",
                    """
                    Register tiles of the data gradient of a 3x3 convolution at stride 2: a pixel of the output's gradient and its right,
                    lower and lower right neighbours make four pixels of the input's, with one, two, two and four of the nine taps:
                    {@code e} at even rows and columns, {@code f} at odd columns, {@code g} at odd rows, {@code h} at both. The terms of
                    each come in the order of output channels, kernel rows and kernel columns.
                    """,
                    LENGTH + "\nprivate static final int TAPS = 9;",
                    List.of(new ScatterTile(2, 2), new ScatterTile(1, 2), new ScatterTile(1, 1))),
            new Source(
                    "winograd/ProductTiles",
                    """
                    Register tiles of the products between Winograd's transforms, at one of the 16 positions:
                    {@code m[o][t] = sum_i u[i][o] v[i][t]} for a few output channels {@code o} and two tiles {@code t}.
                    """,
                    WIDTH,
                    List.of(
                            new ProductTile("Winograd", 8, 2),
                            new ProductTile("Winograd", 4, 2),
                            new ProductTile("Winograd", 1, 2))),
            new Source(
                    "winograd/Winograd4x4Products",
                    """
                    Register tiles of the products between the transforms of {@link Winograd4x4Convolution}, at one of the 36 positions:
                    {@code m[o][t] = sum_i u[i][o] v[i][t]} for a few output channels {@code o} and two tiles {@code t}.
                    """,
                    WIDTH,
                    List.of(
                            new ProductTile("Winograd4x4", 8, 2),
                            new ProductTile("Winograd4x4", 4, 2),
                            new ProductTile("Winograd4x4", 1, 2))),
            new Source(
                    "winograd/WinogradOutputs",
                    """
                    Winograd's transform of sums to outputs, {@code y = A' M A}: first down the columns, then along the rows; the bias
                    comes to the second column's sum, which both outputs of a row take positive. {@code M} lies as
                    {@code [channel][tile][position]}.

                    <p>One output row a method, with and without an addition: see {@link WinogradInputs}. A row's second output is stored
                    first, so that where it lies outside of the plane the first replaces it without a branch.
                    """,
                    WIDTH + """


                    /** From one tile to the next. */
                    static final int TILE = 16 * W;

                    /** From one channel to the next. */
                    static final int CHANNEL = WinogradInputs.PAIR * TILE;
                    """,
                    List.of(
                            new OutputRow(0, false),
                            new OutputRow(1, false),
                            new OutputRow(0, true),
                            new OutputRow(1, true))));

    private TileGenerator() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("java TileGenerator.java FOLDER: writes the tiles into it");
            System.exit(2);
        }
        for (Source source : SOURCES) {
            Path file = Path.of(arguments[0], source.path() + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.text());
        }
    }

    /** One method. */
    private interface Tile {
        void write(Code code);
    }

    /**
     * A class of tiles.
     *
     * @param path of its file without ending, seen from the folder of convolutions
     * @param document its Javadoc
     * @param constants what its methods use beside the species
     */
    private record Source(String path, String document, String constants, List<Tile> tiles) {
        String text() {
            String name = path.substring(path.indexOf('/') + 1);
            String folder = path.contains("/") ? "." + path.substring(0, path.indexOf('/')) : "";
            Code code = new Code();
            code.add("final class %s {", name);
            code.add("private static final VectorSpecies<Float> S = Lanes.SPECIES;");
            code.lines(constants);
            code.add("");
            code.add("private %s() {}", name);
            for (Tile tile : tiles) {
                code.add("");
                tile.write(code);
            }
            code.add("}");
            String body = code.toString();
            String contract = body.contains("ConvolutionCall ")
                    ? "import io.lossatlas.engine.kernel.convolution.window.ConvolutionCall;\n"
                    : "";
            String operators =
                    body.contains("VectorOperators.") ? "import jdk.incubator.vector.VectorOperators;\n" : "";
            return """
                    // Generated by src/build/java/TileGenerator.java; do not edit.
                    package io.lossatlas.engine.kernel.convolution%s;

                    import io.lossatlas.engine.kernel.Lanes;
                    %simport jdk.incubator.vector.FloatVector;
                    %simport jdk.incubator.vector.VectorSpecies;

                    %s%s""".formatted(folder, contract, operators, Code.javadoc(document), body);
        }
    }

    /**
     * Pixels of a few output channels: letters are channels, numbers are pixels.
     *
     * @param stride of kernels three wide, or {@link #ANY} where taps come one by one
     */
    private record ConvolutionTile(int channels, int pixels, int stride) implements Tile {
        static final int ANY = 0;

        private static final String PARAMETERS = """

                @param call what is read and written
                @param at index in {@code call.in} of the first pixel's input, from which {@code call.taps} lead to its taps
                @param filter index in {@code call.weights} of the first channel's first weight
                @param bias index in {@code call.biases} of the first channel's bias
                @param to index in {@code call.out} of the first channel's first pixel
                """;

        @Override
        public void write(Code code) {
            String taps = stride == ANY ? "single taps" : "rows of three taps";
            String name = (stride == ANY ? "taps" : "rows") + channels + "x" + pixels;
            code.document(count(channels, "output channel") + ", " + count(pixels, "pixel") + ", " + taps, PARAMETERS);
            code.method(name, "ConvolutionCall call, int at, int filter, int bias, int to");
            start(code);
            code.add("for (int t = 0; t < taps.length; t++) {");
            code.add("int x = at + taps[t];");
            terms(code);
            code.add("}");
            code.add("float[] out = call.out;");
            code.add("FloatVector floor = FloatVector.broadcast(S, call.floor);");
            each(
                    channels,
                    pixels,
                    (c, p) -> code.add(
                            "%1$s.blend(floor, %1$s.compare(VectorOperators.LE, floor)).intoArray(out, %2$s);",
                            letter(c) + p, index("to" + c, times(p, "next"))));
            code.add("}");
        }

        private void start(Code code) {
            code.lines("""
                    float[] in = call.in;
                    float[] w = call.weights;
                    float[] biases = call.biases;
                    int[] taps = call.taps;
                    """);
            if (stride == ANY) {
                code.add("int step = call.inStep;");
            }
            code.add("int next = call.outStep;");
            code.add("int nextS = call.addedStep * next;");
            for (int c = 0; c < channels; c++) {
                code.add("int to%d = %s;", c, index("to", times(c, "call.outPlane")));
                code.add("int s%d = call.addedStep * (to%d + call.addedShift);", c, c);
                code.add("int w%d = %s;", c, index("filter", times(c, "call.filter")));
            }
            for (int c = 0; c < channels; c++) {
                code.add("FloatVector bias%d = FloatVector.broadcast(S, biases[%s]);", c, index("bias", number(c)));
            }
            each(
                    channels,
                    pixels,
                    (c, p) -> code.add(
                            "FloatVector %s = FloatVector.fromArray(S, call.added, %s).add(bias%d);",
                            letter(c) + p, index("s" + c, times(p, "nextS")), c));
        }

        private void terms(Code code) {
            if (stride != ANY) {
                each(channels, 1, (c, one) -> code.add("int k%d = w%d + 3 * t;", c, c));
            }
            Set<Integer> loaded = new HashSet<>();
            for (int tap = 0; tap < (stride == ANY ? 1 : 3); tap++) {
                for (int c = 0; c < channels; c++) {
                    String at = stride == ANY ? "w" + c + " + t" : index("k" + c, number(tap));
                    code.add("FloatVector %s = FloatVector.broadcast(S, w[%s]);", weight(c, tap), at);
                }
                for (int p = 0; p < pixels; p++) {
                    int input = stride == ANY ? p : stride * p + tap;
                    if (loaded.add(input)) {
                        code.load("x" + input, "in", index("x", times(input, stride == ANY ? "step" : "L")));
                    }
                    for (int c = 0; c < channels; c++) {
                        code.fma(letter(c) + p, "x" + input, weight(c, tap));
                    }
                }
            }
        }

        private static String weight(int channel, int tap) {
            return pick("uvyz", channel) + tap;
        }
    }

    /** What the columns of a tile of weight gradients are: taps of one input channel, input channels with one tap, or any taps. */
    private enum Column {
        TAP("L"),
        INPUT("inPlane"),
        ANY("");

        private final String step;

        Column(String step) {
            this.step = step;
        }
    }

    /** Sums of a few weights: letters are output channels, numbers are columns. */
    private record WeightTile(int outputs, int columns, Column column, int stride) implements Tile {
        private static final String PARAMETERS = """

                @param call what is read and written
                @param x index in {@code call.in} of the first pixel's first tap
                @param d index in {@code call.out} of the first channel's first pixel
                @param sum index in {@code call.sums} of the first channel's first weight
                """;

        private static final String TAP = "@param t the first tap\n";

        @Override
        public void write(Code code) {
            String inputs =
                    column == Column.INPUT ? count(columns, "input channel") + " of one tap" : count(columns, "tap");
            boolean any = column == Column.ANY;
            String steps = any ? "any stride" : "stride " + stride;
            String parameters = any ? PARAMETERS.replace("@param d ", TAP + "@param d ") : PARAMETERS;
            code.document(count(outputs, "output channel") + ", " + inputs + ", " + steps, parameters);
            code.method(
                    "sum" + outputs + "x" + columns,
                    "WeightGradientCall call, int x, " + (any ? "int t, " : "") + "int d, int sum");
            start(code);
            loop(code);
            each(outputs, columns, (o, n) -> code.add("%s.intoArray(sums, %s);", letter(o) + n, sumAt(o, n)));
            code.add("}");
        }

        private void start(Code code) {
            code.lines("""
                    float[] in = call.in;
                    float[] out = call.out;
                    float[] sums = call.sums;
                    """);
            if (outputs > 1) {
                code.add("int plane = call.outPlane;");
            }
            if (column == Column.INPUT) {
                code.add("int inPlane = call.inPlane;");
            }
            if (outputs > 1) {
                code.add("int filter = call.filter;");
            }
            if (column == Column.ANY) {
                code.add("int step = call.inStep;");
                for (int n = 0; n < columns; n++) {
                    code.add("int t%d = call.taps[%s];", n, index("t", number(n)));
                }
            }
            each(outputs, columns, (o, n) -> code.load(letter(o) + n, "sums", sumAt(o, n)));
        }

        private void loop(Code code) {
            code.lines(stride == 1 ? """
                            int end = d + call.pixels * L;
                            for (; d < end; d += L, x += L) {
                            """ : """
                            int width = call.width;
                            int skip = call.inSkip;
                            int left = width;
                            for (int n = 0; n < call.pixels; n++) {
                            """);
            for (int o = 0; o < outputs; o++) {
                code.load(gradient(o), "out", index("d", times(o, "plane")));
            }
            for (int n = 0; n < columns; n++) {
                code.load("x" + n, "in", column == Column.ANY ? "x + t" + n : index("x", times(n, column.step)));
                for (int o = 0; o < outputs; o++) {
                    code.fma(letter(o) + n, "x" + n, gradient(o));
                }
            }
            if (stride != 1) {
                code.add("x += %s;", column == Column.ANY ? "step" : "2 * L");
                code.lines("""
                        d += L;
                        if (--left == 0) {
                        left = width;
                        x += skip;
                        d += 2 * L;
                        }
                        """);
            }
            code.add("}");
        }

        private static String sumAt(int output, int column) {
            return index("sum", times(output, "filter"), times(column, "L"));
        }

        private static String gradient(int output) {
            return pick("pqrs", output);
        }
    }

    /** Quadruples of pixels of a few input channels: letters are the pixel's parity and the channel, numbers are quadruples. */
    private record ScatterTile(int channels, int pixels) implements Tile {
        private static final String PARAMETERS = """

                @param call what is read and written
                @param at index in {@code call.in} of the first pixel in the first output channel
                @param weight index in {@code call.weights} of the first input channel's first weight
                @param to index in {@code call.out} of the first input channel's first pixel
                """;

        @Override
        public void write(Code code) {
            code.document(count(channels, "input channel") + ", " + count(pixels, "pixel"), PARAMETERS);
            code.method("tile" + channels + "x" + pixels, "ScatterGradientCall call, int at, int weight, int to");
            start(code);
            code.add("for (int o = 0; o < call.channels; o++) {");
            code.add("int x = at + o * plane;");
            code.add("int k = weight + o * TAPS;");
            each(
                    2,
                    pixels + 1,
                    (y, x) -> code.load(pick("pq", y) + x, "in", index("x", times(y, "row"), times(x, "L"))));
            for (int tap = 0; tap < 9; tap++) {
                for (int c = 0; c < channels; c++) {
                    String declared = tap + c == 0 ? "FloatVector " : "";
                    code.add(
                            "%st = FloatVector.broadcast(S, w[%s]);",
                            declared, index("k", times(c, "filter"), number(tap)));
                    terms(code, tap / 3, tap % 3, c);
                }
            }
            code.add("}");
            code.add("float[] out = call.out;");
            outputs((name, at) -> code.add("%s.intoArray(out, %s);", name, at));
            code.add("}");
        }

        private void start(Code code) {
            code.lines("""
                    float[] in = call.in;
                    float[] w = call.weights;
                    int row = call.inRow;
                    int plane = call.inPlane;
                    float[] added = call.added;
                    int step = call.addedStep;
                    int below = call.outRow;
                    """);
            if (channels > 1) {
                code.add("int second = call.outPlane;");
                code.add("int filter = call.filter;");
            }
            outputs((name, at) -> code.load(name, "added", "step * " + (at.equals("to") ? at : "(" + at + ")")));
        }

        /** The middle row and column of a kernel reach even rows and columns; the first reaches from one pixel further on. */
        private void terms(Code code, int row, int column, int channel) {
            int parity = (row == 1 ? 0 : 2) + (column == 1 ? 0 : 1);
            for (int p = 0; p < pixels; p++) {
                String input = (row == 0 ? "q" : "p") + (column == 0 ? p + 1 : p);
                code.fma(accumulator(parity, channel, p), input, "t");
            }
        }

        private void outputs(Named each) {
            each(channels, pixels, (c, p) -> {
                for (int parity = 0; parity < 4; parity++) {
                    String below = times(parity / 2, "below");
                    String at = index("to", times(c, "second"), below, times(2 * p + parity % 2, "L"));
                    each.accept(accumulator(parity, c, p), at);
                }
            });
        }

        private String accumulator(int parity, int channel, int pixel) {
            return pick("efgh", parity) + (channels == 1 ? "" : letter(channel)) + pixel;
        }

        private interface Named {
            void accept(String name, String at);
        }
    }

    /**
     * Products of a few channels and tiles: letters are tiles, numbers are channels.
     *
     * @param transform start of the names of the classes whose inputs it reads and whose sums it writes
     */
    private record ProductTile(String transform, int channels, int tiles) implements Tile {
        private static final String PARAMETERS = """

                @param v transformed inputs, as {@link %1$sInputs} writes them
                @param x index in {@code v} of the first tile's position in the first input channel
                @param u transformed filters {@code [input channel][output channel of this tile]}
                @param k index in {@code u} of the first
                @param channels input channels
                @param m receives the sums, as {@link %1$sOutputs} reads them
                @param to index in {@code m} of the first tile's position in the first output channel
                """;

        @Override
        public void write(Code code) {
            code.document(
                    count(channels, "output channel") + ", " + count(tiles, "tile"), PARAMETERS.formatted(transform));
            code.method(
                    "product" + channels + "x" + tiles,
                    "float[] v, int x, float[] u, int k, int channels, float[] m, int to");
            code.add("FloatVector zero = FloatVector.zero(S);");
            each(tiles, channels, (t, c) -> code.add("FloatVector %s = zero;", letter(t) + c));
            code.add("for (int i = 0; i < channels; i++) {");
            for (int t = 0; t < tiles; t++) {
                code.load(input(t), "v", index("x + " + transform + "Inputs.CHANNEL * i", times(t, "W")));
            }
            for (int c = 0; c < channels; c++) {
                String declared = c == 0 ? "FloatVector " : "";
                code.add(
                        "%sf = FloatVector.broadcast(S, u[%s]);",
                        declared, index("k", times(channels, "i"), number(c)));
                for (int t = 0; t < tiles; t++) {
                    code.fma(letter(t) + c, input(t), "f");
                }
            }
            code.add("}");
            each(
                    channels,
                    tiles,
                    (c, t) -> code.add(
                            "%s.intoArray(m, %s);",
                            letter(t) + c, index("to", times(tiles * c + t, transform + "Outputs.TILE"))));
            code.add("}");
        }

        private static String input(int tile) {
            return pick("pqrs", tile);
        }
    }

    /** One of the two rows of outputs of Winograd's tiles, {@code (m0 + m1) + m2} or {@code (m1 - m2) - m3} down the columns. */
    private record OutputRow(int row, boolean adds) implements Tile {
        private static final String PARAMETERS = """

                @param m the sums, of the first channel from {@code at} on
                @param at index in {@code m} of the tile's first position in the first channel
                @param channels how many
                @param call where results go, and what is added
                @param biases holds the biases
                @param bias index in {@code biases} of the first channel's
                @param to index in {@code call.out} of the row's first output
                @param right floats to the row's second output, or 0 where that lies outside of the plane
                """;

        @Override
        public void write(Code code) {
            String columns = row == 0 ? "{@code (m0 + m1) + m2}" : "{@code (m1 - m2) - m3}";
            String which = "The " + (row == 0 ? "first" : "second") + " output row of a tile"
                    + (adds ? " and an addition" : "");
            code.document(which + " in one output channel after another: " + columns + " down the columns", PARAMETERS);
            code.method(
                    (row == 0 ? "first" : "second") + (adds ? "Adding" : ""),
                    "float[] m, int at, int channels, ConvolutionCall call, float[] biases, int bias, int to, int right");
            code.add("float[] out = call.out;");
            code.add("int plane = call.outPlane;");
            if (adds) {
                code.add("float[] added = call.added;");
                code.add("int shift = call.addedShift;");
            }
            code.lines("""
                    FloatVector floor = FloatVector.broadcast(S, call.floor);
                    for (int k = 0; k < channels; k++) {
                    int a = at + k * CHANNEL;
                    int into = to + k * plane;
                    """);
            for (int column = 0; column < 4; column++) {
                columnSum(code, column);
            }
            code.add("FloatVector y0 = s0.add(s1).add(s2)%s;", addition("into + shift"));
            code.add("FloatVector y1 = s1.sub(s2).sub(s3)%s;", addition("into + shift + right"));
            code.lines("""
                    y1.blend(floor, y1.compare(VectorOperators.LT, floor)).intoArray(out, into + right);
                    y0.blend(floor, y0.compare(VectorOperators.LT, floor)).intoArray(out, into);
                    }
                    }
                    """);
        }

        private void columnSum(Code code, int column) {
            String operation = row == 0 ? "add" : "sub";
            code.load("s" + column, "m", position(0, column), "");
            code.add(".%s(FloatVector.fromArray(S, m, %s))", operation, position(1, column));
            boolean biased = column == 1;
            code.add(".%s(FloatVector.fromArray(S, m, %s))%s", operation, position(2, column), biased ? "" : ";");
            if (biased) {
                code.add(".add(FloatVector.broadcast(S, biases[bias + k]));");
            }
        }

        private String position(int term, int column) {
            return index("a", times(4 * (row + term) + column, "W"));
        }

        private String addition(String at) {
            return adds ? ".add(FloatVector.fromArray(S, added, " + at + "))" : "";
        }
    }

    /** Lines of a class, indented by their braces. */
    private static final class Code {
        private static final int COLUMNS = 120;

        private final StringBuilder text = new StringBuilder();
        private int depth;

        void add(String format, Object... arguments) {
            String line = format.formatted(arguments);
            if (line.startsWith("}")) {
                depth--;
            }
            int indent = depth + (line.startsWith(".") ? 2 : 0);
            text.append(line.isEmpty() ? "" : "    ".repeat(indent))
                    .append(line)
                    .append('\n');
            if (line.endsWith("{")) {
                depth++;
            }
        }

        void lines(String lines) {
            lines.lines().forEach(line -> add("%s", line));
        }

        void document(String summary, String parameters) {
            lines(javadoc(
                    summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1) + ".\n" + parameters));
        }

        void method(String name, String parameters) {
            String start = "static void " + name + "(";
            if (4 * depth + start.length() + parameters.length() + 3 <= COLUMNS) {
                add("%s%s) {", start, parameters);
            } else {
                add("%s", start);
                depth += 2;
                String rest = parameters + ") {";
                text.append("    ".repeat(depth)).append(rest).append('\n');
                depth--;
            }
        }

        void load(String name, String array, String index) {
            load(name, array, index, ";");
        }

        void load(String name, String array, String index, String end) {
            add("FloatVector %s = FloatVector.fromArray(S, %s, %s)%s", name, array, index, end);
        }

        void fma(String accumulator, String input, String weight) {
            add("%s = %s.fma(%s, %s);", accumulator, input, weight, accumulator);
        }

        static String javadoc(String document) {
            return document.lines()
                    .map(line -> line.isEmpty() ? " *\n" : " * " + line + "\n")
                    .collect(Collectors.joining("", "/**\n", " */\n"));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private interface Pair {
        void accept(int first, int second);
    }

    private static void each(int firsts, int seconds, Pair action) {
        for (int first = 0; first < firsts; first++) {
            for (int second = 0; second < seconds; second++) {
                action.accept(first, second);
            }
        }
    }

    private static String letter(int n) {
        return pick("abcd", n);
    }

    private static String pick(String letters, int n) {
        return letters.substring(n, n + 1);
    }

    private static String count(int n, String what) {
        String[] words = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight"};
        return (n < words.length ? words[n] : n) + " " + what + (n == 1 ? "" : "s");
    }

    /** An index: the terms that are there. */
    private static String index(String... terms) {
        return Stream.of(terms).filter(term -> !term.isEmpty()).collect(Collectors.joining(" + "));
    }

    private static String times(int n, String step) {
        return n == 0 ? "" : n == 1 ? step : n + " * " + step;
    }

    private static String number(int n) {
        return n == 0 ? "" : "" + n;
    }
}
