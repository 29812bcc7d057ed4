"""Routes of ratings."""

app_name = "ratings"
urlpatterns: list[object] = []
