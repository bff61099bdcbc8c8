package io.lossatlas.graph.operation;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kinds of operations, for tests that leave none out. */
public final class Operations {
    private Operations() {}

    /** Their records. */
    public static Set<Class<?>> kinds() {
        return kinds(Op.class).collect(Collectors.toSet());
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(Operations::kinds)
                : Stream.of(kind);
    }
}
