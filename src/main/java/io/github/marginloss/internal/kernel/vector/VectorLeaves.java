package io.github.marginloss.internal.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the products: c += a·b for a few rows of c and two vectors of its columns. All sums stay in
 * registers while k runs, so c is read and written once.
 *
 * <p>Each is a single loop without a branch. Only in this form does JDK 17 keep vectors in registers: an inner loop or
 * a condition turns them into objects. Rows of b and c begin 16 entries apart. In the array a, the entries that are
 * used together are neighbours, one for each row.
 */
final class VectorLeaves {

    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private VectorLeaves() {}

    /** Computes eight rows of c, with a[row][k] at a[at + 8 k + row]: for 32 registers. */
    static void eight(double[] a, int at, int depth, double[] b, int bt, double[] c, int ct) {
        DoubleVector s0 = DoubleVector.fromArray(SPECIES, c, ct);
        DoubleVector t0 = DoubleVector.fromArray(SPECIES, c, ct + LANES);
        DoubleVector s1 = DoubleVector.fromArray(SPECIES, c, ct + 16);
        DoubleVector t1 = DoubleVector.fromArray(SPECIES, c, ct + 16 + LANES);
        DoubleVector s2 = DoubleVector.fromArray(SPECIES, c, ct + 32);
        DoubleVector t2 = DoubleVector.fromArray(SPECIES, c, ct + 32 + LANES);
        DoubleVector s3 = DoubleVector.fromArray(SPECIES, c, ct + 48);
        DoubleVector t3 = DoubleVector.fromArray(SPECIES, c, ct + 48 + LANES);
        DoubleVector s4 = DoubleVector.fromArray(SPECIES, c, ct + 64);
        DoubleVector t4 = DoubleVector.fromArray(SPECIES, c, ct + 64 + LANES);
        DoubleVector s5 = DoubleVector.fromArray(SPECIES, c, ct + 80);
        DoubleVector t5 = DoubleVector.fromArray(SPECIES, c, ct + 80 + LANES);
        DoubleVector s6 = DoubleVector.fromArray(SPECIES, c, ct + 96);
        DoubleVector t6 = DoubleVector.fromArray(SPECIES, c, ct + 96 + LANES);
        DoubleVector s7 = DoubleVector.fromArray(SPECIES, c, ct + 112);
        DoubleVector t7 = DoubleVector.fromArray(SPECIES, c, ct + 112 + LANES);
        for (int k = 0; k < depth; k++) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b, bt + k * 16);
            DoubleVector y = DoubleVector.fromArray(SPECIES, b, bt + k * 16 + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[at + k * 8]);
            s0 = a0.fma(x, s0);
            t0 = a0.fma(y, t0);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[at + k * 8 + 1]);
            s1 = a1.fma(x, s1);
            t1 = a1.fma(y, t1);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[at + k * 8 + 2]);
            s2 = a2.fma(x, s2);
            t2 = a2.fma(y, t2);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[at + k * 8 + 3]);
            s3 = a3.fma(x, s3);
            t3 = a3.fma(y, t3);
            DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[at + k * 8 + 4]);
            s4 = a4.fma(x, s4);
            t4 = a4.fma(y, t4);
            DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[at + k * 8 + 5]);
            s5 = a5.fma(x, s5);
            t5 = a5.fma(y, t5);
            DoubleVector a6 = DoubleVector.broadcast(SPECIES, a[at + k * 8 + 6]);
            s6 = a6.fma(x, s6);
            t6 = a6.fma(y, t6);
            DoubleVector a7 = DoubleVector.broadcast(SPECIES, a[at + k * 8 + 7]);
            s7 = a7.fma(x, s7);
            t7 = a7.fma(y, t7);
        }
        s0.intoArray(c, ct);
        t0.intoArray(c, ct + LANES);
        s1.intoArray(c, ct + 16);
        t1.intoArray(c, ct + 16 + LANES);
        s2.intoArray(c, ct + 32);
        t2.intoArray(c, ct + 32 + LANES);
        s3.intoArray(c, ct + 48);
        t3.intoArray(c, ct + 48 + LANES);
        s4.intoArray(c, ct + 64);
        t4.intoArray(c, ct + 64 + LANES);
        s5.intoArray(c, ct + 80);
        t5.intoArray(c, ct + 80 + LANES);
        s6.intoArray(c, ct + 96);
        t6.intoArray(c, ct + 96 + LANES);
        s7.intoArray(c, ct + 112);
        t7.intoArray(c, ct + 112 + LANES);
    }

    /** Computes four rows of c, with a[row][k] at a[at + 4 k + row]: for 16 registers. */
    static void four(double[] a, int at, int depth, double[] b, int bt, double[] c, int ct) {
        DoubleVector s0 = DoubleVector.fromArray(SPECIES, c, ct);
        DoubleVector t0 = DoubleVector.fromArray(SPECIES, c, ct + LANES);
        DoubleVector s1 = DoubleVector.fromArray(SPECIES, c, ct + 16);
        DoubleVector t1 = DoubleVector.fromArray(SPECIES, c, ct + 16 + LANES);
        DoubleVector s2 = DoubleVector.fromArray(SPECIES, c, ct + 32);
        DoubleVector t2 = DoubleVector.fromArray(SPECIES, c, ct + 32 + LANES);
        DoubleVector s3 = DoubleVector.fromArray(SPECIES, c, ct + 48);
        DoubleVector t3 = DoubleVector.fromArray(SPECIES, c, ct + 48 + LANES);
        for (int k = 0; k < depth; k++) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b, bt + k * 16);
            DoubleVector y = DoubleVector.fromArray(SPECIES, b, bt + k * 16 + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[at + k * 4]);
            s0 = a0.fma(x, s0);
            t0 = a0.fma(y, t0);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[at + k * 4 + 1]);
            s1 = a1.fma(x, s1);
            t1 = a1.fma(y, t1);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[at + k * 4 + 2]);
            s2 = a2.fma(x, s2);
            t2 = a2.fma(y, t2);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[at + k * 4 + 3]);
            s3 = a3.fma(x, s3);
            t3 = a3.fma(y, t3);
        }
        s0.intoArray(c, ct);
        t0.intoArray(c, ct + LANES);
        s1.intoArray(c, ct + 16);
        t1.intoArray(c, ct + 16 + LANES);
        s2.intoArray(c, ct + 32);
        t2.intoArray(c, ct + 32 + LANES);
        s3.intoArray(c, ct + 48);
        t3.intoArray(c, ct + 48 + LANES);
    }
}
