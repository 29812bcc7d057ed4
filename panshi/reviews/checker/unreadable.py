"""What is no text to check, and why, in one sentence each."""

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words


class Unreadable(Refusal):
    """The file holds no text that can be checked."""

    words = Words("“{file}”读不了：{why}。", "“{file}” cannot be read: {why}.")
    code = "unreadable"


MISSING = Words("没有这个文件", "there is no such file")
FOLDER = Words("这是文件夹", "it is a folder")
FORBIDDEN = Words("没有读它的权限", "reading it is not permitted")
NO_TEXT = Words("里面没有文字", "it holds no text")
LARGE = Words("它大于 20 MB", "it is larger than 20 MB")
BINARY = Words("它不是文本，也不是 Word（.docx）文件", "it is neither text nor a Word (.docx) file")
ENCODING = Words("它的编码认不出，请另存为 UTF-8 文本", "its encoding is not known; save it as UTF-8 text")
PDF = Words("它是 PDF，请用做成它的 Word 或文本文件", "it is a PDF; take the Word or text file it was made from")
RTF = Words("它是 RTF，请另存为 .docx", "it is an RTF file; save it as .docx")
ENCRYPTED = Words("它加了密，请先去掉密码", "it is encrypted; take its password off first")
OLD_WORD = Words("它是旧版的 Office 文件（.doc），请另存为 .docx", "it is an old Office file (.doc); save it as .docx")
MACROS = Words("它是带宏的或模板的 Word 文件，请另存为 .docx", "it is a Word file with macros, or a template; save it as .docx")
OTHER_PACKAGE = Words(
    "它是压缩包或别的 Office 文件，不是 Word（.docx）", "it is an archive or another Office file, not Word (.docx)"
)
BROKEN_WORD = Words("Word 文件已损坏", "the Word file is damaged")
UNPACKS = Words("它解压后太大，不像一篇文章", "it unpacks to far more than any text")
