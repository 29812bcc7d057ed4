"""Routes of the registers."""

from django.urls import path

from panshi.work.registers import views
from panshi.work.registers.views import agreeing, duties, importing, printing, taking_out

app_name = "registers"
urlpatterns = [
    path("", views.records, name="records"),
    path("report/", views.kinds, name="kinds"),
    path("report/<str:key>/", views.report, name="report"),
    path("report/<str:key>/import/", importing.upload, name="import"),
    path("report/<str:key>/template/", importing.template, name="import_template"),
    path("imports/", importing.books, name="imports"),
    path("imports/<int:book>/", importing.book, name="import_book"),
    path("imports/<int:book>/progress/", importing.progress, name="import_progress"),
    path("imports/<int:book>/columns/", importing.columns, name="import_columns"),
    path("imports/<int:book>/accept/", importing.accept, name="import_accept"),
    path("imports/<int:book>/stop/", importing.stop, name="import_stop"),
    path("imports/<int:book>/undo/", importing.undo, name="import_undo"),
    path("imports/<int:book>/returned/", importing.returned, name="import_returned"),
    path("agree/", agreeing.agree, name="agree"),
    path("agree/out/", agreeing.take, name="take_comparison"),
    path("agree/sums/", agreeing.state, name="state_sums"),
    path("agree/<str:key>/<str:code>/<str:month>/", agreeing.month, name="agree_month"),
    path("agree/<str:key>/<str:code>/<str:month>/explain/", agreeing.explain, name="explain"),
    path("owed/", duties.owed, name="owed"),
    path("owed/nothing/", duties.say_nothing, name="say_nothing"),
    path("owed/nothing/withdraw/", duties.withdraw_nothing, name="withdraw_nothing"),
    path("owed/units/", duties.owing, name="owing"),
    path("owed/units/out/", duties.take_owing, name="take_owing"),
    path("owed/remind/", duties.remind, name="remind"),
    path("owed/reminders/", duties.reminders, name="reminders"),
    path("owed/duties/", duties.duties, name="duties"),
    path("owed/duties/new/", duties.set_duty, name="set_duty"),
    path("owed/duties/<int:duty>/end/", duties.end_duty, name="end_duty"),
    path("drafts/<int:pk>/throw-away/", views.throw_draft, name="throw_draft"),
    path("verify/", views.verify_queue, name="verify_queue"),
    path("verify/sample/", views.sample, name="sample"),
    path("out/records.<str:form>", taking_out.take_records, name="take_records"),
    path("out/waiting.<str:form>", taking_out.take_waiting, name="take_waiting"),
    path("out/imports.<str:form>", taking_out.take_imports, name="take_imports"),
    path("out/registers/", printing.shelf, name="printed"),
    path("out/registers/<str:key>/", printing.book, name="book"),
    path("out/registers/<str:key>.docx", printing.book_file, name="book_file"),
    path("evidence/<str:digest>/", views.evidence, name="evidence"),
    path("<int:pk>/", views.record, name="record"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/verify/", views.verify, name="verify"),
    path("<int:pk>/send-back/", views.send_back, name="send_back"),
    path("<int:pk>/reverse/", views.reverse, name="reverse"),
]
