package io.latticework.examples.notes;

import io.latticework.crdt.RGAText;
import io.latticework.crdt.TextEdit;
import io.latticework.sync.Change;
import io.latticework.sync.PeerStatus;
import io.latticework.sync.RGATextRef;
import io.latticework.sync.Replica;
import io.latticework.sync.Subscription;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** A conversation at one terminal about one text: lines in, and what others do out. */
final class Notes {
    private static final List<String> HELP = List.of(
            "a line             is added at the end; :: begins one that starts with a colon",
            ":show              shows all lines",
            ":insert N a line   puts a line before line N",
            ":change N a line   makes another of line N, touching only what differs",
            ":delete N [M]      removes line N, or the lines from N to M",
            ":who               tells who is there",
            ":quit              ends, as does the end of the input");

    private final Replica replica;
    private final RGATextRef text;
    private final PrintWriter out;
    private final Screen screen = new Screen();
    private RGAText shown;

    Notes(Replica replica, String key, PrintWriter out) {
        this.replica = replica;
        this.text = replica.text(key);
        this.out = out;
        this.shown = text.type().empty();
    }

    /** Talks until the input ends. */
    void run(BufferedReader in) throws IOException {
        say(replica.id().name() + " is at " + replica.address() + "; write lines, or :help");
        Subscription subscription = text.onChange(this::hear);
        for (String line = in.readLine(); line != null && !line.strip().equals(":quit"); line = in.readLine()) {
            obey(line);
        }
        subscription.close();
    }

    /** Called by one thread at a time. */
    private void hear(Change<RGAText> change) {
        List<TextEdit> edits = change.value().editsSince(shown);
        shown = change.value();
        List<String> lines = screen.apply(edits);
        if (!change.origin().equals(replica.id().name())) {
            lines.forEach(line -> say("[" + change.origin() + "] " + line));
        }
    }

    private void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    private void obey(String line) {
        try {
            if (line.startsWith(":") && !line.startsWith("::")) {
                command(line.substring(1).strip());
            } else {
                text.edit(editor -> Lines.append(editor, line.startsWith("::") ? line.substring(1) : line));
            }
        } catch (IllegalArgumentException e) {
            say("? " + e.getMessage());
        }
    }

    private void command(String line) {
        String[] words = line.split("\\s+", 3);
        String rest = words.length > 2 ? words[2] : "";
        switch (words[0]) {
            case "show" -> show();
            case "insert" -> {
                int number = number(words, 1);
                text.edit(editor -> Lines.insert(editor, number, rest));
            }
            case "change" -> {
                int number = number(words, 1);
                text.edit(editor -> Lines.change(editor, number, rest));
            }
            case "delete" -> {
                int first = number(words, 1);
                int last = words.length > 2 ? number(words, 2) : first;
                text.edit(editor -> Lines.delete(editor, first, last));
            }
            case "who" ->
                replica.peers()
                        .thenAccept(peers -> peers.forEach(this::show))
                        .toCompletableFuture()
                        .join();
            default -> HELP.forEach(this::say);
        }
    }

    private static int number(String[] words, int place) {
        try {
            return Integer.parseInt(words.length > place ? words[place].strip() : "");
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A line has a number; :show tells them", e);
        }
    }

    private void show() {
        String whole = text.text();
        for (int number = 1; number <= Lines.count(whole); number++) {
            say(Screen.numbered(number, Lines.line(whole, number)));
        }
        say("--- " + Lines.count(whole) + " lines");
    }

    private void show(PeerStatus peer) {
        say(peer.name() + (peer.connected() ? " is here, at " : " is away, was at ") + peer.address());
    }
}
