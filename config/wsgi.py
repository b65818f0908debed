"""The web server's door to Hearth; production settings unless told otherwise."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
# What is loaded by now stays: looking through it again and again for garbage costs a tenth of every page.
gc.collect()
gc.freeze()
