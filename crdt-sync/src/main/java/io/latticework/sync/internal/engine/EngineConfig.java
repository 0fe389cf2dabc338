package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.sync.Limits;
import java.util.function.LongSupplier;

/**
 * What an engine is told at its start.
 *
 * @param replica who this is
 * @param cluster the cluster's name
 * @param limits the bounds
 * @param entropy random bits, for epochs and jitter
 */
public record EngineConfig(ReplicaId replica, String cluster, Limits limits, LongSupplier entropy) {}
