"""Small PDF files that stand as evidence: one page that says what it is."""

HEAD = b"%PDF-1.4\n"
PAGE = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
FONT = "/Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R]"
GLYPHS = (
    "/Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
    "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 7 0 R"
)
SHAPE = (
    "/Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
    "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93"
)
LINE = 32  # characters


def paper(text: str) -> bytes:
    """A one-page PDF (32000-1:2008, with a standard Chinese font that viewers bring along) that reads `text`."""
    lines = [text[start : start + LINE] for start in range(0, len(text), LINE)]
    shown = " T* ".join(f"<{line.encode('utf-16-be').hex()}> Tj" for line in lines)
    content = f"BT /F1 16 Tf 24 TL 72 750 Td {shown} ET".encode()
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", _dictionary(PAGE)]
    objects += [b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)]
    objects += [_dictionary(FONT), _dictionary(GLYPHS), _dictionary(SHAPE)]
    body, places = HEAD, []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))


def _dictionary(content: str) -> bytes:
    return f"<< {content} >>".encode()
