package io.latticework.sync.internal.message;

import io.latticework.crdt.causal.ReplicaId;

/**
 * Who says hello.
 *
 * @param fingerprint the fingerprint of the hash seed
 * @param cluster the cluster's name
 * @param replica who speaks
 * @param epoch 64 random bits, new whenever anything acknowledged may be lost
 * @param frameBytes the largest frame that the speaker accepts
 * @param region where the speaker is, empty if nobody said
 */
public record Greeting(
        long fingerprint, String cluster, ReplicaId replica, long epoch, int frameBytes, String region) {}
