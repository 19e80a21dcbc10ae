"""Documents as other systems would send them, written for the tests; the shapes are the IPTC's."""

import zipfile
from io import BytesIO
from typing import Any

NINJS_1: dict[str, Any] = {
    "uri": "http://agency.example.org/items/harbour-1",
    "type": "text",
    "version": "3",
    "firstcreated": "2026-11-02T06:00:00Z",
    "versioncreated": "2026-11-02T09:30:00+01:00",
    "embargoed": "2026-11-03T06:00:00+01:00",
    "pubstatus": "usable",
    "urgency": 4,
    "language": "en-GB",
    "copyrightnotice": "Copyright 2026 Agency",
    "usageterms": "Not for archives.",
    "infosource": [{"name": "The Harbour Agency"}],
    "genre": [{"name": "Analysis"}],
    "subject": [{"name": "transport"}, {"name": "council"}],
    "byline": "Ines Calloway",
    "located": "Port Ellis",
    "headline": "Harbour fees to double",
    "body_text": "The fees will double, the council said. Nobody objected.",
    "body_xhtml": "<p>The fees will double, the council said.</p><p>Nobody <b>objected</b>.</p>",
}
NINJS_2: dict[str, Any] = {
    "uri": "urn:newsml:agency.example.org:2026:harbour-2",
    "standard": {"name": "ninjs", "version": "2.1"},
    "version": "6",
    "contentcreated": "2026-11-02T05:00:00Z",
    "versioncreated": "2026-11-02T08:30:00Z",
    "pubstatus": "withheld",
    "language": "de",
    "usageterms": "Nur für Kunden.",
    "infosources": [{"name": "Hafenagentur"}],
    "genres": [{"name": "Bericht"}],
    "subjects": [{"name": "Verkehr"}],
    "by": "Von Ines Calloway",
    "headlines": [
        {"role": "short", "value": "Hafen"},
        {"role": "main", "value": "Hafengebühren steigen"},
    ],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "Die Gebühren steigen. So ist es."},
        {"role": "html", "contenttype": "text/html", "value": "<p>Die Gebühren steigen.</p><p>So ist es.</p>"},
    ],
}  # fmt: skip
NINJS_3: dict[str, Any] = {
    "uri": "http://agency.example.org/items/harbour-3",
    "version": "2",
    "versionCreated": "2026-11-02T08:30:00Z",
    "contentCreated": "2026-11-02T05:00:00Z",
    "pubStatus": "canceled",
    "usageTerms": "Gone.",
    "infoSources": [{"name": "The Harbour Agency"}],
    "by": "Ines Calloway",
    "located": "Port Ellis",
    "headlines": [{"role": "main", "value": "Harbour fees to double"}],
    "bodies": [
        {
            "role": "main",
            "contentType": "application/xhtml+xml",
            "value": "<p>The fees will double.</p>",
        }
    ],
}

NITF = """\
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head>
  <hedline><hl1>Harbour fees rise</hl1></hedline>
  <byline>By Ines Calloway, <byttl>Staff</byttl></byline>
  <dateline><location>PORT ELLIS</location>, Nov. 2</dateline>
</body.head><body.content>
  <p>The fees will double, <person>Maren Holt</person> said
     on Monday.</p>
  <p>Nobody objected.</p>
</body.content></body></nitf>"""

XHTML = """\
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Unseen</title></head>
<body><h2>A subheading</h2><p>The fees will double.</p></body></html>"""


def news_item(
    content: str = NITF,
    *,
    guid: str = "urn:newsml:agency.example.org:20261102:harbour",
    version: int = 4,
    status: str = "usable",
    embargoed: str = "<embargoed>2026-11-03T06:00:00+01:00</embargoed>",
    head: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> bytes:
    """A NewsML-G2 news item."""
    return f"""{head}
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}"
    standard="NewsML-G2" standardversion="2.32" conformance="power" xml:lang="en-US">
  <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>
  <rightsInfo>
    <copyrightNotice>Copyright 2026 Agency</copyrightNotice>
    <usageTerms>Not for archives.</usageTerms>
  </rightsInfo>
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider qcode="nprov:HARBOUR"><name>The Harbour Agency</name></provider>
    <versionCreated>2026-11-02T09:30:00+01:00</versionCreated>
    <firstCreated>2026-11-01T09:30:00+01:00</firstCreated>
    {embargoed}
    <pubStatus qcode="stat:{status}"/>
    <link rel="irel:isPublishedAs" href="https://paper.example.org/harbour"/>
  </itemMeta>
  <contentMeta>
    <contentCreated>2026-11-02T08:00:00+01:00</contentCreated>
    <located qcode="city:ELLIS"><name>Port Ellis</name></located>
    <creator uri="https://agency.example.org/calloway"><name>Ines Calloway</name></creator>
    <language tag="en-GB"/>
    <genre qcode="genre:Analysis"><name>Analysis</name></genre>
    <subject type="cpnat:person" qcode="pers:1"><name>Maren Holt</name></subject>
    <subject qcode="medtop:20000822"><name>transport</name></subject>
    <headline>Harbour fees to double</headline>
  </contentMeta>
  <contentSet><inlineXML contenttype="application/nitf+xml">{content}</inlineXML></contentSet>
</newsItem>""".encode()


def news_message(*items: bytes) -> bytes:
    """A NewsML-G2 news message that carries items."""
    inside = b"".join(item.partition(b"?>")[2] for item in items)
    return (
        b'<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">'
        b"<header><sent>2026-11-02T09:30:00Z</sent></header><itemSet>"
        + inside
        + b"</itemSet></newsMessage>"
    )


RSS = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
  <title>The Port Paper</title><language>en-gb</language><copyright>All rights reserved</copyright>
  <item><guid isPermaLink="false">story-1</guid><title>Harbour fees &amp; more</title>
    <link>https://paper.example.org/1</link><category>local</category>
    <author>desk@paper.example.org (Ines Calloway)</author>
    <pubDate>Mon, 02 Nov 2026 09:30:00 +0100</pubDate>
    <description>A summary.</description>
    <content:encoded><![CDATA[<p>The fees will double, the council said.</p><p>Nobody objected.</p>]]></content:encoded>
  </item>
  <item><link>https://paper.example.org/2</link><title>A second</title><description>The ferry is late, the port said.</description></item>
</channel></rss>"""

ATOM = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Port Paper</title>
  <entry><id>tag:paper.example.org,2026:1</id><title type="text">Harbour fees</title>
    <link href="https://paper.example.org/1"/><updated>2026-11-02T09:30:00Z</updated>
    <published>2026-11-01T09:30:00Z</published><author><name>Ines Calloway</name></author>
    <rights>Not for archives.</rights><category term="local"/>
    <content type="html">&lt;p&gt;The fees will double.&lt;/p&gt;</content></entry>
</feed>"""

MAIL = (
    b"From: Ines Calloway <ines@paper.example.org>\r\nSubject: =?utf-8?q?H=C3=A4fen?=\r\n"
    b"Date: Mon, 02 Nov 2026 09:30:00 +0100\r\nMessage-ID: <harbour-1@paper.example.org>\r\n"
    b"Content-Language: de\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"\r\nDie H=E4fen schlie=DFen, sagte sie.\r\n--b\r\n"
    b'Content-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n'
    b"--b--\r\n"
)

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE newsItem [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
"""The head of a document that would unfold ten to the tenth times."""

_DOCX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>',
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>Ines Calloway</dc:creator>'
    "<dc:language>en-GB</dc:language><cp:revision>7</cp:revision>"
    "<dcterms:created>2026-11-02T08:00:00Z</dcterms:created></cp:coreProperties>",
}
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARAGRAPHS = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Harbour fees to double</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>The fees will </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>double</w:t></w:r>"
    "<w:r><w:t>, the council said.</w:t></w:r></w:p><w:p><w:r><w:t>Nobody objected.</w:t></w:r></w:p>"
)


def word(paragraphs: str = PARAGRAPHS, *, head: str = "", **parts: str | bytes) -> bytes:
    """A .docx with these paragraphs."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _DOCX.items():
            package.writestr(name, content)
        package.writestr(
            "word/document.xml",
            f'{head}<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>',
        )
        for name, part in parts.items():
            package.writestr(name, part)
    return packed.getvalue()
