package io.github.marginloss.tool.message;

/**
 * Thrown if the tool cannot answer. The message is one sentence for the user: what was found, and what was expected.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates a refusal.
     *
     * @param sentence what was found, and what was expected
     */
    public Refusal(String sentence) {
        super(sentence);
    }

    /**
     * Creates a refusal with a cause.
     *
     * @param sentence what was found, and what was expected
     * @param cause the exception that caused it
     */
    public Refusal(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
