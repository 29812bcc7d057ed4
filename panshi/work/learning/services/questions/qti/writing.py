"""Writing a QTI 2.1 package: an item a question, its pictures beside it, labels and difficulty in the manifest (LOM).

A text that has no markup stands in an element of the class `plain`, so that it comes in again as it was.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from panshi.work.learning.choices import Difficulty, Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models import Picture
from panshi.work.learning.models.contents import WHOLE, Accepted, Content, Gap, Text
from panshi.work.learning.selectors.questions.showing import GAP, PICTURE, as_html, plain
from panshi.work.learning.services.questions.banking import Draft

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
MD = "http://www.imsglobal.org/xsd/imsmd_v1p2"
TEMPLATE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
_HARD = {Difficulty.EASY: "easy", Difficulty.MEDIUM: "medium", Difficulty.HARD: "difficult"}
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


def write(drafts: Sequence[Draft]) -> bytes:
    """The package as a zip."""
    pictures = {each.digest: each for each in Picture.objects.filter(digest__in=_digests(drafts))}
    endings = {digest: _ENDINGS[each.content_type] for digest, each in pictures.items()}
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", _manifest(drafts))
        for number, draft in enumerate(drafts, 1):
            archive.writestr(f"items/q{number:04}.xml", item(draft, f"q{number:04}", endings))
        for digest, each in pictures.items():
            if each.file.exists():
                archive.write(each.file, f"images/{digest}.{endings[digest]}")
    return file.getvalue()


def item(draft: Draft, identifier: str, endings: dict[str, str] | None = None) -> bytes:
    """One question as an assessmentItem."""
    return _Item(draft, identifier, endings or {}).written()


class _Item:
    """An item while it is written: elements are added in the order the schema wants."""

    def __init__(self, draft: Draft, identifier: str, endings: dict[str, str]) -> None:
        from lxml import etree  # noqa: PLC0415 -- heavy: only files of questions need it

        self.draft, self.content, self.endings, self.etree = draft, draft.content, endings, etree
        title = draft.title or plain(draft.content.text)[:200] or identifier
        attributes = {"identifier": identifier, "title": _valid(title), "adaptive": "false", "timeDependent": "false"}
        self.root = etree.Element(f"{{{QTI}}}assessmentItem", attributes, nsmap={None: QTI})
        self.declared: list[Any] = []
        self.body = etree.Element(f"{{{QTI}}}itemBody")
        self.processing: Any = None
        self.modal: list[tuple[str, Text]] = []

    def written(self) -> bytes:
        """The file."""
        _FORMS[self.content.form](self)
        for declared in self.declared:
            self.root.append(declared)
        self._outcome("SCORE", "float", "0")
        self._outcome("MAXSCORE", "float", f"{self.draft.points:f}")
        if self.content.feedback:
            self.modal.append(("general", self.content.feedback))
        if self.modal:
            self._add(self.root, "outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple", baseType="identifier")
        self.root.append(self.body)
        if self.processing is not None:
            self.root.append(self.processing)
        for named, text in self.modal:
            told = self._add(self.root, "modalFeedback", identifier=named, outcomeIdentifier="FEEDBACK", showHide="show")
            self._put(told, text)
        return bytes(self.etree.tostring(self.root, xml_declaration=True, encoding="UTF-8"))

    def choosing(self) -> None:
        """One or several of the choices."""
        single = self.content.form != Form.MULTIPLE
        self._block_text()
        truth = {"class": "truefalse"} if self.content.form == Form.TRUE_FALSE else {}
        shuffle = "false" if self.content.fixed or truth else "true"
        asked = self._add(
            self.body,
            "choiceInteraction",
            responseIdentifier="RESPONSE",
            shuffle=shuffle,
            maxChoices="1" if single else "0",
            **truth,
        )
        right, worth = [], {}
        for number, choice in enumerate(self.content.choices):
            named = f"C{number + 1}"
            shown = self._put(self._add(asked, "simpleChoice", identifier=named), choice.text)
            if choice.feedback:
                told = self._add(shown, "feedbackInline", outcomeIdentifier="FEEDBACK", identifier=named, showHide="show")
                self._put(told, choice.feedback)
            if choice.share == WHOLE or (not single and choice.share > 0):
                right.append(named)
            if choice.share:
                worth[named] = choice.share
        mapped = worth if not single or set(worth) != set(right) or len(right) > 1 else {}
        self._response("RESPONSE", "single" if single else "multiple", "identifier", right[:1] if single else right, mapped)
        self._template("map_response" if mapped else "match_correct")

    def ordering(self) -> None:
        """The choices in their right order."""
        self._block_text()
        asked = self._add(self.body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
        named = [f"C{number + 1}" for number in range(len(self.content.choices))]
        for own, choice in zip(named, self.content.choices, strict=True):
            self._put(self._add(asked, "simpleChoice", identifier=own), choice.text)
        self._response("RESPONSE", "ordered", "identifier", named)
        self._template("match_correct")

    def matching(self) -> None:
        """Two sets, the right side of each left one."""
        self._block_text()
        lefts, rights = self.content.lefts(), self.content.rights()
        asked = self._add(self.body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="true", maxAssociations="0")
        first, second = self._add(asked, "simpleMatchSet"), self._add(asked, "simpleMatchSet")
        for number, pair in enumerate(lefts):
            self._put(self._add(first, "simpleAssociableChoice", identifier=f"L{number + 1}", matchMax="1"), pair.left)
        for number, right in enumerate(rights):
            self._put(self._add(second, "simpleAssociableChoice", identifier=f"R{number + 1}", matchMax="0"), Text(right))
        pairs = [f"L{number + 1} R{rights.index(pair.right) + 1}" for number, pair in enumerate(lefts)]
        self._response("RESPONSE", "multiple", "directedPair", pairs)
        self._template("match_correct")

    def filling(self) -> None:
        """Fields in the text, and those without a place in it below."""
        names = [f"RESPONSE{number + 1}" for number in range(len(self.content.gaps))]
        holder = self._put(self._add(self.body, "div"), self.content.text)
        placed = self._place_fields(holder, names)
        for number, named in enumerate(names):
            if number not in placed:
                below = self._add(self.body, "p", **{"class": "gap"})
                below.append(self._field(self.content.gaps[number], named))
        self.processing = self.etree.Element(f"{{{QTI}}}responseProcessing")
        for gap, named in zip(self.content.gaps, names, strict=True):
            self._score(gap, named)

    def writing(self) -> None:
        """A text to be marked by somebody."""
        if self.content.rubric:
            self._put(self._add(self.body, "rubricBlock", view="scorer"), self.content.rubric)
        self._block_text()
        self._response("RESPONSE", "single", "string", [])
        self._add(self.body, "extendedTextInteraction", responseIdentifier="RESPONSE")

    def noting(self) -> None:
        """Nothing to answer."""
        self._block_text()

    def _block_text(self) -> None:
        self._put(self._add(self.body, "div"), self.content.text)
        for digest in self.content.pictures:
            self._add(self._add(self.body, "p"), "img", src=f"../images/{digest}.{self.endings.get(digest, 'png')}", alt="")

    def _put(self, element: Any, text: Text) -> Any:
        """Puts the text into the element: plain, or its HTML made XML."""
        if text.markup == Markup.PLAIN:
            lines = _valid(text.said).split("\n")
            holder = self._add(element, "span" if element.tag.endswith(("Choice", "Inline")) else "div", **{"class": "plain"})
            holder.text = lines[0]
            for line in lines[1:]:
                self._add(holder, "br").tail = line
            return element
        from lxml import html  # noqa: PLC0415 -- heavy: only files of questions need it

        said = PICTURE.sub(lambda found: f'src="../images/{found[1]}.{self.endings.get(found[1], "png")}"', as_html(text))
        for piece in html.fragments_fromstring(_valid(said) or "<p></p>"):
            if isinstance(piece, str):
                element.text = (element.text or "") + piece
            else:
                element.append(self._as_qti(piece))
        return element

    def _as_qti(self, piece: Any) -> Any:
        for each in piece.iter():
            each.tag = f"{{{QTI}}}{each.tag}"
        return piece

    def _place_fields(self, holder: Any, names: Sequence[str]) -> set[int]:
        """Writes the field of each gap where its mark stands in the text."""
        placed: set[int] = set()
        for element in list(holder.iter()):
            element.text = self._parted(element, element.text or "", names, placed, at=0)
            if element is not holder and element.getparent() is not None:
                parent = element.getparent()
                element.tail = self._parted(parent, element.tail or "", names, placed, at=parent.index(element) + 1)
        return placed

    def _parted(self, parent: Any, said: str, names: Sequence[str], placed: set[int], *, at: int) -> str:
        pieces = GAP.split(said)
        kept, last = pieces[0], None
        for mark, after in zip(pieces[1::2], pieces[2::2], strict=True):
            number = int(mark) - 1
            if 0 <= number < len(names) and number not in placed:
                placed.add(number)
                last = self._field(self.content.gaps[number], names[number])
                parent.insert(at, last)
                last.tail, at = after, at + 1
            elif last is not None:
                last.tail = f"{last.tail}____{after}"
            else:
                kept += f"____{after}"
        return kept

    def _field(self, gap: Gap, named: str) -> Any:
        if not gap.options:
            return self.etree.Element(f"{{{QTI}}}textEntryInteraction", {"responseIdentifier": named, "expectedLength": "20"})
        asked = self.etree.Element(f"{{{QTI}}}inlineChoiceInteraction", {"responseIdentifier": named, "shuffle": "false"})
        for number, option in enumerate(gap.options):
            self._add(asked, "inlineChoice", identifier=f"O{number + 1}").text = _valid(option)  # plain text only, by the schema
        return asked

    def _score(self, gap: Gap, named: str) -> None:
        """Declares what the gap takes, and adds the branches that score it."""
        best = next((each for each in gap.accepted if each.share == WHOLE), None)
        if gap.options:
            keys = {option: f"O{number + 1}" for number, option in enumerate(gap.options)}
            worth = {keys[each.text]: each.share for each in gap.accepted if each.text in keys}
            self._response(named, "single", "identifier", [keys[best.text]] if best and best.text in keys else [], worth)
        elif any(each.tolerance is not None for each in gap.accepted):
            self._response(named, "single", "float", [best.text] if best else [])
            self._number_branches(gap, named)
            return
        else:
            worth = {each.text: each.share for each in gap.accepted}
            self._response(named, "single", "string", [best.text] if best else [], worth, exact=gap.exact)
        branch = self._add(self._add(self.processing, "responseCondition"), "responseIf")
        self._add(self._add(branch, "not"), "isNull").append(self._variable(named))
        total = self._add(self._add(branch, "setOutcomeValue", identifier="SCORE"), "sum")
        total.append(self._variable("SCORE"))
        self._add(total, "mapResponse", identifier=named)
        for number, each in enumerate(gap.accepted):
            if each.feedback:
                value = f"O{gap.options.index(each.text) + 1}" if each.text in gap.options else each.text
                self._tell(named, value, each, picked=bool(gap.options), told=f"{named}A{number + 1}")

    def _number_branches(self, gap: Gap, named: str) -> None:
        condition = self._add(self.processing, "responseCondition")
        for number, each in enumerate(gap.accepted):
            if each.tolerance is None:
                continue
            branch = self._add(condition, "responseIf" if not len(condition) else "responseElseIf")
            tolerance = f"{each.tolerance:f} {each.tolerance:f}"
            test = self._add(branch, "equal", toleranceMode="absolute", tolerance=tolerance)
            test.append(self._variable(named))
            self._value(test, "float", each.text)
            self._value(
                self._add(branch, "setOutcomeValue", identifier="SCORE"), "float", f"{each.share * self._each() / WHOLE:f}"
            )
            if each.feedback:
                told = f"{named}A{number + 1}"
                self._value(self._add(branch, "setOutcomeValue", identifier="FEEDBACK"), "identifier", told)
                self.modal.append((told, each.feedback))

    def _tell(self, named: str, value: str, accepted: Accepted, *, picked: bool, told: str) -> None:
        branch = self._add(self._add(self.processing, "responseCondition"), "responseIf")
        test = self._add(branch, "match") if picked else self._add(branch, "stringMatch", caseSensitive="false")
        test.append(self._variable(named))
        self._value(test, "identifier" if picked else "string", value)
        self._value(self._add(branch, "setOutcomeValue", identifier="FEEDBACK"), "identifier", told)
        self.modal.append((told, accepted.feedback))

    def _each(self) -> Decimal:
        """The points of one gap."""
        return self.draft.points / len(self.content.gaps)

    def _response(
        self,
        named: str,
        cardinality: str,
        base: str,
        right: Sequence[str],
        worth: dict[str, Decimal] | None = None,
        *,
        exact: bool = True,
    ) -> None:
        made = self.etree.Element(
            f"{{{QTI}}}responseDeclaration", {"identifier": named, "cardinality": cardinality, "baseType": base}
        )
        if right:
            correct = self._add(made, "correctResponse")
            for value in right:
                self._add(correct, "value").text = _valid(value)
        if worth:
            mapping = self._add(made, "mapping", defaultValue="0", lowerBound="0")
            whole = self._each() if self.content.gaps else self.draft.points
            case = {"caseSensitive": "true" if exact else "false"} if base == "string" else {}
            for key, share in worth.items():
                self._add(mapping, "mapEntry", mapKey=_valid(key), mappedValue=f"{share * whole / WHOLE:f}", **case)
        self.declared.append(made)

    def _outcome(self, named: str, base: str, value: str) -> None:
        made = self._add(self.root, "outcomeDeclaration", identifier=named, cardinality="single", baseType=base)
        self._add(self._add(made, "defaultValue"), "value").text = value

    def _template(self, named: str) -> None:
        self.processing = self.etree.Element(f"{{{QTI}}}responseProcessing", {"template": TEMPLATE + named})

    def _variable(self, named: str) -> Any:
        return self.etree.Element(f"{{{QTI}}}variable", {"identifier": named})

    def _value(self, parent: Any, base: str, said: str) -> None:
        self._add(parent, "baseValue", baseType=base).text = _valid(said)

    def _add(self, parent: Any, tag: str, **attributes: str) -> Any:
        return self.etree.SubElement(parent, f"{{{QTI}}}{tag}", attributes)


_FORMS: dict[str, Callable[[_Item], None]] = {
    Form.SINGLE: _Item.choosing,
    Form.MULTIPLE: _Item.choosing,
    Form.TRUE_FALSE: _Item.choosing,
    Form.FILL: _Item.filling,
    Form.NUMERICAL: _Item.filling,
    Form.MATCHING: _Item.matching,
    Form.ORDERING: _Item.ordering,
    Form.WRITTEN: _Item.writing,
    Form.NOTE: _Item.noting,
}


def _manifest(drafts: Sequence[Draft]) -> bytes:
    from lxml import etree  # noqa: PLC0415 -- heavy: only files of questions need it

    root = etree.Element(f"{{{CP}}}manifest", {"identifier": "panshi"}, nsmap={None: CP, "imsmd": MD})
    metadata = etree.SubElement(root, f"{{{CP}}}metadata")
    etree.SubElement(metadata, f"{{{CP}}}schema").text = "QTIv2.1 Package"
    etree.SubElement(metadata, f"{{{CP}}}schemaversion").text = "1.0.0"
    etree.SubElement(root, f"{{{CP}}}organizations")
    resources = etree.SubElement(root, f"{{{CP}}}resources")
    for number, draft in enumerate(drafts, 1):
        href = f"items/q{number:04}.xml"
        attributes = {"identifier": f"q{number:04}", "type": "imsqti_item_xmlv2p1", "href": href}
        resource = etree.SubElement(resources, f"{{{CP}}}resource", attributes)
        lom = etree.SubElement(etree.SubElement(resource, f"{{{CP}}}metadata"), f"{{{MD}}}lom")
        if draft.labels:
            general = etree.SubElement(lom, f"{{{MD}}}general")
            for label in draft.labels:
                words = etree.SubElement(etree.SubElement(general, f"{{{MD}}}keyword"), f"{{{MD}}}langstring")
                words.text = _valid(label)
        if draft.difficulty:
            hard = etree.SubElement(etree.SubElement(lom, f"{{{MD}}}educational"), f"{{{MD}}}difficulty")
            for tag, said in (("source", "LOMv1.0"), ("value", _HARD[draft.difficulty])):
                etree.SubElement(etree.SubElement(hard, f"{{{MD}}}{tag}"), f"{{{MD}}}langstring").text = said
        etree.SubElement(resource, f"{{{CP}}}file", {"href": href})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _digests(drafts: Sequence[Draft]) -> set[str]:
    found: set[str] = set()
    for draft in drafts:
        content: Content = draft.content
        found.update(content.pictures)
        texts = [content.text, content.feedback, content.rubric, *(pair.left for pair in content.pairs)]
        texts += [text for choice in content.choices for text in (choice.text, choice.feedback)]
        for text in texts:
            found.update(each[1] for each in PICTURE.finditer(text.said))
    return found


def _valid(text: str) -> str:
    """The text without the signs XML does not allow."""
    return "".join(
        sign for sign in text if sign in "\t\n" or " " <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign > "\uffff"
    )
