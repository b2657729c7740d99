package io.github.marginloss.demo.network;

/** Numbers that an optimiser moves. It computes in double, whatever they are stored as. */
public interface Learned {

    /** How many numbers there are. */
    int length();

    /** One of them. */
    double get(int k);

    /** Stores one of them, rounded to what it is stored as. */
    void set(int k, double value);

    /** The derivative of the loss by one of them. */
    double gradient(int k);

    /** Whether weight decay draws them to 0: matrices do, biases and slopes do not. */
    boolean decays();
}
