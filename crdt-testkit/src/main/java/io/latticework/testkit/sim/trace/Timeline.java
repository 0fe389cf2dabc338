package io.latticework.testkit.sim.trace;

import java.util.List;
import java.util.Locale;

/** What happened, a line for each event. */
public final class Timeline {
    private Timeline() {}

    /** Returns the last so many events as text; what became of a frame stands where it was sent or arrived. */
    public static String of(List<TraceEvent> events, int most) {
        List<TraceEvent> shown = events.subList(Math.max(0, events.size() - most), events.size());
        StringBuilder text = new StringBuilder();
        if (shown.size() < events.size()) {
            text.append("... ")
                    .append(events.size() - shown.size())
                    .append(" events before")
                    .append('\n');
        }
        shown.forEach(event -> text.append(line(event)).append('\n'));
        return text.toString();
    }

    private static String line(TraceEvent event) {
        String time = String.format(Locale.ROOT, "%12.6f s  ", event.nanos() / 1e9);
        String what = event.kind().name().toLowerCase(Locale.ROOT);
        String frame = event.node() + " -> " + event.peer() + " #" + event.number();
        return time
                + switch (event.kind()) {
                    case SENT, DOUBLED, LOST ->
                        frame + " " + what + (event.text().isEmpty() ? "" : ": " + event.text());
                    case RECEIVED -> event.peer() + " -> " + event.node() + " #" + event.number() + " received";
                    case STATE -> event.node() + " state " + brief(event.number());
                    case PHASE -> "--- " + event.text();
                    case WRITE, UP, DOWN, FAULT, VIOLATION -> event.node() + " " + what + " " + event.text();
                };
    }

    /** Returns the first digits of a digest. */
    static String brief(long digest) {
        return String.format(Locale.ROOT, "%016x", digest).substring(0, 6);
    }
}
