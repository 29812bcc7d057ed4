"""What a new review begins with."""

from typing import Any

from panshi.figures.selectors import figure
from panshi.org.access import Request
from panshi.reviews import selectors
from panshi.reviews.annual import annual_template, annual_title
from panshi.reviews.models import Review


def begun(request: Request, review: Review | None) -> dict[str, Any]:
    """The form's first content: a saved review's own, or what `?from=` names: `blank`, `template-3`, `frozen-5`, or the
    annual template; `?figure=` begins with a sentence around that figure."""
    if review:
        kept = ("title", "language", "text", "period", "revision")
        return {name: getattr(review, name) for name in kept} | {"unit": review.unit.code}
    scope, language = request.scope, "en" if request.GET.get("language") == "en" else "zh"
    title = annual_title(scope.unit, scope.period.first.year, language)
    begin = {"title": title, "language": language, "unit": scope.unit.code, "period": str(scope.period)}
    return begin | _text(request, language)


def _text(request: Request, language: str) -> dict[str, str]:
    if key := request.GET.get("figure"):
        known = figure(key)
        between, stop = (" ", ".") if language == "en" else ("", "。")
        label = known.label.en if language == "en" else known.label.zh
        return {"text": f'{label}{between}{{{{ figure("{known.key}") }}}}{stop}\n', "title": label}
    kind, _, number = request.GET.get("from", "").partition("-")
    if kind == "blank":
        return {"text": "", "title": ""}
    if kind == "template" and number.isdigit():
        template = selectors.template(int(number), person=request.person)
        return {"text": template.text, "title": template.name, "language": template.language}
    if kind == "frozen" and number.isdigit():
        frozen = selectors.frozen_review(int(number), person=request.person)
        return {"text": frozen.template_text, "language": frozen.language}
    return {"text": annual_template(language)}
