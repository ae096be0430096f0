# what is on
import os

VERBOSE = os.environ.get("DJANGO_DEBUG") == "1"
