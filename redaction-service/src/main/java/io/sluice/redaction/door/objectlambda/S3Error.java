package io.sluice.redaction.door.objectlambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An error of S3, to be handed on. Only some statuses and forms of code may be
 * (<a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_WriteGetObjectResponse.html">WriteGetObjectResponse</a>).
 */
record S3Error(int status, String code, String message) {
    private static final Set<Integer> STATUSES = Set.of(400, 401, 403, 404, 405, 409, 411, 412, 416, 500, 503);
    private static final Pattern CODE = Pattern.compile("[A-Z][a-zA-Z]+");
    private static final int MAX_BYTES = 1 << 16;

    S3Error {
        status = permitted(status);
        requireNonNull(message);
        code = CODE.matcher(code).matches() ? code : byStatus(status);
    }

    private static int permitted(int status) {
        if (STATUSES.contains(status)) {
            return status;
        }
        return status >= 400 && status < 500 ? 400 : 500;
    }

    private static String byStatus(int status) {
        return switch (status) {
            case 403 -> "AccessDenied";
            case 404 -> "NoSuchKey";
            case 412 -> "PreconditionFailed";
            case 416 -> "InvalidRange";
            case 503 -> "SlowDown";
            case 500 -> "InternalError";
            default -> "InvalidRequest";
        };
    }

    /** Neither documents of types nor anything from outside is ever read. */
    static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Reads what S3 said; without a document, as for HEAD, the status says it all. */
    static S3Error of(int status, InputStream body) throws IOException {
        String code = "";
        String message = "";
        String document = new String(body.readNBytes(MAX_BYTES), UTF_8);
        try {
            XMLStreamReader xml = xml().createXMLStreamReader(new StringReader(document));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "Code" -> code = xml.getElementText();
                        case "Message" -> message = xml.getElementText();
                        default -> {}
                    }
                }
            }
        } catch (XMLStreamException noDocument) {
            message = message.isEmpty() ? "S3 answered " + status : message;
        }
        return new S3Error(status, code, message.isEmpty() ? "S3 answered " + status : message);
    }
}
