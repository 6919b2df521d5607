package io.sluice.cli.credentials;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * What a profile's credentials are, from the cache or from AWS, and a sign-in where one is needed. Of processes that ask for the same at
 * the same time one signs in and one asks AWS, the others wait for it.
 */
final class CredentialProcess {
    private final String name;
    private final Profile profile;
    private final Cache cache;
    private final Clock clock;

    CredentialProcess(String name, Profile profile, Cache cache, Clock clock) {
        this.name = name;
        this.profile = profile;
        this.cache = cache;
        this.clock = clock;
    }

    Vended credentials() throws IOException, InterruptedException, Unavailable {
        var kept = kept();
        if (kept.isPresent() && kept.get().fresh(clock.instant())) {
            return kept.get();
        }
        try (var _ = cache.lock(Cache.Name.credentials(profile))) {
            var meanwhile = kept();
            return meanwhile.isPresent() && meanwhile.get().fresh(clock.instant())
                    ? meanwhile.get()
                    : renewed(meanwhile);
        }
    }

    /** Those in the cache, where they are of whoever is signed in now. */
    private Optional<Vended> kept() throws IOException {
        var signIn = cache.read(Cache.Name.signIn(profile), SignIn.class);
        return cache.read(Cache.Name.credentials(profile), Vended.class)
                .filter(vended -> signIn.isPresent() && signIn.get().subject().equals(vended.subject()));
    }

    private Vended renewed(Optional<Vended> old) throws IOException, InterruptedException, Unavailable {
        try {
            var vended = new DataAccess(profile, clock).vend(signIn());
            cache.write(Cache.Name.credentials(profile), vended);
            return vended;
        } catch (Unavailable none) {
            return old.filter(vended -> vended.serve(clock.instant())).orElseThrow(() -> none);
        }
    }

    private SignIn signIn() throws IOException, InterruptedException, Unavailable {
        try (var _ = cache.lock(Cache.Name.signIn(profile))) {
            var kept = cache.read(Cache.Name.signIn(profile), SignIn.class);
            if (kept.isPresent() && kept.get().usable(clock.instant())) {
                return kept.get();
            }
            var provider = Provider.of(profile);
            var refreshed = kept.flatMap(SignIn::refreshToken);
            var next = refreshed.isPresent() ? provider.refresh(refreshed.get()) : Optional.<SignIn>empty();
            var signIn = next.isPresent() ? next.get() : asked(provider);
            cache.write(Cache.Name.signIn(profile), signIn);
            return signIn;
        }
    }

    private SignIn asked(Provider provider) throws IOException, InterruptedException, Unavailable {
        var terminal = Terminal.open();
        if (terminal.isEmpty()) {
            return withoutTerminal(new DeviceSignIn(provider, clock));
        }
        try (var here = terminal.get()) {
            return switch (profile.signIn()) {
                case BROWSER -> new BrowserSignIn(provider, here).run();
                case DEVICE -> new DeviceSignIn(provider, clock).run(here);
            };
        }
    }

    /** Nobody can be asked here, so the address is in the error, and the next call finds out whether somebody has used it. */
    private SignIn withoutTerminal(DeviceSignIn devices) throws IOException, Unavailable {
        var file = Cache.Name.device(profile);
        if (!devices.possible()) {
            throw new Unavailable("nobody is signed in at " + profile.issuer()
                    + ", and there is no terminal to ask at; run in one: sluice credentials --profile " + name);
        }
        var begun = cache.read(file, DeviceSignIn.Begun.class)
                .filter(before -> clock.instant().isBefore(before.expires()));
        if (begun.isPresent()) {
            switch (devices.ask(begun.get())) {
                case DeviceSignIn.Answer.SignedIn(var signIn) -> {
                    cache.remove(file);
                    return signIn;
                }
                case DeviceSignIn.Answer.NotYet _ -> throw openThis(begun.get());
                case DeviceSignIn.Answer.Over _ -> cache.remove(file);
            }
        }
        var anew = devices.begin();
        cache.write(file, anew);
        throw openThis(anew);
    }

    private Unavailable openThis(DeviceSignIn.Begun begun) {
        return new Unavailable("nobody is signed in at " + profile.issuer() + ". Open " + begun.address()
                + " (it shows the code " + begun.userCode()
                + "), sign in, and run this again; or run in a terminal: sluice"
                + " credentials --profile " + name);
    }

    /** Ends the sign-in here and at the provider; tells whether there was one. */
    boolean signOut() throws IOException {
        try (var _ = cache.lock(Cache.Name.signIn(profile))) {
            var kept = cache.read(Cache.Name.signIn(profile), SignIn.class);
            cache.remove(Cache.Name.signIn(profile));
            cache.remove(Cache.Name.device(profile));
            cache.removeCredentials(profile);
            kept.flatMap(SignIn::refreshToken).ifPresent(this::revoke);
            return kept.isPresent();
        }
    }

    private void revoke(String token) {
        try {
            Provider.of(profile).revoke(token);
        } catch (Unavailable unreachable) {
            // Forgotten here in any case; at the provider it lapses by itself.
        }
    }
}
