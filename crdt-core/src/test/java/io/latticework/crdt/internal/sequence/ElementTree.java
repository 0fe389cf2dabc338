package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reference: a sequence as a plain set of elements, each with its parent and side, ordered by walking the tree that
 * they make. Slow, and nothing is implied, indexed or shared.
 */
final class ElementTree {
    /** Who and when: ordered by counter, then by name. */
    record Id(long counter, String writer) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            return Comparator.comparingLong(Id::counter)
                    .thenComparing(Id::writer)
                    .compare(this, other);
        }
    }

    private record Element(Id id, @Nullable Id parent, boolean left, char unit, boolean dead) {}

    private final Map<Id, Element> elements = new TreeMap<>();

    ElementTree copy() {
        ElementTree copy = new ElementTree();
        copy.elements.putAll(elements);
        return copy;
    }

    void insert(String writer, int index, String text) {
        for (int i = 0; i < text.length(); i++) {
            insert(writer, index + i, text.charAt(i));
        }
    }

    private void insert(String writer, int index, char unit) {
        List<Element> alive = alive();
        Element before = index == 0 ? null : alive.get(index - 1);
        Element after = index == alive.size() ? null : alive.get(index);
        long most = elements.keySet().stream().mapToLong(Id::counter).max().orElse(0);
        boolean left = after != null && isRightBelow(after, before == null ? null : before.id());
        Id id = new Id(most + 1, writer);
        Id parent = left ? after.id() : before == null ? null : before.id();
        elements.put(id, new Element(id, parent, left, unit, false));
    }

    /** Tells whether an element is a right child of another, or below one. */
    private boolean isRightBelow(Element element, @Nullable Id ancestor) {
        Element climb = element;
        while (true) {
            boolean here = ancestor == null ? climb.parent() == null : ancestor.equals(climb.parent());
            if (here) {
                return !climb.left();
            }
            if (climb.parent() == null) {
                return false;
            }
            climb = elements.get(climb.parent());
        }
    }

    void delete(int from, int to) {
        for (Element element : alive().subList(from, to)) {
            elements.put(
                    element.id(), new Element(element.id(), element.parent(), element.left(), element.unit(), true));
        }
    }

    void join(ElementTree other) {
        for (Element element : other.elements.values()) {
            elements.merge(element.id(), element, (mine, theirs) -> mine.dead() ? mine : theirs);
        }
    }

    boolean sameAs(ElementTree other) {
        return elements.equals(other.elements);
    }

    private List<Element> alive() {
        List<Element> order = new ArrayList<>();
        Map<Id, List<Element>> children = new TreeMap<>();
        List<Element> top = new ArrayList<>();
        for (Element element : elements.values()) {
            if (element.parent() == null) {
                top.add(element);
            } else {
                children.computeIfAbsent(element.parent(), id -> new ArrayList<>())
                        .add(element);
            }
        }
        for (int i = top.size() - 1; i >= 0; i--) {
            walk(top.get(i), children, order);
        }
        return order.stream().filter(element -> !element.dead()).toList();
    }

    private static void walk(Element element, Map<Id, List<Element>> children, List<Element> order) {
        List<Element> kids = children.getOrDefault(element.id(), List.of());
        kids.stream().filter(Element::left).forEach(kid -> walk(kid, children, order));
        order.add(element);
        for (int i = kids.size() - 1; i >= 0; i--) {
            if (!kids.get(i).left()) {
                walk(kids.get(i), children, order);
            }
        }
    }

    int length() {
        return alive().size();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        alive().forEach(element -> text.append(element.unit()));
        return text.toString();
    }
}
