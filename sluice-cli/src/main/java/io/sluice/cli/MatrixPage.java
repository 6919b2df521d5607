package io.sluice.cli;

import java.util.List;

/** The matrix as one page: no other file, no network, readable without scripts, and with them a search over all columns. */
final class MatrixPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>Access matrix of account {account}</title>
            <style>
            body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; color: #1b1b1b; background: #fff }
            input { font: inherit; padding: .4rem; width: 24rem; max-width: 100%; border: 1px solid #666 }
            table { border-collapse: collapse; margin-top: 1rem; width: 100% }
            caption { text-align: left; padding: .3rem 0 }
            th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top }
            thead th { position: sticky; top: 0; background: #eee }
            .redacted { color: #075e12; font-weight: 600 }
            .raw { color: #8a2c00; font-weight: 600 }
            </style>
            </head>
            <body>
            <main>
            <h1>Who reads and writes what</h1>
            <p><label for="search">Search</label> <input id="search" type="search" autocomplete="off"></p>
            <table>
            <caption id="count" aria-live="polite">{count} callers and data sets, from the rendered policies of account {account}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>
            """;

    private static final String FOOT = """
            </tbody>
            </table>
            </main>
            <script>
            const rows = [...document.querySelectorAll('tbody tr')];
            const count = document.getElementById('count');
            document.getElementById('search').addEventListener('input', event => {
              const words = event.target.value.toLowerCase().split(/\\s+/).filter(Boolean);
              let shown = 0;
              for (const row of rows) {
                const text = row.textContent.toLowerCase();
                row.hidden = !words.every(word => text.includes(word));
                shown += row.hidden ? 0 : 1;
              }
              count.textContent = shown + ' of ' + rows.length + ' callers and data sets';
            });
            </script>
            </body>
            </html>
            """;

    private MatrixPage() {}

    static String of(String account, List<MatrixRow> rows) {
        var heads = new StringBuilder();
        MatrixRow.HEADS.forEach(
                head -> heads.append("<th scope=\"col\">").append(escaped(head)).append("</th>"));
        var page = new StringBuilder(HEAD.replace("{account}", escaped(account))
                .replace("{count}", "" + rows.size())
                .replace("{heads}", heads));
        rows.forEach(row -> {
            page.append("<tr>");
            row.cells().forEach(cell -> page.append(cell(cell)));
            page.append("</tr>\n");
        });
        return page.append(FOOT).toString();
    }

    private static String cell(String text) {
        var kind = text.equals("raw") || text.equals("redacted") ? " class=\"" + text + "\"" : "";
        return "<td" + kind + ">" + escaped(text) + "</td>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
