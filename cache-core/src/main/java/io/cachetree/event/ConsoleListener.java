package io.cachetree.event;

import io.cachetree.event.CacheEvent.StepAdopted;
import io.cachetree.event.CacheEvent.StepCommitted;
import io.cachetree.event.CacheEvent.StepFailed;
import io.cachetree.event.CacheEvent.StepHit;
import io.cachetree.event.CacheEvent.StepMissed;
import io.cachetree.event.CacheEvent.StepTakenOver;
import io.cachetree.event.CacheEvent.StepUncached;
import io.cachetree.event.CacheEvent.StepWaiting;
import io.cachetree.tree.Transfer;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Prints each run as a tree when its outermost step has ended; see {@link CacheListener#console(PrintStream)}.
 *
 * <p>Thread safety: events of many threads are taken one after the other.
 */
final class ConsoleListener implements CacheListener {

    private static final String ERASE_LINE = "\r\u001b[2K";

    private static final int NARROW = 78;

    private final PrintStream out;
    private final boolean terminal;
    private final Waits waits;
    private final Map<Long, RunReport> runs = new HashMap<>();
    private final Map<Long, Long> outermost = new HashMap<>();
    private final Set<String> transfers = new HashSet<>();
    private final TrafficReport traffic = new TrafficReport();

    ConsoleListener(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.waits = new Waits(this::show, terminal);
    }

    @Override
    public synchronized void on(CacheEvent event) {
        long run = runOf(event.call());
        RunReport report = runs.computeIfAbsent(run, id -> new RunReport());
        report.add(event);
        waits.end(event.call().id());
        announce(event);
        if (isEnd(event)) {
            end(event.call(), run, report);
        }
    }

    @Override
    public synchronized void onOpen(OpenedTree tree) {
        traffic.add(tree);
    }

    /** On a terminal the line is written over; elsewhere the first one is enough. */
    @Override
    public synchronized void onTransfer(Transfer transfer) {
        boolean isNew = transfers.add(transfer.directory());
        if (terminal || isNew) {
            show(line(transfer));
        }
        if (transfer.isComplete()) {
            transfers.remove(transfer.directory());
        }
    }

    private static String line(Transfer transfer) {
        return "%s %s: %s of %s"
                .formatted(
                        transfer.node(),
                        transfer.direction() == Transfer.Direction.TO_STORAGE ? "is uploaded" : "is fetched",
                        TrafficReport.bytes(transfer.bytes()),
                        TrafficReport.bytes(transfer.total()));
    }

    @Override
    public synchronized void onClose(OpenedTree tree) {
        traffic.remove(tree);
    }

    @Override
    public void onStrayCall(StrayCall call) {
        warn(call.warning());
    }

    @Override
    public void onSilentSteps(SilentSteps steps) {
        warn(steps.warning());
    }

    private synchronized void warn(String warning) {
        out.print((terminal ? ERASE_LINE : "") + warning + System.lineSeparator());
        out.flush();
    }

    /** The calls of one outermost call belong together, on whatever thread they were made. */
    private long runOf(StepInvocation call) {
        return outermost.computeIfAbsent(call.id(), id -> outermost.getOrDefault(call.caller(), id));
    }

    private void announce(CacheEvent event) {
        if (event instanceof StepMissed missed) {
            String line = "%s runs: %s"
                    .formatted(missed.call().node(), missed.reason().text());
            show(line);
        } else if (event instanceof StepWaiting waiting) {
            waits.begin(waiting);
        } else if (event instanceof StepTakenOver over) {
            show("%s is not waited for any more: %s".formatted(over.call().node(), over.reason()));
        }
    }

    private synchronized void show(String line) {
        out.print(terminal ? ERASE_LINE + cut(line) : line + System.lineSeparator());
        out.flush();
    }

    /** A line that wraps cannot be erased. */
    private static String cut(String line) {
        return line.length() <= NARROW ? line : line.substring(0, NARROW - 1) + "…";
    }

    private static boolean isEnd(CacheEvent event) {
        return event instanceof StepHit
                || event instanceof StepCommitted
                || event instanceof StepAdopted
                || event instanceof StepUncached
                || event instanceof StepFailed;
    }

    private void end(StepInvocation call, long run, RunReport report) {
        if (call.id() == run) {
            runs.remove(run);
            outermost.values().removeIf(each -> each == run);
            out.print(terminal ? ERASE_LINE : "");
            report.lines().forEach(out::println);
            traffic.line().ifPresent(out::println);
            out.flush();
        }
    }
}
