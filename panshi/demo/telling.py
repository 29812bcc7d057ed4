"""What the demo prints when it is done: what was built, how to sign in, where it is served."""

from pathlib import Path

from panshi.demo import organisation
from panshi.demo.build import Built
from panshi.demo.showing import Show
from panshi.kernel.numbers import grouped
from panshi.ledger.selectors import head, latest_checkpoint
from panshi.org.choices import Level
from panshi.org.models import Grant, Person, Unit
from panshi.work.registers.models import Evidence, Record

ADDRESS = "http://127.0.0.1:8000/"


def tell_built(built: Built, files: list[Path], show: Show) -> None:
    """What stands in the database, and where the review is."""
    units = {level: Unit.objects.filter(level=level).count() for level in Level}
    checkpoint = latest_checkpoint()
    counts = (
        (f"{organisation.ROOT_NAME} units", sum(units.values())),
        ("县（市、区）局 county bureaus", units[Level.COUNTY]),
        ("市局部门 divisions", units[Level.DIVISION]),
        ("所队 stations", units[Level.STATION]),
        ("人员 people", Person.objects.count()),
        ("记录 records", Record.objects.count()),
        ("证据 pieces of evidence", Evidence.objects.count()),
        ("账本条目 entries in the ledger", head()),
        ("已封存 sealed", checkpoint.size if checkpoint else 0),
    )
    show.line()
    for name, count in counts:
        show.line(f"  {grouped(count):>9}  {name}")
    if built.entries:
        show.line(f"本次写入 written now：{grouped(built.entries)} 条 entries，{built.seconds:.0f} 秒 seconds")
    for file in files:
        show.line(f"综述 review：{file}")
    show.line()


def tell_sign_ins(show: Show) -> None:
    """One sign-in for each role; they share a password."""
    show.line()
    show.line(f"登录 sign in（密码相同 one password for all：{organisation.password()}）")
    grants = Grant.objects.filter(unit__code=organisation.ROOT_CODE, person__account__isnull=False)
    for grant in grants.select_related("person__account").order_by("pk"):
        account = grant.person.account
        if account and account.username == grant.role:
            show.line(f"  {account.username:<16} {grant.get_role_display()}：{grant.person.name}")


def tell_serving(show: Show) -> None:
    """Where the site is."""
    show.line()
    show.line(f"网站 site：{ADDRESS}")
