package io.lossatlas.config;

import io.lossatlas.config.landscape.StepChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An entry of {@code surface.planes} as it is written: each kind of plane reads its own keys from it. A value that a key does not take is
 * refused by key, place, what was expected and what was found.
 */
public interface PlaneConfig {
    /** Value of {@code type}. */
    String type();

    /** The value of a key that is text, if it is there. */
    Optional<String> text(String key);

    /** The values of a key that is a list of different texts; none where it is absent. */
    List<String> texts(String key);

    /** The values of a key that must be there: a list of different integers. */
    List<Long> integers(String key);

    /** The value of a key that is a number greater than 0, if it is there. */
    OptionalDouble positive(String key);

    /** The constant that a key names, or another where it is absent. */
    <E extends Enum<E> & Named> E oneOf(String key, Class<E> type, E otherwise);

    /** The steps that a key names, or others where it is absent. */
    StepChoice steps(String key, StepChoice otherwise);

    /**
     * The axis of a group {@code {min, max, points}}, each of which may be left to another axis, whose bounds may both be NaN:
     * open.
     */
    AxisConfig axis(String key, AxisConfig otherwise);

    /**
     * Checks that there are no other keys than these.
     *
     * @throws RefusedException naming the nearest of them
     */
    void allowOnly(String... keys);

    /** That the value of a key, or its absence, is not what was expected. */
    RefusedException refused(String key, String expected);

    /** Key and place, as messages begin with them. */
    String place(String key);

    /** The entry as nested maps by key. */
    Map<String, Object> toMap();
}
