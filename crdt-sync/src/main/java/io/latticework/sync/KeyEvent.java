package io.latticework.sync;

/**
 * A key has changed.
 *
 * @param key the key
 * @param type the name of the value's type
 * @param removed whether the key is not there any more under this type
 * @param origin the name of the replica that the change came from
 */
public record KeyEvent(String key, String type, boolean removed, String origin) {}
