package io.latticework.crdt.codec;

/** Puts white space into valid JSON text; what is in quotes stays as it is. */
final class PrettyJson {
    private final StringBuilder out;
    private int level;

    PrettyJson(String json) {
        out = new StringBuilder(json.length() * 2);
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                out.append(c);
                if (c == '\\' && i + 1 < json.length()) {
                    out.append(json.charAt(++i));
                }
                quoted = c != '"';
            } else if (!Character.isWhitespace(c)) {
                quoted = c == '"';
                append(c);
            }
        }
    }

    private void append(char c) {
        switch (c) {
            case '{', '[' -> {
                out.append(c);
                level++;
                newLine();
            }
            case '}', ']' -> {
                level--;
                close(c);
            }
            case ',' -> {
                out.append(c);
                newLine();
            }
            case ':' -> out.append(": ");
            default -> out.append(c);
        }
    }

    private void close(char c) {
        int end = out.length();
        while (end > 0 && Character.isWhitespace(out.charAt(end - 1))) {
            end--;
        }
        boolean isEmpty = end > 0 && "{[".indexOf(out.charAt(end - 1)) >= 0;
        if (isEmpty) {
            out.setLength(end);
        } else {
            newLine();
        }
        out.append(c);
    }

    private void newLine() {
        out.append('\n').append("  ".repeat(Math.max(0, level)));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
