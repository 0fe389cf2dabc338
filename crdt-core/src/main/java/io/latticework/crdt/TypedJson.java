package io.latticework.crdt;

import io.latticework.crdt.codec.Json;
import io.latticework.crdt.codec.JsonValue;

/**
 * JSON of values in a map that names their types: an object with a member for each value under the key, named by an at
 * sign and the name of the type, as in <code>{"visits":{"&#64;gcounter":7}}</code>.
 */
final class TypedJson {
    private static final String MARK = "@";

    private TypedJson() {}

    /** Tells whether a member names types: it is an object, not empty, and all of its names start with the mark. */
    static boolean isTyped(JsonValue json) {
        return json instanceof JsonValue.Members object
                && !object.members().isEmpty()
                && object.members().keySet().stream().allMatch(name -> name.startsWith(MARK));
    }

    /** Returns the name of the type that a member's name stands for. */
    static String typeName(String memberName) {
        return memberName.substring(MARK.length());
    }

    /** Returns the member's name for a type, in quotes. */
    static String memberName(String typeName) {
        return Json.quote(MARK + typeName);
    }
}
