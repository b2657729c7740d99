package io.github.marginloss.study;

final class Proof {
    private Proof() {}

    static String report(long outputs) {
        return "";
    }
}
