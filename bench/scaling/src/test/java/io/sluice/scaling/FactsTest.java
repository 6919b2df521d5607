package io.sluice.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FactsTest {
    @Test
    void aPriceNeedsItsPage() {
        assertThatThrownBy(() -> Fact.parse("PUT\t5.00\tUSD a million\tprice\tsomebody said so\t-"))
                .hasMessage("a quota, a price or what AWS states needs AWS's page, not \"somebody said so\"");
    }

    @Test
    void aPriceWithItsPageIsRead() {
        assertThat(Fact.parse("PUT\t5.00\tUSD a million\tprice\thttps://aws.amazon.com/s3/pricing/\t-")
                        .value())
                .isEqualTo(5);
    }

    @Test
    void anAssumptionNeedsNoPage() {
        assertThat(Fact.parse("memory\t0.5\tGB\tassumed\tas in the templates\t-")
                        .value())
                .isEqualTo(0.5);
    }

    @Test
    void aNameThatIsNotThereIsTold() {
        assertThatThrownBy(() -> Facts.read().of("luck")).hasMessage("facts.tsv has no \"luck\"");
    }
}
