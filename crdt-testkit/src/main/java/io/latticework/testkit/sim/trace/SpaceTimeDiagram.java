package io.latticework.testkit.sim.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Draws what happened as a page that needs nothing else: a line downwards for each node, a row for each event, an arrow for
 * each frame (dashed if it was lost, double if it came twice), a grey bar while a node is down, a dot in the colour of its
 * digest for each new state, and in red the check that failed. After Lamport, Time, Clocks, and the Ordering of Events in a
 * Distributed System (CACM 1978).
 */
public final class SpaceTimeDiagram {
    private static final int MOST_ROWS = 1500;
    private static final int ROW = 18;
    private static final int TOP = 40;
    private static final int LEFT = 110;
    private static final int LANE = 170;

    private final List<TraceEvent> events;
    private final List<String> nodes;
    private final Map<Long, Integer> rowOfFrame = new HashMap<>();
    private final Map<String, Integer> downSince = new HashMap<>();
    private final StringBuilder svg = new StringBuilder();

    private SpaceTimeDiagram(List<TraceEvent> events) {
        this.events = events.subList(Math.max(0, events.size() - MOST_ROWS), events.size());
        Set<String> names = new TreeSet<>();
        events.stream().map(TraceEvent::node).filter(name -> !name.isEmpty()).forEach(names::add);
        this.nodes = new ArrayList<>(names);
    }

    /**
     * Returns an HTML page.
     *
     * @param title what failed
     * @param plan the line to replay it
     */
    public static String of(String title, String plan, List<TraceEvent> events) {
        return new SpaceTimeDiagram(events).page(title, plan);
    }

    private String page(String title, String plan) {
        int height = TOP + ROW * (events.size() + 1);
        int width = LEFT + LANE * nodes.size() + 420;
        nodes.forEach(node -> {
            line(x(node), TOP - 10, x(node), height, "node");
            text(x(node) - 8, TOP - 16, "name", node);
        });
        for (int row = 0; row < events.size(); row++) {
            draw(events.get(row), row);
        }
        downSince.forEach((node, row) -> bar(node, row, events.size()));
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title><style>
                body{font:13px sans-serif;margin:1em} pre{white-space:pre-wrap;word-break:break-all}
                text{font:11px monospace} .name{font-weight:bold} .node{stroke:#999} .down{fill:#ddd}
                .frame{stroke:#47a;stroke-width:1} .twice{stroke:#47a;stroke-width:3} .lost{stroke:#c80;stroke-dasharray:4 3}
                .phase{stroke:#080;stroke-dasharray:2 2} .red{fill:#c00;font-weight:bold} .fault{fill:#a40} .write{fill:#063}
                </style></head><body><h1>%s</h1><pre>%s</pre>
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d">
                <defs><marker id="a" markerWidth="7" markerHeight="7" refX="6" refY="3" orient="auto"><path d="M0,0L6,3L0,6z" fill="#47a"/></marker></defs>
                %s</svg></body></html>
                """.formatted(escaped(title), escaped(title), escaped(plan), width, height, svg);
    }

    private int x(String node) {
        return LEFT + LANE / 2 + LANE * Math.max(0, nodes.indexOf(node));
    }

    private static int y(int row) {
        return TOP + ROW * row;
    }

    private void draw(TraceEvent event, int row) {
        text(2, y(row) + 4, "time", String.format(Locale.ROOT, "%.4f s", event.nanos() / 1e9));
        switch (event.kind()) {
            case SENT -> sent(event, row);
            case LOST -> lost(event, row);
            case DOUBLED, RECEIVED -> arrow(event, row);
            case STATE -> state(event, row);
            case UP -> up(event, row);
            case DOWN -> {
                downSince.put(event.node(), row);
                text(x(event.node()) + 6, y(row) + 4, "fault", "down");
            }
            case WRITE -> text(x(event.node()) + 6, y(row) + 4, "write", event.text());
            case FAULT -> text(x(event.node()) + 6, y(row) + 4, "fault", event.text());
            case PHASE -> {
                line(LEFT, y(row), LEFT + LANE * nodes.size(), y(row), "phase");
                text(LEFT, y(row) - 3, "phase", event.text());
            }
            case VIOLATION -> text(LEFT, y(row) + 4, "red", event.text());
        }
    }

    private void sent(TraceEvent event, int row) {
        rowOfFrame.put(event.number(), row);
        text(x(event.node()) + 6, y(row) + 4, "frame-text", "#" + event.number() + " " + event.text());
    }

    private void lost(TraceEvent event, int row) {
        int from = rowOfFrame.getOrDefault(event.number(), row);
        int half = (x(event.node()) + x(event.peer())) / 2;
        line(x(event.node()), y(from), half, y(from) + ROW, "lost");
        text(half, y(from) + ROW, "fault", "\u2715");
    }

    /** An arrow to where a frame arrives; where it is doubled nothing is drawn yet. */
    private void arrow(TraceEvent event, int row) {
        Integer from = rowOfFrame.get(event.number());
        if (event.kind() == TraceEvent.Kind.RECEIVED && from != null) {
            boolean twice = events.subList(from, row).stream()
                    .anyMatch(other -> other.number() == event.number() && other.kind() == TraceEvent.Kind.DOUBLED);
            line(x(event.peer()), y(from), x(event.node()), y(row), twice ? "twice" : "frame");
        }
    }

    private void state(TraceEvent event, int row) {
        String colour = String.format(Locale.ROOT, "hsl(%d,70%%,45%%)", Math.floorMod(event.number(), 360L));
        svg.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"><title>%s</title></circle>%n",
                x(event.node()),
                y(row),
                colour,
                Timeline.brief(event.number())));
        text(x(event.node()) + 8, y(row) + 4, "state", Timeline.brief(event.number()));
    }

    private void up(TraceEvent event, int row) {
        Integer since = downSince.remove(event.node());
        if (since != null) {
            bar(event.node(), since, row);
        }
        text(x(event.node()) + 6, y(row) + 4, "fault", "up");
    }

    private void bar(String node, int from, int to) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"down\" x=\"%d\" y=\"%d\" width=\"8\" height=\"%d\"/>%n",
                x(node) - 4,
                y(from),
                y(to) - y(from)));
    }

    // checkstyle:off ParameterNumber because a line has two ends
    private void line(int fromX, int fromY, int toX, int toY, String style) {
        String arrow = style.equals("frame") || style.equals("twice") ? " marker-end=\"url(#a)\"" : "";
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"%s/>%n",
                style,
                fromX,
                fromY,
                toX,
                toY,
                arrow));
    }
    // checkstyle:on ParameterNumber

    private void text(int x, int y, String style, String content) {
        svg.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", style, x, y, escaped(content)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
