"""A small demo built and served in the folder that PANSHI_DATA names, for tests that use it as people do: in a browser."""

import os
import sys


def main() -> None:
    """`python small_site.py PORT`: prints what a test needs to know, and then becomes the site."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "panshi.config.settings"
    import django

    django.setup()
    import json

    from django.core.management import call_command

    from panshi.demo.build import build
    from panshi.demo.organisation import ROOT_CODE, password
    from panshi.demo.plan import Plan
    from panshi.demo.showing import Show
    from panshi.org import services as org
    from panshi.org.choices import Category, Level
    from panshi.org.models import Person, Unit

    build(Plan(scale=0.01, years=(2023,)), Show(sys.stderr))
    city = Unit.objects.get(code=ROOT_CODE)
    stations = list(Unit.objects.filter(level=Level.STATION).order_by("code"))
    here = Person.objects.filter(postings__unit__in=stations, postings__until=None, category=Category.OFFICER)
    officers = list(here.order_by("number").distinct()[:12])
    twice = officers[-1]
    namesake = org.employ(
        number="0999999", name=twice.name, category=Category.OFFICER, unit=city, since=twice.postings.get().since
    )
    told = {
        "password": password(),
        "stations": [{"code": unit.code, "name": unit.name, "county": unit.get_parent().name} for unit in stations],
        "officers": [{"number": person.number, "name": person.name} for person in officers[:-1]],
        "namesake": {"name": namesake.name, "numbers": [twice.number, namesake.number]},
    }
    print(json.dumps(told, ensure_ascii=False), flush=True)
    call_command("serve", port=int(sys.argv[1]))


if __name__ == "__main__":
    main()
