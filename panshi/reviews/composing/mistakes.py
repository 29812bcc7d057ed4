"""What can be wrong with a template: one sentence each, naming the line."""

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words


class Mistake(Refusal):
    """Base: something in line `line` of a template cannot be rendered."""

    words = Words("模板第{line}行有错。", "Line {line} of the template cannot be rendered.")
    code = "bad-template"

    def __init__(self, *, line: int, **facts: object) -> None:
        super().__init__(line=line, **facts)
        self.line = line


class NotATemplate(Mistake):
    """The template language cannot read it."""

    words = Words("模板第{line}行写法有误：{why}", "Line {line} of the template cannot be read: {why}")


class Forbidden(Mistake):
    """A construct that templates may not use."""

    words = Words(
        "模板第{line}行用了“{construct}”，模板里不允许；可用的是 if、for、set 和 {functions}。",
        "Line {line} of the template uses “{construct}”, which templates may not; they may use if, for, set and {functions}.",
    )


class UnknownName(Mistake):
    """A name that stands for nothing."""

    words = Words("模板第{line}行的“{name}”没有定义。{near}", "Line {line} of the template: “{name}” stands for nothing. {near}")


class NoSuchFigure(Mistake):
    """A figure that is not in the catalogue."""

    words = Words(
        "模板第{line}行：没有“{figure}”这个数字。{near}", "Line {line} of the template: there is no figure “{figure}”. {near}"
    )


class NoSuchUnit(Mistake):
    """A unit that does not exist or lies outside the review's own."""

    words = Words(
        "模板第{line}行：“{unit}”不是本综述单位范围内的单位编号。",
        "Line {line} of the template: “{unit}” is no code of a unit within the review's own.",
    )


class BadOption(Mistake):
    """A function was given something it does not take."""

    words = Words(
        "模板第{line}行：{function} 的 {option} 不能是“{value}”；{right}。",
        "Line {line} of the template: {option} of {function} cannot be “{value}”; {right}.",
    )


class TooMuch(Mistake):
    """An endless or huge template."""

    words = Words(
        "模板第{line}行起太长或循环太多，已停下（上限：{limit}）；请减少循环。",
        "The template grows too long or loops too often from line {line} on and was stopped (limit: {limit}); loop less.",
    )


def nearby(names: list[str]) -> Words:
    """The hint behind an unknown name, empty when nothing is near; put into words when read, as the sentence around it is."""
    if not names:
        return Words("", "")
    return Words(f"相近的有：{'、'.join(names)}。", f"Near it: {', '.join(names)}.")
