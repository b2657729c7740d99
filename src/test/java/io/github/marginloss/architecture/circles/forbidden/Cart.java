package io.github.marginloss.architecture.circles.forbidden;

/** An interface alone is not a reason: it is not the horse that implements this one. */
interface Cart {

    void pulledBy(Horse horse);
}

final class Horse {

    void before(Cart cart) {
        cart.pulledBy(this);
    }
}

final class Wagon implements Cart {

    @Override
    public void pulledBy(Horse horse) {}
}
