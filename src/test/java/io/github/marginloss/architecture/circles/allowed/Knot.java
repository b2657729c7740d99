package io.github.marginloss.architecture.circles.allowed;

/** Nested classes may need each other, and the outer one. */
final class Knot {

    static final class Left {
        Right right;
    }

    static final class Right {
        Left left;
        Knot knot;
    }
}
