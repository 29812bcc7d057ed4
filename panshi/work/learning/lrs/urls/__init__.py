"""The xAPI resources, under the base IRL /xapi/."""

from django.urls import path

from panshi.work.learning.lrs.views import documents, knowledge, statements

app_name = "xapi"
urlpatterns = [
    path("statements", statements.statements, name="statements"),
    path("activities/state", documents.state, name="state"),
    path("activities/profile", documents.activity_profile, name="activity_profile"),
    path("agents/profile", documents.agent_profile, name="agent_profile"),
    path("activities", knowledge.activities, name="activities"),
    path("agents", knowledge.agents, name="agents"),
    path("about", knowledge.about, name="about"),
]
