package io.github.marginloss.peers;

import io.github.marginloss.bench.Contender;
import io.github.marginloss.bench.Problem;
import java.util.List;

/** DJL with PyTorch's native library, in two formulations. */
public final class DjlProvider implements Contender.Provider {

    @Override
    public List<Contender> contenders(Problem problem, int threads) {
        return List.of(new Autograd(problem, threads), new ByHand(problem, threads));
    }
}
