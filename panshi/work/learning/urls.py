"""Routes of learning."""

from panshi.work.learning.views import (
    exams,
    intake,
    materials,
    packages,
    playing,
    questions,
    reminding,
    reports,
    sitting,
    tasks,
    today,
    writing_tasks,
)

app_name = "learning"
urlpatterns = [
    *questions.urls,
    *intake.urls,
    *exams.urls,
    *sitting.urls,
    *today.urls,
    *tasks.urls,
    *writing_tasks.urls,
    *reports.urls,
    *reminding.urls,
    *materials.urls,
    *playing.urls,
    *packages.urls,
]
