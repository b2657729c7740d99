package io.github.marginloss.spark;

import org.apache.spark.api.java.JavaRDD;

/** Whom a head learns to tell apart: samples to train with, to test with, and to make class weights of. */
interface Identities extends Batches {

    int classes();

    int dimension();

    /** {@return samples of all classes from one on} */
    JavaRDD<Sample> samples(int from);

    /** {@return the number of batches of tests; 0 if there are none} */
    long tests();

    /** {@return a batch of samples that no step has seen} */
    Batch test(long number);
}
