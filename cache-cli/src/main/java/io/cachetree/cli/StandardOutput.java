package io.cachetree.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** The standard output, which remembers why it took no more: the streams that print tell nobody. Thread safety: none. */
final class StandardOutput extends OutputStream {

    private final FileOutputStream out;
    private Optional<IOException> failure = Optional.empty();

    StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(FileOutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int count) throws IOException {
        try {
            out.write(bytes, start, count);
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /** Returns why something of the answer was lost; who closes a pipe has read enough of it. */
    Optional<String> loss() {
        return failure.filter(e -> isFile()).map(e -> String.valueOf(e.getMessage()));
    }

    /** Pipes and terminals have no position, and take all as long as somebody reads them. Messages may be in any language. */
    private boolean isFile() {
        try {
            return out.getChannel().position() >= 0;
        } catch (IOException none) {
            return false;
        }
    }
}
