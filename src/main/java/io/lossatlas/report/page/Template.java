package io.lossatlas.report.page;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * The resources that a page is made of. FreeMarker fills the template and escapes whatever it puts in, so that what comes
 * from a run is text, whatever it looks like.
 */
final class Template {
    private static final String FOLDER = "/io/lossatlas/report/";

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
     * Fills a template.
     *
     * @param name of a resource that ends in {@code .ftlh}: HTML
     * @throws IllegalStateException when the template asks for something that the model lacks
     */
    static String fill(String name, Map<String, ?> model) {
        Configuration engine = new Configuration(Configuration.VERSION_2_3_34);
        engine.setClassForTemplateLoading(Template.class, FOLDER);
        engine.setDefaultEncoding(StandardCharsets.UTF_8.name());
        engine.setLocale(Locale.ROOT);
        engine.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        engine.setLogTemplateExceptions(false);
        engine.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        StringWriter filled = new StringWriter();
        try {
            engine.getTemplate(name).process(model, filled);
        } catch (TemplateException e) {
            throw new IllegalStateException(name, e);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
        return filled.toString();
    }
}
