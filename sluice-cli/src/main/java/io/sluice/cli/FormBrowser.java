package io.sluice.cli;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** A browser without scripts: it keeps cookies, follows redirects and fills in forms, as a person would. For one thread. */
final class FormBrowser {
    private static final int LIMIT_MILLIS = 60_000;

    private final Connection session = Jsoup.newSession()
            .timeout(LIMIT_MILLIS)
            .ignoreHttpErrors(true)
            .ignoreContentType(true)
            .maxBodySize(1 << 20);

    /** What a page answered. */
    record Page(int status, URI address, Document html) {
        /** The form that is sent to this path. */
        FormElement formAt(String path) throws IOException {
            return html.forms().stream()
                    .filter(form -> form.attr("action").equals(path))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no form for " + path + " at " + address));
        }

        /** The form that has a field of this name; what it holds already is kept when it is submitted. */
        FormElement formWith(String field) throws IOException {
            return html.forms().stream()
                    .filter(form -> !form.select("[name=" + field + "]").isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new IOException("no form with a field '" + field + "' at " + address));
        }
    }

    /** The same form, for a field that a person put into it by hand. */
    static FormElement again(FormElement changed) {
        return Jsoup.parse(changed.outerHtml(), changed.baseUri()).forms().getFirst();
    }

    Page open(URI address) throws IOException {
        return page(session.newRequest(address.toString()).execute());
    }

    /** Submits a form with these fields filled in. */
    Page submit(FormElement form, Map<String, String> fields) throws IOException {
        fields.forEach((name, value) -> form.select("[name=" + name + "]").val(value));
        return page(session.newRequest(form.absUrl("action").isEmpty() ? form.baseUri() : form.absUrl("action"))
                .method(form.attr("method").equalsIgnoreCase("post") ? Connection.Method.POST : Connection.Method.GET)
                .data(form.formData())
                .execute());
    }

    private static Page page(Connection.Response response) throws IOException {
        return new Page(response.statusCode(), URI.create(response.url().toString()), response.parse());
    }
}
