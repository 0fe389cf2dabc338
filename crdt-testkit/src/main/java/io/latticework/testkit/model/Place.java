package io.latticework.testkit.model;

/**
 * One step of a path into nested maps.
 *
 * @param key the key as JSON text
 * @param kind the name of the type that lives there, as the {@link MapModel} knows it
 */
public record Place(String key, String kind) {}
