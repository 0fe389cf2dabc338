package io.latticework.sync.internal.keyspace;

/**
 * What a cell is of.
 *
 * @param key the key
 * @param type the nested type's name
 */
public record KeyType(String key, String type) {}
