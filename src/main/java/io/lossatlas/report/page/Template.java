package io.lossatlas.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resources that a page is made of, and the places in them that are filled. */
final class Template {
    private static final String FOLDER = "/io/lossatlas/report/";
    private static final Pattern PLACE = Pattern.compile("<!--\\{([a-z-]+)}-->");

    private Template() {}

    /** A resource as text. */
    static String resource(String name) {
        try (InputStream in = Template.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /**
     * Fills each {@code <!--{name}-->} of a template in one pass: what is put in is not looked at again.
     *
     * @throws IllegalArgumentException when a place has no content
     */
    static String fill(String template, Map<String, String> contents) {
        Matcher place = PLACE.matcher(template);
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (place.find()) {
            String content = contents.get(place.group(1));
            if (content == null) {
                throw new IllegalArgumentException("nothing to put in place of " + place.group());
            }
            filled.append(template, from, place.start()).append(content);
            from = place.end();
        }
        return filled.append(template, from, template.length()).toString();
    }
}
