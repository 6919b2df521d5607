package io.sluice.cli.credentials;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.apache.http.conn.DnsResolver;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/**
 * Names under {@code localhost} are this machine, which not every system's resolver knows: <a
 * href="https://www.rfc-editor.org/rfc/rfc6761#section-6.3">RFC 6761, section 6.3</a>. S3 Control puts the account before the host.
 */
final class LocalhostNames implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return host.toLowerCase(Locale.ROOT).endsWith(".localhost")
                ? new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})}
                : SystemDefaultDnsResolver.INSTANCE.resolve(host);
    }
}
