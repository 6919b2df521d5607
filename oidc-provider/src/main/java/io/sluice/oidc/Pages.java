package io.sluice.oidc;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The few pages beside the sign-in page, which is Spring Security's. */
@RestController
class Pages {
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home() {
        return page("Sign-in", "<p>This is where people sign in. Open the application that you want to use.</p>");
    }

    /** Where somebody types the code that another device shows (RFC 8628, section 3.3). */
    @GetMapping(path = "/activate", produces = MediaType.TEXT_HTML_VALUE)
    String activate(@RequestParam(name = "user_code", defaultValue = "") String code) {
        return page("Sign in on another device", """
                <form method="post" action="/oauth2/device_verification">
                <p>Go on only if you started this yourself, and it shows this code.</p>
                <p><label for="user_code">Code</label>
                <input id="user_code" name="user_code" value="%s" autocomplete="off" required></p>
                <button type="submit">Go on</button></form>""".formatted(HtmlUtils.htmlEscape(code)));
    }

    @GetMapping(path = "/activated", produces = MediaType.TEXT_HTML_VALUE)
    String activated() {
        return page("You are signed in", "<p>You can close this page and go back to the other device.</p>");
    }

    static String page(String title, String body) {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                + "</title></head><body><main><h1>" + title + "</h1>" + body + "</main></body></html>";
    }
}
