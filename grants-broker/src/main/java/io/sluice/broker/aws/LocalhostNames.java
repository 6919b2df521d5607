package io.sluice.broker.aws;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.http.conn.DnsResolver;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/**
 * Names below {@code localhost} are this machine, as <a href="https://www.rfc-editor.org/rfc/rfc6761#section-6.3">RFC 6761</a> asks of
 * every resolver and many do not do; all others are asked for as ever.
 */
public final class LocalhostNames implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return host.endsWith(".localhost")
                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                : SystemDefaultDnsResolver.INSTANCE.resolve(host);
    }
}
