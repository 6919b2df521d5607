package io.sluice.sales;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What was sold, for people: pages made here, which need no script. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class PageResource {
    private static final int HOURS_SHOWN = 24;

    /** The pages. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance sales(Summary summary, List<Chart> charts, SalesResource.Problems problems);

        static native TemplateInstance walkThrough(WalkThrough.Report report);
    }

    private final SalesResource sales;

    PageResource(SalesResource sales) {
        this.sales = sales;
    }

    @GET
    public TemplateInstance page() {
        Summary summary = sales.summary();
        List<Summary.Line> hours = summary.byHour();
        List<Chart> charts = List.of(
                Chart.of("Revenue and returns by category", "Category", summary.byCategory()),
                Chart.of("Revenue and returns by store", "Store", summary.byStore()),
                Chart.of(
                        "Revenue and returns by hour",
                        "Hour",
                        hours.subList(Math.max(0, hours.size() - HOURS_SHOWN), hours.size())));
        return Templates.sales(summary, charts, sales.problems());
    }

    @POST
    @Path("/walk-through")
    public TemplateInstance walkThrough() {
        return Templates.walkThrough(sales.walkThrough());
    }
}
