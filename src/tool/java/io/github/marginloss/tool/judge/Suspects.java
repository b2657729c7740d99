package io.github.marginloss.tool.judge;

import io.github.marginloss.Loss;
import java.util.ArrayList;
import java.util.List;

/** All mistakes that the tool looks for. */
final class Suspects {

    private Suspects() {}

    static List<Suspect> of(Loss loss) {
        List<Suspect> all = new ArrayList<>(GradientSuspects.all());
        all.addAll(ProjectionSuspects.all());
        all.addAll(SlopeSuspects.all());
        all.addAll(CenterSuspects.all());
        all.addAll(MarginSuspects.of(loss));
        all.addAll(EntropySuspects.all());
        all.addAll(SmoothingSuspects.of(loss));
        all.addAll(ProbabilitySuspects.all());
        all.addAll(GuardSuspects.all());
        return all;
    }
}
