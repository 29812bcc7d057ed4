"""Routes of ratings."""

from panshi.work.ratings.views import rounds, standards, subjects

app_name = "ratings"
urlpatterns = [*rounds.urls, *subjects.urls, *standards.urls]
