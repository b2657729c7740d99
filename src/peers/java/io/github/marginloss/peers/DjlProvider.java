package io.github.marginloss.peers;

import ai.djl.ndarray.types.DataType;
import io.github.marginloss.bench.Contender;
import java.util.LinkedHashMap;
import java.util.Map;

/** DJL with PyTorch's native library, in two formulations, each on doubles and on floats. */
public final class DjlProvider implements Contender.Provider {

    @Override
    public Map<String, Contender.Factory> doubles() {
        return factories(DataType.FLOAT64);
    }

    @Override
    public Map<String, Contender.Factory> floats() {
        return factories(DataType.FLOAT32);
    }

    private static Map<String, Contender.Factory> factories(DataType type) {
        Map<String, Contender.Factory> factories = new LinkedHashMap<>();
        factories.put(Autograd.name(type), (problem, threads) -> new Autograd(problem, threads, type));
        factories.put(ByHand.name(type), (problem, threads) -> new ByHand(problem, threads, type));
        return factories;
    }
}
