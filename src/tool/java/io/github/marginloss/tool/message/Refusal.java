package io.github.marginloss.tool.message;

/** Why the tool does not answer: one sentence for its user, with what was found and what was expected. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Refuses.
     *
     * @param sentence what was found, and what was expected
     */
    public Refusal(String sentence) {
        super(sentence);
    }

    /**
     * Refuses because of what something else has said.
     *
     * @param sentence what was found, and what was expected
     * @param cause what was thrown
     */
    public Refusal(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
