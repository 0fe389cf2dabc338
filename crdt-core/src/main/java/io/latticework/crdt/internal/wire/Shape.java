package io.latticework.crdt.internal.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the store of a type is laid out in bytes. The type's name tells. */
public enum Shape {
    /** Elements with their dots. */
    SET("orset"),
    /** Elements with their dots, which are never removed. */
    GROWING_SET("gset"),
    /** Elements and tombstones with their dots. */
    TWO_PHASE_SET("2pset"),
    /** Writes side by side, on or off. */
    FLAG("ewflag"),
    /** Values side by side, of which the greatest counts. */
    GREATEST("max"),
    /** Values side by side, of which the least counts. */
    LEAST("min"),
    /** Writes side by side, without stamps. */
    SIBLINGS("mv"),
    /** Stamped writes side by side. */
    STAMPED("lww"),
    /** Counter segments that only grow. */
    GROWING_COUNTER("gcounter"),
    /** Counter segments. */
    COUNTER("pncounter"),
    /** A text under birth dots. */
    TEXT("text"),
    /** A list under birth dots. */
    LIST("list"),
    /** Keys with nested stores. */
    MAP("ormap"),
    /** A user's lattice under birth dots; its type's name starts with {@link #LATTICE_PREFIX}. */
    LATTICE("~");

    /** What tells users' types from built-in ones in the names of nested types; it sorts behind all of those. */
    public static final String LATTICE_PREFIX = "~";

    private static final String DOTTED_SUFFIX = "*";
    private static final Shape[] SHAPES = values();
    private static final Pattern NESTED = Pattern.compile("gcounter|pncounter|ewflag|text|~[a-z0-9._-]{1,64}"
            + "|(2pset|gset|list|lww|max|min|mv|ormap|orset)<[a-z0-9._-]{1,64}>");

    private final String kind;

    Shape(String kind) {
        this.kind = kind;
    }

    /** Returns the first part of the names of such types. */
    public String kind() {
        return kind;
    }

    /** Returns the full name of a type with elements, keys or values. */
    public String named(String codec) {
        return kind + "<" + codec + ">";
    }

    /** Tells whether it has keys or elements, below which the dots are. */
    boolean isMap() {
        return this == SET || this == GROWING_SET || this == TWO_PHASE_SET || this == MAP;
    }

    /** Returns the name under which the dotted form of a type is encoded where the type alone means its plain form. */
    public static String dotted(String type) {
        return type + DOTTED_SUFFIX;
    }

    /** Returns a name for a message, which may come from anybody. */
    static String printable(String name) {
        return "'" + name.replaceAll("[^!-~]", "?") + "'";
    }

    /** Tells whether a name is one that a nested type can have. */
    static boolean isNested(String type) {
        return NESTED.matcher(type).matches();
    }

    /** Returns the shape of a nested type, {@code null} if the name is of none. */
    static @Nullable Shape of(String type) {
        if (type.startsWith(LATTICE_PREFIX)) {
            return LATTICE;
        }
        int end = 0;
        while (end < type.length() && type.charAt(end) != '<' && type.charAt(end) != '*') {
            end++;
        }
        for (Shape shape : SHAPES) {
            if (shape.kind.length() == end && type.startsWith(shape.kind) && shape != LATTICE) {
                return shape;
            }
        }
        return null;
    }
}
