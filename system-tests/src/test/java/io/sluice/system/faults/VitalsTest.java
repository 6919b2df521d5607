package io.sluice.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VitalsTest {
    private static final String HEAP = """
            DefNew     total 116224K, used 20K [0x0000000687400000, 0x000000068f210000, 0x0000000704d50000)
             eden space 103360K,   0% used [0x0000000687400000, 0x0000000687400000, 0x000000068d8f0000)
            Tenured    total 258048K, used 1247K [0x0000000704d50000, 0x0000000714950000, 0x0000000800000000)
            """;

    @Test
    void thisProcessHasVitals() throws InterruptedException {
        var vitals = Vitals.of(ProcessHandle.current()).orElseThrow();

        assertThat(vitals.heap()).isBetween(1_000L, vitals.resident());
        assertThat(vitals.files()).isPositive();
        assertThat(vitals.threads()).isPositive();
    }

    @Test
    void theHeapIsTheSumOfItsGenerations() {
        assertThat(Vitals.used(HEAP)).isEqualTo(1_267);
    }

    @Test
    void metaspaceIsNoHeap() {
        assertThat(Vitals.used(HEAP + " Metaspace       used 900K, committed 1000K"))
                .isEqualTo(1_267);
    }

    @Test
    void anAnswerWithoutAHeapIsNotTakenForAnEmptyOne() {
        assertThatThrownBy(() -> Vitals.used("5413:")).hasMessageContaining("no heap");
    }

    @Test
    void whoHasEndedHasNone() throws Exception {
        var process = new ProcessBuilder("true").start();
        process.waitFor();

        assertThat(Vitals.of(process.toHandle())).isEmpty();
    }
}
