package io.github.marginloss.architecture.circles.allowed;

/** A sealed type and its faces. */
abstract sealed class Shape permits Circle, Square {

    static Shape of(double radius, double side) {
        return radius > 0 ? new Circle(radius) : new Square(side);
    }
}

final class Circle extends Shape {

    final double radius;

    Circle(double radius) {
        this.radius = radius;
    }
}

final class Square extends Shape {

    final double side;

    Square(double side) {
        this.side = side;
    }
}
