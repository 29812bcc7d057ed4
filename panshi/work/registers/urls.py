"""Routes of the registers."""

from django.urls import path

from panshi.work.registers import views

app_name = "registers"
urlpatterns = [
    path("", views.records, name="records"),
    path("report/", views.kinds, name="kinds"),
    path("report/<str:key>/", views.report, name="report"),
    path("verify/", views.verify_queue, name="verify_queue"),
    path("evidence/<str:digest>/", views.evidence, name="evidence"),
    path("<int:pk>/", views.record, name="record"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/verify/", views.verify, name="verify"),
    path("<int:pk>/send-back/", views.send_back, name="send_back"),
    path("<int:pk>/reverse/", views.reverse, name="reverse"),
]
