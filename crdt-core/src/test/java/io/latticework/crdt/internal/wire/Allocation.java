package io.latticework.crdt.internal.wire;

import java.lang.reflect.Method;

/** Counts what a thread allocates, by a bean that the module under test does not read and so is reached by reflection. */
final class Allocation {
    private static final Object BEAN;
    private static final Method ALLOCATED;

    static {
        try {
            Class<?> factory = Class.forName("java.lang.management.ManagementFactory");
            BEAN = factory.getMethod("getThreadMXBean").invoke(null);
            ALLOCATED = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Allocation() {}

    /** Returns the bytes that an action allocates, after one run that loads its classes. */
    static long bytes(Runnable action) {
        action.run();
        long before = allocated();
        action.run();
        return allocated() - before;
    }

    private static long allocated() {
        try {
            return (long) ALLOCATED.invoke(BEAN);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
