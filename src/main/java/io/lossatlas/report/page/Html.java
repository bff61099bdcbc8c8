package io.lossatlas.report.page;

import java.util.List;
import java.util.stream.Collectors;

/** Text as HTML. What comes from a run is text, whatever it looks like. */
final class Html {
    private Html() {}

    /** A text that a browser shows as it is, inside an element or a quoted attribute. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int n = 0; n < text.length(); n++) {
            char character = text.charAt(n);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }

    /** JSON that can stand inside a script element: nothing in it ends that, or starts a comment. */
    static String json(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** Paragraphs of text. */
    static String paragraphs(List<String> texts) {
        return texts.stream().map(text -> "<p>%s</p>".formatted(text(text))).collect(Collectors.joining("\n"));
    }

    /** A list of texts, of which all after the first so many are folded away. */
    static String list(List<String> texts, int most) {
        String shown = items(texts.subList(0, Math.min(most, texts.size())));
        if (texts.size() <= most) {
            return shown;
        }
        return "%s%n<details><summary>%d more</summary>%n%s%n</details>"
                .formatted(shown, texts.size() - most, items(texts.subList(most, texts.size())));
    }

    private static String items(List<String> texts) {
        return texts.isEmpty()
                ? ""
                : texts.stream()
                        .map(text -> "<li>%s</li>".formatted(text(text)))
                        .collect(Collectors.joining("\n", "<ul class=\"findings\">\n", "\n</ul>"));
    }

    /** A table that scrolls by itself where it is wider than the page. */
    static String table(String caption, List<String> header, List<List<String>> rows) {
        String head = header.stream()
                .map(name -> "<th scope=\"col\">%s</th>".formatted(text(name)))
                .collect(Collectors.joining());
        String body = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> "<td>%s</td>".formatted(text(cell)))
                        .collect(Collectors.joining("", "<tr>", "</tr>")))
                .collect(Collectors.joining("\n"));
        return """
                <div class="scroll" tabindex="0" role="region" aria-label="%1$s">
                <table><caption>%1$s</caption>
                <thead><tr>%2$s</tr></thead>
                <tbody>
                %3$s
                </tbody></table></div>""".formatted(text(caption), head, body);
    }
}
