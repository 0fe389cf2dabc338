package io.latticework.crdt.codec;

/** The pieces of JSON text (RFC 8259) that are the same everywhere in the library. */
public final class Json {
    private static final String HEX = "0123456789abcdef";

    private Json() {}

    /**
     * Returns a text as a JSON string with its quotes. The escapes are those of RFC 8785: only what must be escaped is,
     * by the short form where there is one, and all other Unicode stays as it is. Unpaired surrogates, for which RFC
     * 8785 has no form, become {@code \}{@code udxxx}, so that no text is lost.
     */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Utf8.isUnpaired(text, i)) {
                escape(c, out);
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static void escape(char c, StringBuilder out) {
        out.append('\\');
        switch (c) {
            case '"', '\\' -> out.append(c);
            case '\b' -> out.append('b');
            case '\f' -> out.append('f');
            case '\n' -> out.append('n');
            case '\r' -> out.append('r');
            case '\t' -> out.append('t');
            default -> {
                out.append('u');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(c >> shift & 0xF));
                }
            }
        }
    }

    /**
     * Returns JSON text on several lines, two spaces for each level, with everything in the order that it has. Empty
     * arrays and objects stay on one line.
     *
     * @param json valid JSON text
     */
    public static String pretty(String json) {
        return new PrettyJson(json).toString();
    }
}
