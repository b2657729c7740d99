package io.github.marginloss.spark;

import java.util.Optional;
import java.util.stream.Stream;

/** What is said of an exception. Spark wraps those of tasks, and its own messages are long. */
final class Failure {

    private Failure() {}

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }

    /** {@return what the program says before it ends: what the user can put right, or else what went wrong} */
    static String message(Throwable e) {
        return causes(e)
                .filter(UserException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .orElseGet(() -> "it failed: " + reason(e) + "; " + cure(e));
    }

    private static String cure(Throwable e) {
        return root(e) instanceof OutOfMemoryError
                ? "--float halves what shards take, and MAVEN_OPTS=-Xmx8g,"
                        + " or spark-submit with --driver-memory 8g and --executor-memory 8g, gives more"
                : Options.TRACE + " shows where";
    }

    private static Throwable root(Throwable e) {
        return causes(e).reduce(e, (cause, next) -> next);
    }

    /** {@return the kind of the root cause, and the first line of its message, if it has one} */
    static String reason(Throwable e) {
        Throwable root = root(e);
        String kind = root.getClass().getSimpleName();
        return Optional.ofNullable(root.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .map(line -> kind + ": " + line)
                .orElse(kind);
    }
}
