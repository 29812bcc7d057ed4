"""Evidence that opens: a one-page PDF by the book."""

import re

from panshi.demo.papers import paper
from panshi.work.registers.services.filing import sniffed


def test_a_paper_is_taken_as_a_pdf():
    assert sniffed(paper("警示教育会议记录与签到表")) == ("pdf", "application/pdf")


def test_every_object_stands_where_the_table_says():
    content = paper("省公安厅 2023年第12期 灯火向前：思想政治工作经验做法" * 3)
    table = int(re.search(rb"startxref\n(\d+)\n", content).group(1))
    assert content[table:].startswith(b"xref\n0 8\n")
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", content), 1):
        assert content[int(place) :].startswith(b"%d 0 obj\n" % number)


def test_the_text_is_in_it():
    assert "灯火".encode("utf-16-be").hex().encode() in paper("灯火")
