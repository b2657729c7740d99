package io.github.marginloss.architecture.circles.forbidden;

/** An interface that makes its implementation, but by way of too many others. */
interface Winter {

    default Spring next() {
        return new Spring();
    }
}

final class Spring {

    Summer next() {
        return new Summer();
    }
}

final class Summer {

    Autumn next() {
        return new Autumn();
    }
}

final class Autumn implements Winter {}
