"""Production: everything secret comes from the environment, and unsafe settings stop the start."""

from config import env
from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = env.secret("HEARTH_SECRET_KEY")
ALLOWED_HOSTS = env.words("HEARTH_HOSTS")
