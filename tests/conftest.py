"""A small organisation with one of everything in one county, and every role there; for tests that span the rooms."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client

from panshi.figures import services as figures
from panshi.figures.definitions import Figure, Measure
from panshi.kernel.clock import now, today
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.org import services as org
from panshi.org.choices import Category, Level, Power, Role
from panshi.org.models import Account, Grant, Person, Unit
from panshi.org.services.tokens import make_token
from panshi.reviews import services as reviews
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.corrections import teach
from panshi.work.learning.choices import QuestionForm
from panshi.work.learning.lrs.choices import Power as KeyPower
from panshi.work.learning.lrs.rules.agents import program_agent
from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.services import make_key, store
from panshi.work.learning.models import Channel, Material
from panshi.work.learning.models.contents import Choice, Content, Text
from panshi.work.learning.services import examining, materials, planning, publishing, sitting
from panshi.work.learning.services.questions import banking
from panshi.work.learning.services.questions.intake import receive
from panshi.work.learning.services.questions.pictures import keep_picture
from panshi.work.ratings.choices import Section, Subject
from panshi.work.ratings.models import Candidate
from panshi.work.ratings.selectors.rounds import criteria_of, eligible
from panshi.work.ratings.services import filing, rounds, standards
from panshi.work.registers import services as registers
from panshi.work.registers.choices import Every
from panshi.work.registers.services import importing

OPENED = date(2000, 1, 1)
SINCE = date(2020, 1, 1)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@dataclass(frozen=True)
class World:
    """`here` holds one of everything; `there` is the county beside it. `words` fill in the names of routes' arguments."""

    city: Unit
    here: Unit
    there: Unit
    people: dict[Role, Person]
    words: dict[str, dict[str, object]]


@pytest.fixture
def sign_in() -> Callable[[Person], Client]:
    def signed_in(person: Person) -> Client:
        account, _new = Account.objects.get_or_create(username=person.number)
        Person.objects.filter(pk=person.pk).update(account=account)
        client = Client()
        client.force_login(account)
        return client

    return signed_in


@pytest.fixture
def world(db: None, tmp_path, settings) -> World:
    settings.MEDIA_ROOT = tmp_path
    city = org.open_unit(code="C", name="云川市公安局", level=Level.CITY, opened_on=OPENED)
    here = org.open_unit(code="C01", name="滨江分局", level=Level.COUNTY, opened_on=OPENED, above=city)
    there = org.open_unit(code="C02", name="平溪县公安局", level=Level.COUNTY, opened_on=OPENED, above=city)
    people = {role: trusted(role.value, here, role) for role in Role}
    return World(city, here, there, people, filled(here, people) | learning_words(here, people) | rating_words(here, people))


def trusted(number: str, unit: Unit, *roles: Role) -> Person:
    """A person of the unit who holds these roles there."""
    person = org.employ(number=number, name="高山", category=Category.OFFICER, unit=unit, since=SINCE)
    for role in roles:
        org.grant_role(person=person, role=role, unit=unit, since=SINCE, by=None)
    return person


def filled(here: Unit, people: dict[Role, Person]) -> dict[str, dict[str, object]]:
    """One record waiting, one verified, an own figure, a review and a frozen one; by route, what its arguments are."""
    clerk, verifier, leader = people[Role.CLERK], people[Role.VERIFIER], people[Role.LEADER]
    photo = registers.store(PNG, name="signed.png", by=clerk)
    held = registers.NewRecord(
        kind=kinds.kind("activities.session"),
        unit=here,
        occurred_on=date(2023, 5, 3),
        dims={"form": "study", "title": "读书会", "level": "local"},
        evidence=(photo,),
    )
    waiting, verified = registers.report(held, by=clerk), registers.report(held, by=clerk)
    entry = registers.verify(verified, by=verifier)[0]
    own = figures.define_figure(
        figure=Figure(
            key="",
            label=Words("全部活动", "all sessions"),
            question=Words("一共办了多少场活动？", "How many sessions were held?"),
            unit=Words("场次", "sessions"),
            measure=Measure.COUNT,
            kind="activities.session",
        ),
        unit=here,
        by=leader,
    )
    review = reviews.save_review(
        review=None,
        title="一年",
        text='活动{{ figure("activities.study_sessions") }}。',
        unit=here,
        period=Period.year(2023),
        language="zh",
        by=leader,
    )
    frozen = reviews.freeze(review, by=leader)
    lesson = teach(claim=extract("刊登好稿8篇。")[0], figure=None, unit=here, by=leader)
    grant = Grant.objects.get(person=people[Role.MEMBER])
    rows = "日期,形式,主题,活动层级\n2023年5月3日,集中学习,读书班,本单位\n2月31日,集中学习,读书班,本单位\n"
    book = importing.receive(rows.encode(), name="活动.csv", key="activities.session", unit=here, by=clerk, year=2023)
    importing.go_on(book.pk)
    lent = make_token(unit=here, name="值班系统", powers=[Power.READ], ends_on=today(), by=people[Role.ADMINISTRATOR])
    course = make_key(unit=here, name="课件", powers=[KeyPower.WRITE], by=None).key
    agent, verb = program_agent(course.login), {"id": "http://adlnet.gov/expapi/verbs/completed"}
    said = {"actor": agent, "verb": verb, "object": {"id": "http://example.com/course"}}
    [statement_id] = store([said], authority=agent, edition=Edition.TWO).ids
    return {
        "lrs": {"statement_id": statement_id, "code": here.code, "pk": course.pk},
        "figures": {"key": "activities.study_sessions", "kind": "activities.session", "measure": "count", "form": "csv"},
        "figures:kind": {"key": "activities.session"},
        "figures:edit": {"key": own.key},
        "figures:retire": {"key": own.key},
        "ledger": {"seq": entry.seq},
        "reviews": {"pk": review.pk, "ending": "md"},
        "reviews:frozen": {"pk": frozen.pk},
        "reviews:unteach": {"pk": lesson.pk},
        "reviews:export": {"pk": frozen.pk, "ending": "md"},
        "org:revoke_token": {"pk": lent.token.pk},
        "api": {"key": "activities.study_sessions", "seq": entry.seq, "number": waiting.pk, "digest": photo.digest},
        "org": {"code": here.code, "number": clerk.number, "pk": grant.pk},
        "registers": {
            "pk": waiting.pk,
            "key": "activities.session",
            "digest": photo.digest,
            "book": book.pk,
            "duty": registers.set_duty(owed_monthly(here), by=leader).pk,
            "code": here.code,
            "month": "2023-05",
            "form": "csv",
        },
    }


def owed_monthly(here: Unit) -> registers.NewDuty:
    """A session every month."""
    sessions = kinds.kind("activities.session")
    return registers.NewDuty(kind=sessions, unit=here, level=Level.COUNTY, every=Every.MONTH, since=date(2023, 1, 1))


def material_words(here: Unit, trainer: Person) -> dict[str, dict[str, object]]:
    """A text in no task and a picture, as materials."""
    text = materials.write_text(materials.About(here, "接处警规范"), "先询问，再记录。", by=trainer)
    picture = materials.add_upload(materials.About(here), BytesIO(PNG), "图.png", by=trainer)
    words = {f"learning:{name}": {"pk": text.pk} for name in ("material", "change_material", "retire_material")}
    nothing = {"assignment": 0, "material": text.pk}
    named = {"word": "x", "name": "index.html", "resource": "about"}
    signed = ("launch", "launch_data", "package_file", "unit_token", "unit_records")
    return words | {
        "learning:file": {"pk": picture.pk},
        **dict.fromkeys(("learning:study", "learning:note"), nothing),
        **{f"learning:{name}": named for name in signed},
    }


def learning_words(here: Unit, people: dict[Role, Person]) -> dict[str, dict[str, object]]:
    """A bank open to practice with a picture in it, a published exam, and a paper handed in."""
    trainer = people[Role.TRAINER]
    picture = keep_picture(PNG, name="图.png")
    bank = banking.make_bank(unit=here, title="应知应会", practised=True, by=trainer)
    content = Content(
        QuestionForm.TRUE_FALSE,
        Text("执法记录仪应当全程开启。"),
        (Choice(Text("对"), Decimal(100)), Choice(Text("错"))),
        pictures=(picture.digest,),
    )
    question, other = banking.keep_questions(bank, [banking.Draft(content), banking.Draft(content)], by=trainer)
    exam = examining.make_exam(unit=here, rules=examining.Rules("测验", "professional"), by=trainer)
    examining.set_lines(exam, [examining.NewLine(question)], by=trainer)
    exam = examining.publish_exam(exam, by=trainer)
    paper = sitting.hand_in(sitting.begin(exam, by=people[Role.MEMBER]))
    made = {
        **dict.fromkeys(("bank", "set_bank", "new_question", "bring_in", "export"), bank.pk),
        **dict.fromkeys(("question", "edit_question", "recall"), question.pk),
        "retire_question": other.pk,
        **dict.fromkeys(("intake", "accept_intake"), receive(bank, "甲？{T}".encode(), name="题.txt", by=trainer).pk),
        **dict.fromkeys(
            ("edit_exam", "exam_rules", "publish_exam", "copy_exam", "retire_exam", "results", "take_results"), exam.pk
        ),
        **dict.fromkeys(("analysis", "rescore", "marking", "exam", "begin"), exam.pk),
        **dict.fromkeys(("paper", "attempt", "result", "answer", "hand_in"), paper.pk),
    }
    words: dict[str, dict[str, object]] = {f"learning:{name}": {"pk": pk} for name, pk in made.items()}
    words |= material_words(here, trainer)
    words |= task_words(here, trainer)
    words["learning:new_question"]["form"] = "single"
    words["learning:take_results"]["form"] = "csv"
    words["learning:export"]["ending"] = "gift"
    words["learning:answer"]["place"] = 1
    words["learning:picture"] = {"digest": picture.digest}
    return words


def task_words(here: Unit, trainer: Person) -> dict[str, dict[str, object]]:
    """A task given to the unit, a draft with a line, a circle, and a chat whose address is lost."""
    text = Material.objects.create(unit=here, title="党史天天读", carrier="text", body="读一章。", made_by=trainer, made_at=now())
    outline = planning.Outline("三月学习", "political", today(), today() + timedelta(days=14))
    given, draft = (planning.make_task(unit=here, outline=outline, by=trainer) for _ in range(2))
    for task in (given, draft):
        planning.set_materials(task, [text], by=trainer)
        line = planning.add_line(task, planning.Line(unit=here), by=trainer)
    publishing.give_out(publishing.publish(given, by=trainer), on=today())
    circle = planning.keep_circle(unit=here, name="教官", people=[trainer.pk], by=trainer)
    chat = Channel.objects.create(unit=here, chat="feishu", name="群", sealed=b"lost", made_by=trainer, made_at=now())
    mine = given.assignments.get(person=trainer).pk
    on_drafts = ("task_outline", "task_contents", "task_audience", "task_preview", "publish_task", "discard_task")
    on_given = ("task_given", "task_progress", "stop_task", "resume_task", "withdraw_task", "extend_task", "end_recurrence")
    made = {
        **dict.fromkeys(on_drafts, draft.pk),
        **dict.fromkeys((*on_given, "remind_task"), given.pk),
        **dict.fromkeys(("circle", "drop_circle"), circle.pk),
        **dict.fromkeys(("try_channel", "close_channel"), chat.pk),
        **dict.fromkeys(("task", "excuse"), mine),
    }
    words: dict[str, dict[str, object]] = {f"learning:{name}": {"pk": pk} for name, pk in made.items()}
    words["learning:drop_line"] = {"pk": draft.pk, "line": line.pk}
    return words | {f"learning:{name}": {"form": "csv"} for name in ("take_report", "take_people")}


def rating_words(here: Unit, people: dict[Role, Person]) -> dict[str, dict[str, object]]:
    """A standard in force and the next as a draft, and a round in which the county's own centre takes part and appealed."""
    trainer, leader = people[Role.TRAINER], people[Role.LEADER]
    asked = [standards.NewCriterion(section, "场所", Decimal(20), (("不符合", "0"), ("符合", "20"))) for section in Section]
    kept = standards.draft_standard(unit=here, subject=Subject.CENTRE, outline=standards.Outline("甲版"), by=trainer)
    kept = standards.adopt(standards.add_criteria(kept, asked, by=trainer), since=OPENED, by=trainer)
    draft = standards.copy_standard(kept, version="乙版", by=trainer)
    new = rounds.NewRound("一轮", date(2023, 1, 1), date(2023, 10, 31))
    opened = rounds.open_round(unit=here, standard=kept, new=new, by=trainer)
    rounds.take_part(opened, eligible(opened, on=today()), by=trainer)
    centre = Candidate.objects.get(round=opened)
    photo = filing.file_evidence(centre, criteria_of(opened)[0], PNG, name="场所.png", checking=False, by=leader)
    made = centre.appeals.create(said="当日停电", made_by=leader, made_at=now())
    pks = {
        **dict.fromkeys(("round", "move", "assign", "give"), opened.pk),
        **dict.fromkeys(("card", "say", "check", "leave_out", "decide", "withdraw", "appeal"), centre.pk),
        **dict.fromkeys(("rewrite_standard", "adopt_standard", "copy_standard", "criterion"), draft.pk),
        **{"standard": kept.pk, "answer": made.pk, "evidence": photo.pk},
    }
    words: dict[str, dict[str, object]] = {f"ratings:{name}": {"pk": pk} for name, pk in pks.items()}
    words["ratings:criterion"]["place"] = 1
    return words
