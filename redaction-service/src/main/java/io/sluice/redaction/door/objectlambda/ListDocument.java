package io.sluice.redaction.door.objectlambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.redaction.door.RawKey;
import io.sluice.redaction.door.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * S3's listing as a reader of a view may have it: the keys that the view covers, and nothing that tells of the stored
 * bytes. Sizes and ETags are left out and not made up, since only reading an object tells what is left of it.
 */
final class ListDocument {
    private static final Set<String> TELLS_OF_BYTES = Set.of("ETag", "Size", "ChecksumAlgorithm", "ChecksumType");
    private static final Set<String> ENTRIES = Set.of("Contents", "CommonPrefixes");

    /** An element with what is in it: elements, or text. */
    private record Element(String name, List<Element> elements, String text) {}

    private ListDocument() {}

    /**
     * @throws XMLStreamException where S3 did not send a listing
     */
    static String redacted(InputStream listing, String prefix) throws XMLStreamException, RefusedException {
        XMLStreamReader xml = S3Error.xml().createXMLStreamReader(listing, UTF_8.name());
        xml.nextTag();
        String namespace = xml.getNamespaceURI();
        Element root = element(xml);
        if (!root.name().equals("ListBucketResult")) {
            throw new XMLStreamException("not a ListBucketResult");
        }
        boolean escaped =
                root.elements().stream().anyMatch(child -> child.name().equals("EncodingType"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, UTF_8.name());
        out.writeStartDocument(UTF_8.name(), "1.0");
        out.writeStartElement(root.name());
        if (namespace != null) {
            out.writeDefaultNamespace(namespace);
        }
        for (Element child : root.elements()) {
            if (!ENTRIES.contains(child.name()) || covers(prefix, child, escaped)) {
                write(child, out);
            }
        }
        out.writeEndElement();
        out.writeEndDocument();
        out.close();
        return bytes.toString(UTF_8);
    }

    private static Element element(XMLStreamReader xml) throws XMLStreamException {
        String name = xml.getLocalName();
        List<Element> elements = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                elements.add(element(xml));
            } else if (xml.hasText()) {
                text.append(xml.getText());
            }
        }
        return new Element(name, elements, text.toString());
    }

    private static boolean covers(String prefix, Element entry, boolean escaped) throws RefusedException {
        for (Element child : entry.elements()) {
            if (child.name().equals("Key") || child.name().equals("Prefix")) {
                String key = escaped ? RawKey.decode(child.text().replace("+", "%20")) : child.text();
                boolean below = key.startsWith(prefix);
                return below || (child.name().equals("Prefix") && prefix.startsWith(key));
            }
        }
        return false;
    }

    private static void write(Element element, XMLStreamWriter out) throws XMLStreamException {
        if (TELLS_OF_BYTES.contains(element.name())) {
            return;
        }
        out.writeStartElement(element.name());
        if (element.elements().isEmpty()) {
            out.writeCharacters(element.text());
        }
        for (Element child : element.elements()) {
            write(child, out);
        }
        out.writeEndElement();
    }
}
