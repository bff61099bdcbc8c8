package io.lossatlas.engine.kernel.convolution.window;

/** A row of pixels split into tiles of a few widths. */
public final class RowSplit {
    private RowSplit() {}

    /**
     * A tile.
     *
     * @param width its pixels
     * @param cost the time that it takes, in any unit
     */
    public record Tile(int width, int cost) {}

    /** Tiles of widths and costs in turns. */
    public static Tile[] tiles(int... widthsAndCosts) {
        Tile[] tiles = new Tile[widthsAndCosts.length / 2];
        for (int n = 0; n < tiles.length; n++) {
            tiles[n] = new Tile(widthsAndCosts[2 * n], widthsAndCosts[2 * n + 1]);
        }
        return tiles;
    }

    /**
     * The cheapest widths that add up to a row.
     *
     * @param tiles one of which is one pixel wide
     */
    public static int[] of(int pixels, Tile... tiles) {
        int[] costs = new int[pixels + 1];
        int[] lasts = new int[pixels + 1];
        int[] counts = new int[pixels + 1];
        for (int n = 1; n <= pixels; n++) {
            costs[n] = Integer.MAX_VALUE;
            for (Tile tile : tiles) {
                if (tile.width() <= n && costs[n - tile.width()] + tile.cost() < costs[n]) {
                    costs[n] = costs[n - tile.width()] + tile.cost();
                    lasts[n] = tile.width();
                    counts[n] = counts[n - tile.width()] + 1;
                }
            }
        }
        int[] widths = new int[counts[pixels]];
        int left = pixels;
        for (int n = widths.length - 1; n >= 0; n--) {
            widths[n] = lasts[left];
            left -= lasts[left];
        }
        return widths;
    }
}
