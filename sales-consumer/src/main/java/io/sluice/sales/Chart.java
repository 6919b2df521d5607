package io.sluice.sales;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Horizontal bars, ready to be drawn: what has the most revenue is as long as the chart is wide.
 *
 * @param height of the drawing, in the units of its view box
 */
public record Chart(String title, String column, List<Bar> bars, int height) {
    static final int ROW = 26;
    private static final int WIDTH = 480;

    public Chart {
        bars = List.copyOf(bars);
    }

    /**
     * One row: a bar for revenue and one for returns.
     *
     * @param top of the row in the drawing
     */
    public record Bar(Summary.Line line, int top, int textTop, int revenueWidth, int returnsWidth, int returnsTop) {}

    static Chart of(String title, String column, List<Summary.Line> lines) {
        BigDecimal longest =
                lines.stream().map(line -> line.revenue().max(line.returns())).reduce(BigDecimal.ONE, BigDecimal::max);
        List<Bar> bars = new ArrayList<>();
        for (Summary.Line line : lines) {
            int top = bars.size() * ROW;
            bars.add(new Bar(
                    line, top + 3, top + 17, width(line.revenue(), longest), width(line.returns(), longest), top + 13));
        }
        return new Chart(title, column, bars, Math.max(1, bars.size()) * ROW);
    }

    private static int width(BigDecimal amount, BigDecimal longest) {
        return amount.multiply(BigDecimal.valueOf(WIDTH))
                .divide(longest, 0, RoundingMode.HALF_UP)
                .intValue();
    }
}
