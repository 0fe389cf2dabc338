package io.latticework.transport.netty;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what is logged as a warning or worse, in the whole process. */
final class RecordedLog extends AppenderBase<ILoggingEvent> {
    static final RecordedLog EVERYTHING = attach();

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    private RecordedLog() {}

    private static RecordedLog attach() {
        RecordedLog log = new RecordedLog();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.setContext(root.getLoggerContext());
        log.start();
        root.addAppender(log);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            events.add(event);
        }
    }

    /** Returns what was logged with a stack trace since the last call, so that one test's failure is not the next one's. */
    List<String> newStackTraces() {
        List<ILoggingEvent> traces = events.stream()
                .filter(event -> event.getThrowableProxy() != null)
                .toList();
        events.removeAll(traces);
        return traces.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    List<String> lines(String part) {
        return events.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(part))
                .toList();
    }
}
