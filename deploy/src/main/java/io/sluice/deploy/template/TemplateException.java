package io.sluice.deploy.template;

/** A template that is not understood: where, and what to do. Nothing is taken from the part that it names. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Where where;
    private final String reason;
    private final TemplateFinding.Kind kind;

    TemplateException(Where where, String reason) {
        this(TemplateFinding.Kind.UNREADABLE, where, reason);
    }

    TemplateException(TemplateFinding.Kind kind, Where where, String reason) {
        super(where + ": " + reason);
        this.kind = kind;
        this.where = where;
        this.reason = reason;
    }

    TemplateFinding finding() {
        return new TemplateFinding(kind, where, reason);
    }

    public Where where() {
        return where;
    }

    /** What is the matter, without the place. */
    public String reason() {
        return reason;
    }
}
