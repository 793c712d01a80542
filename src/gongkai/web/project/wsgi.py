"""The door for a WSGI server: ``granian --interface wsgi gongkai.web.project.wsgi:application``."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings.production")

application = get_wsgi_application()

# What is there from the start stays: looking through it for garbage took longer than many an answer.
gc.collect()
gc.freeze()
