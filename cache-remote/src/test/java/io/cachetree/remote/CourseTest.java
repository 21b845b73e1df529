package io.cachetree.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.tree.Transfer;
import io.cachetree.tree.Transfer.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When it is told how far a transfer is. */
class CourseTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);
    private final List<Transfer> told = new ArrayList<>();
    private final Course course = new Course(Direction.TO_STORAGE, "measure", 10, told::add, now::get);

    private void after(long nanos) {
        now.addAndGet(nanos);
        course.tellIfDue();
    }

    private static Transfer moved(long bytes) {
        return new Transfer(Direction.TO_STORAGE, "measure", bytes, 10);
    }

    @Test
    void nothingIsToldOfWhatTakesLessThanASecond() {
        after(SECOND - 1);
        course.moved(10);
        assertThat(course.pause()).isEqualTo(1);
        course.end();

        assertThat(told).isEmpty();
    }

    @Test
    void whatTakesLongerIsToldOnceASecondAndAtItsEnd() {
        after(SECOND);
        after(1);
        course.moved(4);
        after(SECOND - 2);
        assertThat(told).containsExactly(moved(0));
        after(1);
        course.moved(6);
        course.end();

        assertThat(told).containsExactly(moved(0), moved(4), moved(10));
    }

    @Test
    void whoWakesLateTellsOnceAndIsDueASecondLater() {
        after(5 * SECOND);
        after(SECOND / 4);
        assertThat(course.pause()).isEqualTo(SECOND * 3 / 4);

        assertThat(told).containsExactly(moved(0));
    }
}
