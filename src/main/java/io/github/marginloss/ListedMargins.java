package io.github.marginloss;

import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.ExactMargin;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.internal.Check;
import java.util.Arrays;
import java.util.Objects;

/** One margin for each sample of a batch, or for each class. */
final class ListedMargins implements MarginRule {

    private static final long serialVersionUID = 1;

    private final boolean byClass;
    private final boolean angular;
    private final double[] m;
    private final ExactMargin[] margins;

    ListedMargins(boolean byClass, boolean angular, double... m) {
        this.byClass = byClass;
        this.angular = angular;
        this.m = checked("m", angular, m);
        margins = new ExactMargin[m.length];
        for (int k = 0; k < margins.length; k++) {
            margins[k] = angular ? new AdditiveAngle(m[k]) : new AdditiveCosine(m[k]);
        }
    }

    /** {@return a copy of margins that are all in range} */
    static double[] checked(String name, boolean angular, double... m) {
        double[] copy = Objects.requireNonNull(m, name).clone();
        for (int k = 0; k < copy.length; k++) {
            Check.margin(name + "[" + k + "]", copy[k], angular);
        }
        return copy;
    }

    @Override
    public Margin margin(int sample, int label, double norm) {
        return margins[byClass ? label : sample];
    }

    @Override
    public void check(int samples, int classes) {
        int count = byClass ? classes : samples;
        if (m.length != count) {
            throw new IllegalArgumentException(m.length
                    + (byClass ? " class margins for " : " sample margins for ")
                    + count
                    + (byClass
                            ? " classes: one margin per class expected"
                            : " samples: one margin per sample expected"));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListedMargins that
                && byClass == that.byClass
                && angular == that.angular
                && Arrays.equals(m, that.m);
    }

    @Override
    public int hashCode() {
        return Objects.hash(byClass, angular, Arrays.hashCode(m));
    }

    @Override
    public String toString() {
        return (byClass ? "ClassMargins" : "SampleMargins") + (angular ? ".angular" : ".cosine") + Arrays.toString(m);
    }
}
