package io.github.marginloss.architecture.circles.forbidden;

/** Two plain classes. */
final class Chicken {

    Egg lay() {
        return new Egg();
    }
}

final class Egg {

    /** A nested class counts as its outermost one. */
    static final class Shell {
        Chicken[] inside;
    }
}
