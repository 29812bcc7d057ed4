"""The list of reviews."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from panshi.org.access import Request, needs
from panshi.org.selectors import allowed
from panshi.reviews import selectors

ON_A_PAGE = 30


@needs("reviews.view")
def listed(request: Request) -> HttpResponse:
    """Reviews being written, frozen ones, and templates to begin with."""
    person = request.person
    facts = {
        "drafts": Paginator(selectors.reviews(person=person), ON_A_PAGE).get_page(request.GET.get("drafts")),
        "frozen": Paginator(selectors.frozen_reviews(person=person), ON_A_PAGE).get_page(request.GET.get("page")),
        "templates": selectors.templates(person=person)[:ON_A_PAGE],
        "writes": allowed(person=person, permission="reviews.write", unit=request.scope.unit),
    }
    return render(request, "reviews/list.html", facts)
