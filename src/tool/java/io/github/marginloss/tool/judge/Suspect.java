package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import java.util.Optional;

/**
 * A mistake that is known, with what its outputs would be.
 *
 * @param name what it is: the kind of mistake, and after a colon what tells it from others of the kind
 * @param page where to read on
 * @param attempt how to tell
 */
record Suspect(String name, String page, Attempt attempt) {

    /** What stands before the colon. */
    String kind() {
        return name.split(": ", 2)[0];
    }

    /** What has to fit: yours, perhaps with the mistake undone, beside what is wanted then, by the question's bounds. */
    record Trial(Question question, Evaluation yours, Evaluation wanted) {}

    /** Makes a trial from the question, what is judged, and the right answer; empty where the mistake cannot be made. */
    interface Attempt {
        Optional<Trial> trial(Question question, Evaluation yours, Evaluation right);
    }

    static Suspect formula(String name, String page, Textbook book) {
        return new Suspect(
                name,
                page,
                (question, yours, right) -> Optional.of(new Trial(question, yours, book.evaluate(question))));
    }

    /** Another loss on the same batch. */
    static Suspect loss(String name, String page, Loss other) {
        return new Suspect(name, page, (question, yours, right) -> {
            Question changed = question.with(other);
            return Optional.of(new Trial(changed, yours, changed.answer()));
        });
    }
}
