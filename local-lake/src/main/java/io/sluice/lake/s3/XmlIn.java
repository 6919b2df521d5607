package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML document of a request: of bounded size and depth, without document types or entities. The whole body is read first, so
 * that nothing is believed before its signature and checksums are verified. Whatever is wrong with it is {@code MalformedXML}.
 */
public final class XmlIn {
    /** Enough for everything but lists. */
    public static final int SMALL = 1 << 20;

    /** 10,000 parts with checksums, or 1,000 keys of 1,024 escaped bytes. */
    static final int LARGE = 8 << 20;

    private static final int DEPTH = 16;

    /** 10,000 parts, each with its checksum. Elements take many times the memory of their text. */
    private static final int MOST_ELEMENTS = 1 << 16;

    private static final XMLInputFactory FACTORY = secureFactory();

    private final XMLStreamReader reader;
    private int elements;

    private XmlIn(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** One element: its local name, its own text, its children in order. */
    public record Element(String name, String text, List<Element> children) {
        public Element {
            children = List.copyOf(children);
        }

        /** The children of this name. */
        public List<Element> all(String child) {
            return children.stream().filter(each -> each.name.equals(child)).toList();
        }

        /** The text of the only child of this name. */
        public Optional<String> first(String child) {
            var found = all(child);
            if (found.size() > 1) {
                throw malformed();
            }
            return found.stream().findFirst().map(Element::text);
        }

        /** The same, where there must be one. */
        public String required(String child) {
            return first(child).orElseThrow(XmlIn::malformed);
        }
    }

    /**
     * Reads a whole body.
     *
     * @param root the name that the document's root must have
     */
    public static Element read(InputStream body, int limit, String root) throws IOException {
        var bytes = body.readNBytes(limit + 1);
        if (bytes.length == 0) {
            throw new AwsException(ErrorCode.MissingRequestBodyError);
        }
        if (bytes.length > limit) {
            throw malformed();
        }
        var element = parse(bytes);
        if (!element.name().equals(root)) {
            throw malformed();
        }
        return element;
    }

    static Element parse(byte[] bytes) {
        try {
            var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                if (reader.getEventType() == XMLStreamConstants.DTD) {
                    throw malformed();
                }
            }
            var root = new XmlIn(reader).element(1);
            while (reader.hasNext()) {
                reader.next();
            }
            return root;
        } catch (XMLStreamException e) {
            throw malformed();
        }
    }

    private Element element(int depth) throws XMLStreamException {
        if (depth > DEPTH || ++elements > MOST_ELEMENTS) {
            throw malformed();
        }
        var name = reader.getLocalName();
        var text = new StringBuilder();
        var children = new ArrayList<Element>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new Element(name, text.toString(), children);
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                default -> throw malformed();
            }
        }
    }

    static AwsException malformed() {
        return new AwsException(ErrorCode.MalformedXML);
    }

    private static XMLInputFactory secureFactory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
