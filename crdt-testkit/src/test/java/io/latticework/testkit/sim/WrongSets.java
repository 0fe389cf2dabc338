package io.latticework.testkit.sim;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.sync.Replica;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/** Sets, maps and sequences with the bugs of others' libraries. */
final class WrongSets {
    /** The table that forgets what was removed. */
    static final Toy.Kind<Table> FORGETFUL =
            new Toy.Kind<>("forgetful", Table.EMPTY, ValueCodec.json(Table.class), Table::merge);

    private WrongSets() {}

    /** Elements with the dots of their adds, and the greatest dot seen of each replica. */
    record Dotted(Map<String, Set<String>> alive, Map<String, Integer> seen) {
        static final Dotted EMPTY = new Dotted(Map.of(), Map.of());

        Dotted {
            alive = new TreeMap<>(alive);
            seen = new TreeMap<>(seen);
        }

        Dotted change(Author by, int choice) {
            Dotted next = new Dotted(alive, seen);
            String element = "e" + choice % 4;
            if (choice % 3 == 0) {
                next.alive.remove(element);
            } else {
                String name = by.replica().toString();
                int dot = next.seen.merge(name, 1, Integer::sum);
                next.alive.put(element, new TreeSet<>(Set.of(name + "/" + dot)));
            }
            return next;
        }

        private boolean hasSeen(String dot) {
            int slash = dot.lastIndexOf('/');
            return seen.getOrDefault(dot.substring(0, slash), 0) >= Integer.parseInt(dot.substring(slash + 1));
        }

        private long size() {
            return seen.values().stream().mapToLong(each -> each).sum();
        }

        Dotted merge(Dotted other, boolean comparesWithItself) {
            Dotted merged = new Dotted(Map.of(), seen);
            Set<String> elements = new TreeSet<>(alive.keySet());
            elements.addAll(other.alive.keySet());
            for (String element : elements) {
                Set<String> mine = alive.getOrDefault(element, Set.of());
                Set<String> theirs = other.alive.getOrDefault(element, Set.of());
                Set<String> common = comparesWithItself ? mine : theirs;
                Set<String> dots = new TreeSet<>();
                mine.stream()
                        .filter(dot -> common.contains(dot) || !other.hasSeen(dot))
                        .forEach(dots::add);
                theirs.stream().filter(dot -> !hasSeen(dot)).forEach(dots::add);
                if (!dots.isEmpty()) {
                    merged.alive.put(element, dots);
                }
            }
            other.seen.forEach((name, dot) -> merged.seen.merge(name, dot, Math::max));
            return merged;
        }
    }

    private static Workload dotted(String name, BinaryOperator<Dotted> merge) {
        return Toys.changing(
                new Toy.Kind<>(name, Dotted.EMPTY, ValueCodec.json(Dotted.class), merge),
                (by, value, choice, number) -> value.change(by, choice));
    }

    /** The set as it should be. */
    static Workload right() {
        return dotted("right", (mine, theirs) -> mine.merge(theirs, false));
    }

    /** Whoever has seen more is taken to dominate, and its side is taken whole. */
    static Workload dominating() {
        return dotted("dominating", (mine, theirs) -> theirs.size() > mine.size() ? theirs : mine);
    }

    /** The common dots are those that one side has in common with itself. */
    static Workload comparingWithItself() {
        return dotted("itself", (mine, theirs) -> mine.merge(theirs, true));
    }

    /** Elements in some order. */
    record Names(List<String> list) {
        Names merge(Names other) {
            Set<String> all = new LinkedHashSet<>(list);
            all.addAll(other.list);
            return new Names(new ArrayList<>(all));
        }
    }

    /** Elements are encoded in the order in which they came. */
    static Workload inOrderOfInsertion() {
        return Toys.changing(
                new Toy.Kind<>("insertion", new Names(List.of()), ValueCodec.json(Names.class), Names::merge),
                (by, value, choice, number) -> value.merge(new Names(List.of("e" + choice % 8))));
    }

    /** Values by key; where both sides have a key, each keeps its own. */
    record Table(Map<String, String> of) {
        static final Table EMPTY = new Table(Map.of());

        Table {
            of = new TreeMap<>(of);
        }

        Table with(String key, String value) {
            Table next = new Table(of);
            next.of.putIfAbsent(key, value);
            return next;
        }

        Table without(String key) {
            Table next = new Table(of);
            next.of.remove(key);
            return next;
        }

        Table merge(Table other) {
            Table both = new Table(other.of);
            both.of.putAll(of);
            return both;
        }

        /** Tells whether nothing is there that was removed. */
        boolean isClean() {
            return of.keySet().stream().noneMatch(key -> of.containsKey("removed " + key));
        }
    }

    /** A deletion leaves nothing, so that whoever still has the element brings it back. */
    static Workload forgetful() {
        return Toys.changing(
                FORGETFUL,
                (by, value, choice, number) -> choice % 2 == 0 && !value.of.isEmpty()
                        ? value.without("e" + choice % 5).with("removed e" + choice % 5, "")
                        : value.of.containsKey("removed e" + choice % 5) ? value : value.with("e" + choice % 5, ""));
    }

    static boolean isClean(Replica replica) {
        return Toys.state(replica, FORGETFUL.type).value().isClean();
    }

    /** Values keep something of the replica that made them. */
    static Workload withLocalIds() {
        return Toys.changing(
                new Toy.Kind<>("local", Table.EMPTY, ValueCodec.json(Table.class), Table::merge),
                (by, value, choice, number) ->
                        value.with("key " + choice % 5, by.replica().toString()));
    }

    /** Tombstones are collected though others still insert beside them: what they insert lands elsewhere. */
    static Workload collectingEarly() {
        return Toys.changing(
                new Toy.Kind<>("sequence", Table.EMPTY, ValueCodec.json(Table.class), Table::merge),
                (by, value, choice, number) -> edit(value, choice, "id" + number));
    }

    /** A sequence is a table of which element each element follows; a deleted one is marked, or collected. */
    private static Table edit(Table sequence, int choice, String id) {
        List<String> elements = new ArrayList<>(sequence.of.keySet());
        String chosen = elements.isEmpty() ? "" : elements.get(choice % elements.size());
        if (choice % 4 > 0 || chosen.isEmpty()) {
            return sequence.with(id, chosen);
        }
        Table collected = sequence.without(chosen);
        String before = sequence.of.getOrDefault(chosen, "");
        collected.of.replaceAll((element, follows) -> follows.equals(chosen) ? before : follows);
        return collected;
    }

    /** Removing a key only hides it, and what was inside is there again when the key is. */
    static Workload hidingKeys() {
        return Toys.of((replica, choice, number) -> {
            boolean shown = replica.flag("shown").isEnabled();
            if (shown && choice % 3 == 0) {
                replica.flag("shown").disable();
                return;
            }
            replica.flag("shown").enable();
            replica.pnCounter("field").increment(1);
            Toys.require(
                    shown || replica.pnCounter("field").value() == 1, "a key that comes again starts with nothing");
        });
    }
}
