package io.github.marginloss.demo.network;

/** Numbers that an optimiser moves. It computes in double, in whichever type they are stored. */
public interface Learned {

    /** The number of these numbers. */
    int length();

    /** One of them. */
    double get(int k);

    /** Stores one of them, rounded to its type. */
    void set(int k, double value);

    /** The derivative of the loss with respect to one of them. */
    double gradient(int k);

    /** Whether weight decay applies to them: to matrices, but not to biases and slopes. */
    boolean decays();
}
