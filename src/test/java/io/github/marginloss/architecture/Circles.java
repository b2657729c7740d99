package io.github.marginloss.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds classes that depend on each other in a circle. A nested class counts as its outermost one. Circles that share a
 * class are one circle, because none of their classes can be understood without all the others.
 */
final class Circles {

    /** An interface, its implementation, and one more class. */
    private static final int MOST = 3;

    /** The classes that each class depends on, among those given. */
    private final Map<String, Set<String>> arrows = new TreeMap<>();

    /** For each interface and each sealed class, the other classes that are subtypes, or have a nested subtype. */
    private final Map<String, Set<String>> subtypes = new TreeMap<>();

    Circles(JavaClasses classes) {
        for (JavaClass type : classes) {
            String name = outermost(type);
            Set<String> targets = arrows.computeIfAbsent(name, key -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().forEach(arrow -> targets.add(outermost(arrow.getTargetClass())));
            type.getAllClassesSelfIsAssignableTo().stream()
                    .filter(face -> face.isInterface() || face.isSealed())
                    .forEach(face -> subtypes.computeIfAbsent(face.getName(), key -> new TreeSet<>())
                            .add(name));
        }
        arrows.values().forEach(targets -> targets.retainAll(arrows.keySet()));
        arrows.forEach((name, targets) -> targets.remove(name));
        subtypes.forEach((name, others) -> others.remove(name));
    }

    private static String outermost(JavaClass type) {
        JavaClass outermost = type.getBaseComponentType();
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getName();
    }

    /** {@return every circle, as A → B → A} */
    List<String> all() {
        return found().stream().map(this::walk).toList();
    }

    /**
     * {@return the circles without a reason, or with too many classes} Reasons are an interface that creates its own
     * implementation, and a sealed type that knows its subtypes.
     */
    List<String> forbidden() {
        return found().stream()
                .filter(circle -> circle.size() > MOST || !hasReason(circle))
                .map(this::walk)
                .toList();
    }

    private boolean hasReason(Set<String> circle) {
        return circle.stream()
                .anyMatch(face -> subtypes.getOrDefault(face, Set.of()).stream().anyMatch(circle::contains));
    }

    /** Two classes are in the same circle if each leads to the other. */
    private Set<Set<String>> found() {
        Map<String, Map<String, List<String>>> paths = new TreeMap<>();
        arrows.keySet().forEach(name -> paths.put(name, shortestPaths(name)));
        return arrows.keySet().stream()
                .filter(name -> paths.get(name).containsKey(name))
                .map(name -> paths.get(name).keySet().stream()
                        .filter(other -> paths.get(other).containsKey(name))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The shortest paths from a class to all others that it leads to, and to itself if it is in a circle. */
    private Map<String, List<String>> shortestPaths(String from) {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        Queue<List<String>> open = new ArrayDeque<>(List.of(List.of(from)));
        while (!open.isEmpty()) {
            List<String> path = open.remove();
            for (String next : arrows.get(path.get(path.size() - 1))) {
                if (!paths.containsKey(next)) {
                    List<String> longer = new ArrayList<>(path);
                    longer.add(next);
                    paths.put(next, longer);
                    open.add(longer);
                }
            }
        }
        return paths;
    }

    /** A walk from the first class through all others and back; it may pass some classes twice. */
    private String walk(Set<String> circle) {
        List<String> walk = new ArrayList<>(List.of(circle.iterator().next()));
        Set<String> missing = new TreeSet<>(circle);
        do {
            missing.removeAll(walk);
            Map<String, List<String>> paths = shortestPaths(walk.get(walk.size() - 1));
            String next = paths.keySet().stream()
                    .filter(missing::contains)
                    .findFirst()
                    .orElse(walk.get(0));
            walk.addAll(paths.get(next).subList(1, paths.get(next).size()));
        } while (!missing.isEmpty());
        return walk.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.joining(" → "));
    }
}
