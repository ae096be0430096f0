"""Prints the class of the workers that gunicorn would start: threads make a gthread worker of a sync one."""
from gunicorn.app.wsgiapp import WSGIApplication

print(f"effective_class = {WSGIApplication(prog=None).cfg.worker_class_str}")
