"""Packages, served by signed addresses to documents that have no cookies of the site and cannot reach its pages.

Where a host of their own is set (PANSHI_PACKAGE_ORIGIN) they come from there, and the runtime stands in a frame around them, as
every package expects. Without one each of their pages is sandboxed into an origin of its own and is given the runtime on its way.
"""

import mimetypes
import re
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import escape
from django.views.decorators.clickjacking import xframe_options_exempt

from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.work.learning.choices import Carrier
from panshi.work.learning.selectors.launching import RUNTIMES, launch_data, runtime_there
from panshi.work.learning.services.launching import Pass, opened
from panshi.work.learning.views.cmi5 import launch_query
from panshi.work.learning.views.cmi5 import urls as cmi5_urls
from panshi.work.learning.views.files import sent
from panshi.work.learning.views.playing import OPAQUE

HTML = ("text/html", "application/xhtml+xml")
HTML_MAX = 8 * 2**20
TYPES = {
    ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json", ".wasm": "application/wasm",
    ".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".webp": "image/webp",
    ".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".xhtml": "application/xhtml+xml",
    ".vtt": "text/vtt", ".htm": "text/html", ".html": "text/html", ".xml": "application/xml", ".css": "text/css",
}  # fmt: skip
_HEAD = re.compile(rb"<head(?:\s[^>]*)?>|<html(?:\s[^>]*)?>|<!doctype[^>]*>", re.I)


class NoRuntime(Refusal):
    """The runtime that such packages call is not installed."""

    words = Words(
        "服务器上还没有安装 SCORM 运行库，课件打不开；请管理员运行 make runtime。",
        "The SCORM runtime is not installed on this server, so the package cannot run; an administrator runs: make runtime.",
    )
    code = "no-scorm-runtime"
    status = 503


@xframe_options_exempt
def launch(request: HttpRequest, word: str) -> HttpResponseBase:
    """Opens what the address stands for."""
    found = opened(word)
    if not runtime_there(found.material.carrier):
        raise NoRuntime
    href = found.material.outline[found.part]["href"] if found.material.outline else found.material.launch
    if _apart(request) and found.material.carrier in RUNTIMES:
        return _fenced(request, render(request, "learning/frame.html", {"scripts": _scripts(found, word), "href": href}), word)
    at = href if urlsplit(href).scheme else request.path + href
    if found.material.carrier == Carrier.CMI5:
        at, sign, fragment = at.partition("#")
        at += ("&" if "?" in at else "?") + urlencode(launch_query(request, found, word)) + sign + fragment
    return HttpResponseRedirect(at)


@xframe_options_exempt
def data(request: HttpRequest, word: str) -> HttpResponseBase:
    """What the runtime begins with, as a script: it has to be there before the package's own scripts run."""
    from json import dumps  # noqa: PLC0415 -- only here

    found = opened(word)
    told = launch_data(found.material, found.part, found.sitting) if found.material.carrier in RUNTIMES else {"carrier": "other"}
    text = dumps(told, ensure_ascii=True).replace("<", "\\u003c")
    answer = HttpResponse(f"window.PANSHI = {text};", content_type="text/javascript")
    answer["Cache-Control"] = "no-store"
    return answer


@xframe_options_exempt
def part(request: HttpRequest, word: str, name: str) -> HttpResponseBase:
    """A file of the package; a page of it is given what it needs to run in a sandbox."""
    found = opened(word)
    place = _file(found.material.folder, name)
    content_type = TYPES.get(place.suffix.lower()) or mimetypes.guess_type(place.name)[0] or "application/octet-stream"
    if content_type in HTML and not _apart(request) and place.stat().st_size <= HTML_MAX:
        answer: HttpResponseBase = HttpResponse(
            _with_scripts(place.read_bytes(), _scripts(found, word)), content_type=content_type
        )
    else:
        answer = sent(request, place, content_type)
    return _fenced(request, answer, word)


def _apart(request: HttpRequest) -> bool:
    """Whether this is asked at the packages' own host; at the site's own everything is sandboxed whatever is set."""
    return bool(settings.PACKAGE_ORIGIN) and f"{request.scheme}://{request.get_host()}" == settings.PACKAGE_ORIGIN


def _fenced(request: HttpRequest, answer: HttpResponseBase, word: str) -> HttpResponseBase:
    """The answer with what keeps it to itself: scripts, pictures and calls come from its own package and the runtime alone."""
    here = request.build_absolute_uri(reverse("learning:launch", args=[word]))
    site = request.build_absolute_uri(settings.STATIC_URL)
    sandbox = "" if _apart(request) else f"sandbox {OPAQUE}; "
    sources = f"{here} {site} data: blob: 'unsafe-inline' 'unsafe-eval'"
    answer["Content-Security-Policy"] = (
        f"{sandbox}default-src {sources}; connect-src {here} data: blob:; form-action {here}; base-uri {here}; object-src 'none'"
    )
    answer["Access-Control-Allow-Origin"] = "*"  # the address itself is the key; a sandboxed page is a stranger to its own files
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _scripts(found: Pass, word: str) -> str:
    runtime = RUNTIMES.get(found.material.carrier)
    at = [reverse("learning:launch_data", args=[word]), *([static(runtime)] if runtime else []), static("learning/frame.js")]
    return "".join(f'<script src="{escape(each)}"></script>' for each in at)


def _with_scripts(page: bytes, scripts: str) -> bytes:
    """The page with the scripts before all of its own; one in UTF-16, which they would break, stays as it is."""
    if page[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return page
    last = None
    for found in _HEAD.finditer(page[:20_000]):
        last = found
        if found[0][:5].lower() == b"<head":
            break
    at = last.end() if last else 0
    return page[:at] + scripts.encode() + page[at:]


def _file(folder: Path, name: str) -> Path:
    """The file of that name; one whose name differs in capitals only is what Windows would have taken."""
    place = folder
    for piece in name.split("/"):
        if piece in ("", ".", "..") or "\\" in piece or "\0" in piece:
            raise NotFound(what=name[:100])
        if not (place / piece).exists() and place.is_dir():
            place = next((each for each in place.iterdir() if each.name.casefold() == piece.casefold()), place / piece)
        else:
            place = place / piece
    if not place.is_file():
        raise NotFound(what=name[:100])
    return place


urls = [
    path("packages/<str:word>/~launch.js", data, name="launch_data"),
    *cmi5_urls,
    path("packages/<str:word>/", launch, name="launch"),
    path("packages/<str:word>/<path:name>", part, name="package_file"),
]
