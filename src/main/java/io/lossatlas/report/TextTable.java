package io.lossatlas.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows of text under a header, in columns as wide as they need to be. Columns of numbers are flush right.
 *
 * @param header names of the columns
 * @param rows as many texts each as the header has
 */
public record TextTable(List<String> header, List<List<String>> rows) {
    private static final String GAP = "  ";
    private static final Pattern NUMBER = Pattern.compile("[-+−]?[\\d.,:]+(e-?\\d+)?( %)?|NaN|-?inf|-|");

    /** Checks that every row has the header's columns. */
    public TextTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("%d texts under %d columns".formatted(row.size(), header.size()));
            }
        }
    }

    /** The table as lines, a rule below the header. */
    public String render() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        lines.add(Collections.nCopies(header.size(), "-"));
        lines.addAll(rows);
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < lines.size(); n++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < header.size(); column++) {
                line.append(column == 0 ? "" : GAP).append(cell(lines.get(n).get(column), column, n == 1));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private String cell(String text, int column, boolean rule) {
        String fill = (rule ? "-" : " ").repeat(width(column) - text.length());
        return numeric(column) ? fill + text : text + fill;
    }

    private int width(int column) {
        int width = header.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }

    private boolean numeric(int column) {
        return rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }
}
