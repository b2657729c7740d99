package io.github.marginloss.architecture.circles.allowed;

/** An interface that makes its own implementation, which is nested in another class. */
interface Order {

    Order UP = new Orders.Up();

    int compare(double a, double b);
}

final class Orders {

    private Orders() {}

    static final class Up implements Order {

        @Override
        public int compare(double a, double b) {
            return Double.compare(a, b);
        }
    }
}
