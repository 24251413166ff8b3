"""One story in every kind of file that it may come in, each made by a program that makes such files."""

import email.message
import gzip
import io
import json
import zipfile

import docx
import fpdf
import pyarrow as pa
import pyarrow.parquet as pq
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


def rows():
    """Two articles as rows."""
    other = "Two people were killed in Kherson, police said on Tuesday, and five were wounded."
    return [
        {"headline": TITLE, "maintext": TEXT, "url": ADDRESS, "date_publish": DAY, "source_domain": "wire.example"},
        {"headline": "Two dead", "maintext": other, "url": "", "date_publish": "2031-03-04", "source_domain": ""},
    ]


def parquet():
    """The rows as a Parquet table."""
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows()), file)
    return file.getvalue()
