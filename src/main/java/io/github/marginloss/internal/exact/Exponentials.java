package io.github.marginloss.internal.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sum Σ c e<sup>x</sup> of exponentials far below 1, with exact c ≠ 0 and exact x. Terms with equal exponents are
 * merged, so that cancelling terms disappear.
 *
 * @param terms the terms, largest exponent first, no two exponents equal
 * @param rest a bound ± c e<sup>x</sup> of the sum of all higher powers; null if there are none
 */
record Exponentials(List<Term> terms, Term rest) {

    /** c e<sup>x</sup>. */
    record Term(Enclosure coefficient, Enclosure exponent) {

        Term times(Term y) {
            return new Term(coefficient.times(y.coefficient), exponent.plus(y.exponent));
        }

        Enclosure value() {
            return coefficient.times(exponent.exp());
        }
    }

    static final Exponentials NONE = new Exponentials(List.of(), null);

    static Exponentials of(Enclosure exponent) {
        return new Exponentials(List.of(new Term(exponent.constant(1), exponent)), null);
    }

    boolean isNone() {
        return terms.isEmpty() && rest == null;
    }

    boolean isExact() {
        return terms.stream()
                .allMatch(term -> term.coefficient.isExact() && term.exponent().isExact());
    }

    /** {@return the largest exponent; there must be a term} */
    Enclosure largest() {
        return terms.get(0).exponent;
    }

    /** {@return Σ |c|} */
    Enclosure size() {
        return terms.stream()
                .map(term -> term.coefficient.abs())
                .reduce(Enclosure::plus)
                .orElseThrow();
    }

    Exponentials withRest(Enclosure coefficient, Enclosure exponent) {
        return new Exponentials(terms, new Term(coefficient, exponent));
    }

    Exponentials plus(Exponentials y) {
        if (isNone() || y.isNone()) {
            return isNone() ? y : this;
        }
        List<Term> sum = new ArrayList<>(terms.size() + y.terms.size());
        int k = 0;
        for (Term term : terms) {
            while (k < y.terms.size() && compare(y.terms.get(k), term) > 0) {
                sum.add(y.terms.get(k++));
            }
            boolean equal = k < y.terms.size() && compare(y.terms.get(k), term) == 0;
            Enclosure c = equal ? term.coefficient.plus(y.terms.get(k++).coefficient) : term.coefficient;
            if (!c.isZero()) {
                sum.add(new Term(c, term.exponent));
            }
        }
        sum.addAll(y.terms.subList(k, y.terms.size()));
        return new Exponentials(sum, sum(rest, y.rest));
    }

    private static int compare(Term a, Term b) {
        return a.exponent.minus(b.exponent).signum();
    }

    private static Term sum(Term a, Term b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return new Term(a.coefficient.plus(b.coefficient), compare(a, b) > 0 ? a.exponent : b.exponent);
    }

    /** {@return the product with an exact number that is not 0} */
    Exponentials times(Enclosure factor) {
        Term bound = rest == null ? null : new Term(rest.coefficient.times(factor.abs()), rest.exponent);
        return new Exponentials(
                terms.stream()
                        .map(term -> new Term(term.coefficient.times(factor), term.exponent))
                        .toList(),
                bound);
    }

    /** {@return the product of two without a remainder} */
    Exponentials times(Exponentials y) {
        return y.terms.stream()
                .map(factor -> new Exponentials(
                        terms.stream().map(term -> term.times(factor)).toList(), null))
                .reduce(NONE, Exponentials::plus);
    }

    /**
     * {@return head + Σ c e^x as one enclosure}
     *
     * <p>A remainder larger than the largest term counts as 0, because it consists of higher powers of exponentials
     * whose lower powers all cancel.
     */
    Enclosure over(Enclosure head) {
        boolean cancelled = rest == null
                || terms.isEmpty()
                || rest.exponent.minus(largest()).signum() > 0;
        Enclosure around = Enclosure.around(0, 0, 1, 0, head.precision());
        Stream<Enclosure> bound =
                cancelled ? Stream.empty() : Stream.of(rest.value().times(around));
        return head.plus(
                Stream.concat(terms.stream().map(Term::value), bound).reduce(head.constant(0), Enclosure::plus));
    }
}
