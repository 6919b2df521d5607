package io.sluice.quarkus.deployment.signin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.deployment.builditem.Startable;
import io.sluice.quarkus.deployment.process.JavaProcess;
import io.sluice.quarkus.deployment.process.Lease;
import io.sluice.quarkus.deployment.process.OwnFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The OIDC provider for an application. Applications in dev mode share one; it is started anew, with all their clients, where one comes
 * that it does not know.
 */
public final class RunningSignIn implements Startable {
    private static final Logger LOG = Logger.getLogger(RunningSignIn.class);

    private final SignInPlan plan;
    private OwnFolder folder;
    private Lease lease;
    private SignInFile file;

    public RunningSignIn(SignInPlan plan) {
        this.plan = plan;
    }

    @Override
    public void start() {
        try {
            folder = OwnFolder.open(
                    plan.sharedFolder().isPresent()
                            ? plan.sharedFolder().get()
                            : Files.createTempDirectory("sluice-sign-in-"));
            file = folder.locked(this::lease);
        } catch (IOException e) {
            throw new UncheckedIOException("the OIDC provider did not start: " + e.getMessage(), e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the OIDC provider started", interrupted);
        }
        LOG.infof(
                "People sign in with the password %s: %s",
                file.password(),
                String.join(", ", plan.people().stream().map(Person::userName).toList()));
    }

    private SignInFile lease() throws IOException, InterruptedException {
        lease = Lease.take(folder.path());
        var running = SignInFile.running(folder.path());
        if (running.isEmpty()) {
            return start(List.of(Client.commandLine()), secret(9), secret(32));
        }
        if (running.get().serves(plan)) {
            return running.get();
        }
        JavaProcess.stop(running.get().process());
        return start(
                running.get().clients(), running.get().password(), running.get().secret());
    }

    private SignInFile start(List<Client> known, String password, String secret)
            throws IOException, InterruptedException {
        var clients = new ArrayList<>(known.stream()
                .filter(client -> !client.id().equals(plan.client().id()))
                .toList());
        clients.add(plan.client().with(secret));
        var directory = directory(clients, password);
        var process = new JavaProcess(
                        plan.classPath(),
                        List.of(
                                "-Xmx256m",
                                "-Dsluice.oidc.directory=" + directory,
                                "-Dsluice.oidc.port=" + plan.issuer().getPort()),
                        SignInMain.class.getName(),
                        List.of(folder.path().toString()))
                .builder(folder.path(), output())
                .start();
        new Discovery(plan.issuer(), process, output()).await();
        var started = new SignInFile(process.pid(), plan.issuer(), plan.people(), clients, password, secret);
        started.write(folder.path());
        return started;
    }

    private Path directory(List<Client> clients, String password) throws IOException {
        var people = plan.people().stream().map(person -> person.with(password)).toList();
        var target = folder.path().resolve("directory.json");
        JsonMapper.builder().build().writeValue(target.toFile(), Map.of("users", people, "clients", clients));
        if (target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        }
        return target;
    }

    private Path output() {
        return folder.path().resolve("sign-in.log");
    }

    private static String secret(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Who the application is at the provider. */
    public String client() {
        return plan.client().id();
    }

    /** That the provider and its clients share. */
    public String secret() {
        return file.secret();
    }

    /** That people sign in with. */
    public String password() {
        return file.password();
    }

    @Override
    public String getConnectionInfo() {
        return plan.issuer().toString();
    }

    /** There is none. */
    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() throws IOException {
        if (lease == null) {
            return;
        }
        lease = null;
        if (plan.sharedFolder().isEmpty()) {
            end();
        }
    }

    private void end() throws IOException {
        try {
            if (file != null) {
                JavaProcess.stop(file.process());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        OwnFolder.delete(folder.path());
    }
}
