package io.latticework.sync;

import java.time.Duration;

/**
 * A key whose value cannot be told here, because states of a user's type under it do not merge: its merge or codec throws.
 * Nothing of it is lost, and it travels on; reads and writes of it throw until some replica merges the states, or the key
 * is removed.
 *
 * @param key the key
 * @param type the name of its type
 * @param cause what the type has thrown last
 * @param since for how long this has been so
 * @param attempts how often it was tried to merge them
 */
public record HeldKey(String key, String type, String cause, Duration since, int attempts) {}
