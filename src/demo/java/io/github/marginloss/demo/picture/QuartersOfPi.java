package io.github.marginloss.demo.picture;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Writes a number as the nearest multiple of π/4: 0, π/4, π/2, 3π/4, π and so on. */
final class QuartersOfPi extends NumberFormat {

    private static final long serialVersionUID = 1;

    @Override
    public StringBuffer format(double angle, StringBuffer out, FieldPosition position) {
        long quarters = Math.round(4 * angle / Math.PI);
        int divisor = quarters % 4 == 0 ? 1 : quarters % 2 == 0 ? 2 : 4;
        long times = quarters * divisor / 4;
        if (quarters == 0) {
            return out.append('0');
        }
        return out.append(times == 1 ? "" : times).append('π').append(divisor == 1 ? "" : "/" + divisor);
    }

    @Override
    public StringBuffer format(long angle, StringBuffer out, FieldPosition position) {
        return format((double) angle, out, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        throw new UnsupportedOperationException();
    }
}
