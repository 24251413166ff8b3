"""One story in every kind of file that it may come in, each made by a program that makes such files."""

import email
import email.message
import email.policy
import gzip
import io
import json
import zipfile
import zlib

import docx
import fpdf
import pyarrow as pa
import pyarrow.parquet as pq
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from fastwarc.warc import WarcRecord, WarcRecordType

TITLE = "Night raid leaves nine dead in Dnipro"
PARAGRAPHS = (
    "KYIV, March 5 (Steppe Press) - Russia launched 90 drones overnight, Ukraine's air force said on Wednesday.",
    "It said 37 of them were shot down and another 47 were disabled by jamming.",
    "Nine people were killed in Dnipro, the regional governor said, and 23 were wounded.",
)
TEXT = "\n\n".join(PARAGRAPHS)
ADDRESS = "https://wire.example/war/night-raid"
DAY = "2031-03-05T07:10:00+02:00"
LATER = "2031-03-05T09:40:00+02:00"


def page(title=TITLE, paragraphs=None, outlet="Dnipro Wire"):
    """A saved page with all that stands around a story."""
    first, second, third = paragraphs or (
        PARAGRAPHS[0].replace("90 drones", '<a href="/a">90 drones</a>').replace("Ukraine's", "<a href=/b>Ukraine's"),
        f'<a href="/c">{PARAGRAPHS[1]}</a>',
        PARAGRAPHS[2].replace("Nine people were killed", '<a href="/d">Nine people <em>were</em> killed</a>'),
    )
    told = {"@type": "NewsArticle", "headline": title, "datePublished": DAY, "dateModified": LATER}
    told |= {"author": [{"@type": "Person", "name": "Olha Koval"}], "publisher": {"name": outlet}}
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<link rel="canonical" href="{ADDRESS}"><script type="application/ld+json">{json.dumps(told)}</script></head>
<body><header><nav><a href="/">Home</a><a href="/war">War</a></nav></header><main><article><h1>{title}</h1>
<p class="byline">By <a href="/olha">Olha Koval</a></p><p>{first}</p>
<figure><img src="x.jpg"><figcaption>Rescuers carry 40 bags of sand in Dnipro.</figcaption></figure>
<p>{second}</p><div class="related"><h3>Read more</h3><ul><li><a href="/r">Ten killed in Kharkiv market strike</a></li>
</ul></div><p>{third}</p></article></main><aside><h2>Most read</h2><a href="/m">50 killed in train crash</a></aside>
<footer>Copyright 2031 {outlet}. All rights reserved.</footer></body></html>"""


def rss(entries):
    """A feed of (title, address, page body)."""
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>Wed, 05 Mar 2031 07:10:00 +0200</pubDate>"
        f"<description><![CDATA[{body}]]></description></item>"
        for title, link, body in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Dnipro Wire</title>{items}</channel></rss>'


def atom(title, link, body):
    """A feed with one entry."""
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Dnipro Wire</title><entry>'
        f'<title>{title}</title><link href="{link}"/><updated>{DAY}</updated><author><name>Olha Koval</name></author>'
        f'<content type="html"><![CDATA[{body}]]></content></entry></feed>'
    )


def pdf(pages=3):
    """A bulletin with a running head and page numbers."""
    made = fpdf.FPDF()
    made.set_title(TITLE)
    made.set_author("Olha Koval")
    made.set_auto_page_break(False)
    for number in range(pages):
        made.add_page()
        made.set_font("helvetica", size=9)
        made.cell(0, 10, "Dnipro Wire Daily Bulletin", new_x="LMARGIN", new_y="NEXT")
        made.set_font("helvetica", size=12)
        for paragraph in (
            PARAGRAPHS if number == 0 else (f"Nothing else was told on sheet {number + 1} of the bulletin.",)
        ):
            made.multi_cell(90, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
            made.ln(6)
        made.set_y(-25)
        made.cell(0, 10, f"Page {number + 1} of {pages}")
    return bytes(made.output())


def drawn(content, pages=1):
    """A PDF document whose pages all draw the same: small, however much that is."""
    stream = zlib.compress(b"BT /F1 9 Tf 20 800 Td " + content + b" ET", 9)
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream",
        *[page] * pages,
    ]
    file, starts = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        starts.append(len(file))
        file += b"%d 0 obj" % number + held + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (size, len(file))
    return file + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def columns():
    """A bulletin in two columns under a head and over a foot, whose lines the file has by turns."""
    left = ["Russia launched 90 drones overnight, Ukraine's air", "force said on Wednesday. It said 37 of them were"]
    left += ["shot down over five regions, and another 47 were", "disabled by jamming before they came to the city."]
    right = ["Nine people were killed in Dnipro, the regional", "governor said, and at least 23 were wounded when"]
    right += ["a block of flats was hit before dawn on Tuesday", "and burned for four hours, rescuers said at noon."]
    made = fpdf.FPDF()
    made.add_page()
    made.set_font("helvetica", size=10)
    made.text(10, 20, "Bulletin of the regional administration on what the night has brought to the city of Dnipro.")
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        made.text(10, 30 + 6 * number, one)
        made.text(110, 30 + 6 * number, other)
    made.text(10, 70, "What is told here was known at eight o'clock, and will be told anew at noon by the same office.")
    return bytes(made.output()), left, right


def figures():
    """A table of figures that a PDF has cell by cell."""
    made = fpdf.FPDF()
    made.add_page()
    made.set_font("helvetica", size=10)
    for number, name in enumerate(("Izium", "Lyman", "Sumy", "Kherson", "Dnipro", "Poltava")):
        made.text(10, 30 + 6 * number, f"People killed in {name}")
        made.text(150, 30 + 6 * number, str(21 + number))
    return bytes(made.output())


def word():
    """A Word document with a table."""
    made = docx.Document()
    made.core_properties.title = TITLE
    made.core_properties.author = "Olha Koval"
    for paragraph in PARAGRAPHS:
        made.add_paragraph(paragraph)
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Wounded", "23"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def message(*, html=False):
    """An e-mail from a press office."""
    made = email.message.EmailMessage()
    made["Subject"], made["From"] = TITLE, "Steppe Press <desk@press.example>"
    made["To"], made["Date"] = "you@desk.example", "Wed, 05 Mar 2031 07:10:00 +0200"
    if html:
        made.set_content(page(), subtype="html")
    else:
        made.set_content(TEXT)
    return made.as_bytes()


def enclosing():
    """A letter that encloses a bulletin, a Word document under a dull type, a table, a letter, and a photograph."""
    made = email.message.EmailMessage()
    made["Subject"], made["From"] = "Bulletin of the night", "Steppe Press <desk@press.example>"
    made["To"], made["Date"] = "you@desk.example", "Wed, 05 Mar 2031 07:10:00 +0200"
    made.set_content("The governor’s office said that four people were killed in Izium; see what is enclosed.")
    made.add_attachment(pdf(1), maintype="application", subtype="pdf", filename="night.pdf")
    made.add_attachment(word(), maintype="application", subtype="octet-stream", filename="night.docx")
    made.add_attachment(gzip.compress(json_lines()), maintype="application", subtype="gzip", filename="rows.jsonl.gz")
    made.add_attachment(email.message_from_bytes(message(), policy=email.policy.default))
    made.add_attachment(b"\xff\xd8\xff\xe0", maintype="image", subtype="jpeg", filename="scan.jpg")
    return made.as_bytes()


def mailbox():
    """Two messages as mail programs keep them in one file, a line of the second beginning like a third."""
    quoted = message().replace(b"It said 37", b"\n>From the ministry: it said 37")
    return b"".join(b"From desk@press.example Wed Mar  5 07:10:00 2031\n" + one + b"\n" for one in (message(), quoted))


def saved_by_a_browser():
    """A page as a browser saves it with its pictures in one file."""
    head = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: Night raid\r\n"
    head += "Date: Thu, 06 Mar 2031 12:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n'
    part = f"----B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: {ADDRESS}\r\n\r\n"
    picture = "\r\n----B\r\nContent-Type: image/jpeg\r\nContent-Location: https://wire.example/x.jpg\r\n\r\n/9j/"
    return (head + part + page() + picture + "\r\n----B--\r\n").encode()


def word_with_everything():
    """The story in a content control, an insertion, a field, and a box; a figure in a note at the foot."""
    made = docx.Document()
    word_space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    control = f"<w:sdt {word_space}><w:sdtContent><w:p>{run.format(PARAGRAPHS[0])}</w:p></w:sdtContent></w:sdt>"
    made.element.body.insert(0, parse_xml(control))
    paragraph = made.add_paragraph("It said 37 of them ")
    inserted = f"<w:ins {word_space} w:id='1' w:author='a'>{run.format('were shot down and another ')}</w:ins>"
    field = (
        f"<w:fldSimple {word_space} w:instr='HYPERLINK x'>{run.format('47 were disabled by jamming.')}</w:fldSimple>"
    )
    for piece in (inserted, field):
        paragraph._p.append(parse_xml(piece))
    box = f"<w:p>{run.format(PARAGRAPHS[2])}</w:p>"
    drawn = f"<w:r {word_space}><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>"
    made.add_paragraph()._p.append(parse_xml(drawn))
    notes = (
        f"<w:footnotes {word_space}><w:footnote w:id='2'><w:p>{run.format('Two more died later.')}</w:p></w:footnote>"
    )
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", f"{notes}</w:footnotes>".encode())
    made.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def telegram():
    """An export of a channel: a text of pieces, a photograph without words, a service message."""
    pieces = ["Nine people were killed in ", {"type": "text_link", "text": "Dnipro", "href": "https://x.example"}]
    messages = [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2031-03-05T06:00:00", "text": PARAGRAPHS[0]},
        {"id": 3, "type": "message", "date": "2031-03-05T07:00:00", "text": [*pieces, ", the governor said."]},
        {"id": 4, "type": "message", "date": "2031-03-05T08:00:00", "photo": "p.jpg", "text": ""},
    ]
    return json.dumps({"name": "Air Watch", "type": "public_channel", "id": 7, "messages": messages}, indent=1)


def warc(pages, *, packed=""):
    """A crawl of (address, body, content type, status); `packed` is "" for plain, "gz" for a member a record."""
    found = b""
    for address, body, kind, status in pages:
        http = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        record = WarcRecord()
        record.init_headers(content_length=len(http), record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = address
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(http)
        file = io.BytesIO()
        record.write(file)
        found += gzip.compress(file.getvalue()) if packed == "gz" else file.getvalue()
    return pa.compress(found, codec="zstd", asbytes=True) if packed == "zst" else found


def wacz(crawl):
    """A web archive collection with a crawl in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", crawl)
    return file.getvalue()


def crawled_texts():
    """The texts that a crawl made of its pages (WET)."""
    record = WarcRecord()
    record.init_headers(content_length=len(TEXT.encode()), record_type=WarcRecordType.conversion)
    record.headers["WARC-Target-URI"], record.headers["Content-Type"] = ADDRESS, "text/plain"
    record.set_bytes_content(TEXT.encode())
    file = io.BytesIO()
    record.write(file)
    return file.getvalue()


def json_lines():
    """The rows, an object a line, the first one longer than what is looked at to tell the kind."""
    first, other = rows()
    first["maintext"] += "\n\n" + "It was a long night in Dnipro, the governor said. " * 200
    return "\n".join(json.dumps(row) for row in (first, other)).encode()


def rows():
    """Two articles as rows."""
    other = "Two people were killed in Kherson, police said on Tuesday, and five were wounded."
    return [
        {"headline": TITLE, "maintext": TEXT, "url": ADDRESS, "date_publish": DAY, "source_domain": "wire.example"},
        {"headline": "Two dead", "maintext": other, "url": "", "date_publish": "2031-03-04", "source_domain": ""},
    ]


def parquet(many=2):
    """The rows as a Parquet table."""
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows()).slice(0, many), file)
    return file.getvalue()
