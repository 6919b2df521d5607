package io.sluice.broker.web;

import io.sluice.broker.access.Entry;
import io.sluice.broker.browse.Item;
import io.sluice.broker.credentials.Desk;
import io.sluice.broker.history.Vend;
import io.sluice.broker.person.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What programs are told. */
final class Api {
    private Api() {}

    /**
     * Who asks.
     *
     * @param sessionName the person's name in the access log
     * @param csrf what a browser's session has to send as {@code X-CSRF-Token} with what changes something
     */
    public record Me(
            String name, String email, List<String> departments, List<String> groups, String sessionName, String csrf) {
        static Me of(Person person, List<String> departments, String csrf) {
            return new Me(
                    person.name(),
                    person.email(),
                    departments,
                    List.copyOf(person.groups()),
                    person.sessionName(),
                    csrf);
        }

        @Override
        public String toString() {
            return "Me[" + email + "]";
        }
    }

    /** Everything that somebody may see. */
    public record AccessList(List<Line> entries, List<String> notes) {}

    /** One line of somebody's access. */
    public record Line(
            String id,
            String dataSet,
            String scope,
            String permission,
            String owner,
            String why,
            List<String> redactions,
            boolean credentials) {
        static Line of(Entry entry) {
            return new Line(
                    entry.id(),
                    entry.words().dataSet(),
                    entry.place(),
                    entry.permission().name(),
                    entry.words().owner(),
                    entry.words().why(),
                    entry.redactions(),
                    entry.vends());
        }
    }

    /** What credentials are asked for with. */
    public record Wanted(
            @Schema(examples = "READ") String permission,

            @Schema(description = "15 to 720; 60 where it is missing")
            Integer minutes,

            @Schema(description = "A longer prefix than the grant's, for less than the grant covers")
            String below,

            @Schema(description = "Fresh ones, though earlier ones still last")
            boolean renew) {}

    /** Credentials, in the form that {@code credential_process} wants, with what they are for. */
    @Schema(description = "As credential_process wants them")
    public record Vended(
            int Version,
            String AccessKeyId,
            String SecretAccessKey,
            String SessionToken,
            Instant Expiration,
            String Scope,
            String Permission) {
        static Vended of(Desk.Given given) {
            return new Vended(
                    1,
                    given.keys().accessKeyId(),
                    given.keys().secretAccessKey(),
                    given.keys().sessionToken(),
                    given.keys().expires(),
                    given.ask().target().text(),
                    given.ask().permission().name());
        }

        @Override
        public String toString() {
            return "Vended[" + AccessKeyId + "]";
        }
    }

    /** What was given to somebody; {@code live} is what still works. */
    public record Given(List<VendLine> vended) {}

    /** A vending, without anything secret. */
    public record VendLine(
            Instant at,
            String dataSet,
            String scope,
            String permission,
            Instant until,
            String accessKeyId,
            boolean live) {
        static VendLine of(Vend vend, Instant now) {
            return new VendLine(
                    vend.at(),
                    vend.dataSet(),
                    vend.scope(),
                    vend.permission(),
                    vend.until(),
                    vend.accessKeyId(),
                    vend.isLive(now));
        }
    }

    /** A page of a folder. */
    public record Objects(List<ObjectLine> objects, Optional<String> next) {}

    /** A folder or an object. */
    public record ObjectLine(String key, boolean folder, Optional<Long> size, Optional<Instant> modified) {
        static ObjectLine of(Item item) {
            return new ObjectLine(item.key(), item.folder(), item.size(), item.modified());
        }
    }
}
