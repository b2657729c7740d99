package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import java.util.Optional;

/**
 * A known mistake, with the outputs that it would lead to.
 *
 * @param name the kind of mistake, and after a colon what distinguishes it from others of that kind
 * @param page the page with more about it
 * @param attempt tries whether the mistake fits
 */
record Suspect(String name, String page, Attempt attempt) {

    /** The part of the name before the colon. */
    String kind() {
        return name.split(": ", 2)[0];
    }

    /**
     * Two sets of numbers that must agree within the question's bounds if the mistake fits: the judged numbers, perhaps
     * with the mistake undone, and the numbers that are then right.
     */
    record Trial(Question question, Evaluation yours, Evaluation wanted) {}

    /**
     * Makes a trial from the question, the judged numbers and the right answer; empty if the mistake is impossible
     * here.
     */
    interface Attempt {
        Optional<Trial> trial(Question question, Evaluation yours, Evaluation right);
    }

    static Suspect formula(String name, String page, Textbook book) {
        return new Suspect(
                name,
                page,
                (question, yours, right) -> Optional.of(new Trial(question, yours, book.evaluate(question))));
    }

    /** Creates a suspect that is another loss on the same batch. */
    static Suspect loss(String name, String page, Loss other) {
        return new Suspect(name, page, (question, yours, right) -> {
            Question changed = question.with(other);
            return Optional.of(new Trial(changed, yours, changed.answer()));
        });
    }
}
