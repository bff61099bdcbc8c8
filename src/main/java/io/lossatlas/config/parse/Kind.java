package io.lossatlas.config.parse;

import com.typesafe.config.ConfigValue;
import io.lossatlas.config.Named;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A kind of value that a key takes. Numbers are also taken from text, which is what environment variables substitute.
 *
 * @param expected completes "expected …"
 * @param parse nothing for a value that is not of this kind
 */
record Kind<T>(String expected, Function<ConfigValue, Optional<T>> parse) {

    /** Any text, unquoted where HOCON can do without. */
    static Kind<String> text() {
        return new Kind<>("text", Kind::string);
    }

    /** A 64-bit integer. */
    static Kind<Long> integer() {
        return new Kind<>("an integer", Kind::wholeNumber);
    }

    /** An integer of at least {@code min}. */
    static Kind<Integer> atLeast(int min) {
        return between(min, Integer.MAX_VALUE, "an integer of at least " + min);
    }

    /** An integer from {@code min} to {@code max}. */
    static Kind<Integer> between(int min, int max) {
        return between(min, max, "an integer from %d to %d".formatted(min, max));
    }

    /** A finite number. */
    static Kind<Double> number() {
        return number("a finite number", Double::isFinite);
    }

    /** A finite number within bounds. */
    static Kind<Double> number(String expected, DoublePredicate bounds) {
        return new Kind<>(expected, Kind::decimal).where(expected, v -> Double.isFinite(v) && bounds.test(v));
    }

    /** The name of a constant. */
    static <E extends Enum<E> & Named> Kind<E> oneOf(Class<E> type) {
        E[] constants = type.getEnumConstants();
        String names = Arrays.stream(constants).map(Named::text).collect(Collectors.joining(", "));
        return new Kind<>("one of " + names, value -> string(value).flatMap(text -> Arrays.stream(constants)
                .filter(constant -> constant.text().equals(text))
                .findFirst()));
    }

    /** The values of this kind that meet a condition. */
    Kind<T> where(String condition, Predicate<T> holds) {
        return new Kind<>(condition, value -> parse.apply(value).filter(holds));
    }

    private static Kind<Integer> between(int min, int max, String expected) {
        return new Kind<>(expected, value -> wholeNumber(value)
                .filter(number -> number >= min && number <= max)
                .map(Long::intValue));
    }

    private static Optional<String> string(ConfigValue value) {
        return value.unwrapped() instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Long> wholeNumber(ConfigValue value) {
        Object plain = value.unwrapped();
        if (plain instanceof Integer || plain instanceof Long) {
            return Optional.of(((Number) plain).longValue());
        }
        return plain instanceof String text ? parsed(text, Long::valueOf) : Optional.empty();
    }

    private static Optional<Double> decimal(ConfigValue value) {
        Object plain = value.unwrapped();
        if (plain instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        return plain instanceof String text ? parsed(text, Double::valueOf) : Optional.empty();
    }

    private static <N> Optional<N> parsed(String text, Function<String, N> parser) {
        try {
            return Optional.of(parser.apply(text.strip().toLowerCase(Locale.ROOT)));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
