package io.latticework.sync.internal.engine;

import io.latticework.sync.Limits;
import io.latticework.sync.internal.message.Protocol;
import io.latticework.sync.spi.AntiEntropy;
import io.latticework.sync.spi.Randomness;

/**
 * What an engine is told at its start.
 *
 * @param name the replica's name
 * @param cluster the cluster's name
 * @param region where it is, empty if nobody said
 * @param protocol what it speaks
 * @param limits the bounds
 * @param antiEntropy with whom it synchronises, when, and how
 * @param continues whether the present incarnation was there before the start
 * @param generation the number of the present incarnation among those that the store has seen
 * @param damagedRecords how many records in the store were left out at the start, because they were damaged
 * @param randomness where incarnations, epochs and jitter come from
 * @param quarantine what becomes of users' merges that throw
 */
public record EngineConfig(
        String name,
        String cluster,
        String region,
        Protocol protocol,
        Limits limits,
        AntiEntropy antiEntropy,
        boolean continues,
        long generation,
        long damagedRecords,
        Randomness randomness,
        Quarantine quarantine) {}
