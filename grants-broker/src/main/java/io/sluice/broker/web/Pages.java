package io.sluice.broker.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.sluice.broker.access.Entry;
import io.sluice.broker.history.Vend;
import java.util.List;
import java.util.Optional;

/** The pages. */
@CheckedTemplate(basePath = "")
final class Pages {
    private Pages() {}

    /** My access, and what was looked for in it. */
    record AccessList(List<Entry> entries, int all, String search, List<String> notes) {
        AccessList {
            entries = List.copyOf(entries);
            notes = List.copyOf(notes);
        }
    }

    /** A problem in plain words, and where to go from it. */
    record Trouble(String heading, String text, Optional<String> detail, Next next) {}

    /** Where to go from a problem. */
    enum Next {
        START,
        RETRY,
        SIGN_IN_AGAIN
    }

    static native TemplateInstance access(Frame frame, AccessList list);

    static native TemplateInstance me(Frame frame, Profile profile);

    static native TemplateInstance choose(Frame frame, ChooseForm form);

    static native TemplateInstance credentials(Frame frame, CredentialsView view);

    static native TemplateInstance live(Frame frame, List<LiveLine> lines);

    static native TemplateInstance history(Frame frame, List<Vend> vends);

    static native TemplateInstance folder(Frame frame, FolderView view);

    static native TemplateInstance object(Frame frame, ObjectView view);

    static native TemplateInstance trouble(Frame frame, Trouble trouble, String here);

    static native TemplateInstance signedOut(Frame frame);

    static native TemplateInstance leaving(Frame frame, String next);
}
