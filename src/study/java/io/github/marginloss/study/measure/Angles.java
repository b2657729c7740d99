package io.github.marginloss.study.measure;

import io.github.marginloss.core.DD;

/** Cosine and sine of the angle of two rows, the sine to a few digits at any angle; 0 and 1 if a row is zero. */
record Angles(double cos, double sin) {

    static Angles of(double[] x, double[] w) {
        double xx = dot(x, x);
        double ww = dot(w, w);
        if (xx == 0 || ww == 0) {
            return new Angles(0, 1);
        }
        int k = 0;
        for (int j = 1; j < x.length; j++) {
            k = Math.abs(x[j]) > Math.abs(x[k]) ? j : k;
        }
        double[] across = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            double product = x[j] * w[k];
            across[j] = Math.fma(x[k], w[j], -product) + Math.fma(-x[j], w[k], product);
        }
        double along = dot(across, x) / xx;
        for (int j = 0; j < x.length; j++) {
            across[j] -= along * x[j];
        }
        double sin = Math.sqrt(dot(across, across)) / (Math.abs(x[k]) * Math.sqrt(ww));
        // exactly 0 if the rows are parallel
        double dot = DD.dot(x, 0, w, 0, x.length).toDouble();
        double cos = Math.max(-1, Math.min(1, dot / Math.sqrt(xx * ww)));
        return new Angles(cos, Math.min(1, sin));
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum = Math.fma(a[j], b[j], sum);
        }
        return sum;
    }
}
